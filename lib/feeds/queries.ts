import { z } from "zod";
import { includesRole, ROLES, type Reader } from "@/lib/auth/access.ts";
import { sql, type Sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { feedSchema, type FeedDto } from "./schema.ts";

type Reading = Pick<Tx, "$queryRaw">;
type FeedReader = Pick<Reader, "id" | "role">;

const instant = z.date().transform((date) => date.toISOString());
const feedRows = z.array(feedSchema.extend({ created_at: instant, last_used_at: instant.nullable() }));
const openedRows = z.array(
  z.object({
    id: z.uuid(),
    query: z.string(),
    owner: z.object({ id: z.uuid(), email: z.string(), name: z.string(), role: z.enum(ROLES) }),
  }),
);

/** What an address opens, and for whom. */
export type OpenedFeed = z.infer<typeof openedRows>[number];

/** The reader's own feeds, an admin's list has everybody's; newest first. */
export async function listFeeds(db: Reading, reader: FeedReader): Promise<FeedDto[]> {
  return readFeeds(db, reader, sql`true`);
}

/** One of the feeds in a reader's list; null where it is not there. */
export async function readFeedById(db: Reading, reader: FeedReader, id: string): Promise<FeedDto | null> {
  return (await readFeeds(db, reader, sql`f.id = ${id}::uuid`))[0] ?? null;
}

/** The feed behind a secret while its owner is a manager or an admin and not deactivated; null whatever is the matter. */
export async function findFeed(db: Reading, secretHash: Uint8Array): Promise<OpenedFeed | null> {
  const rows = await db.$queryRaw(sql`
    select f.id, f.query, jsonb_build_object('id', o.id, 'email', o.email, 'name', o.name, 'role', o.role) as owner
    from feeds f join app_users o on o.id = f.owner_id
    where f.secret_hash = ${secretHash} and o.deactivated_at is null and o.role in ('manager', 'admin')`);
  return openedRows.parse(rows)[0] ?? null;
}

async function readFeeds(db: Reading, { id, role }: FeedReader, condition: Sql): Promise<FeedDto[]> {
  const rows = await db.$queryRaw(sql`
    select f.id, f.name, f.query, o.name as owner, f.owner_id = ${id}::uuid as is_own, f.created_at, f.last_used_at
    from feeds f join app_users o on o.id = f.owner_id
    where (f.owner_id = ${id}::uuid or ${includesRole(role, "admin")}) and ${condition}
    order by f.created_at desc, f.id`);
  return feedRows.parse(rows);
}
