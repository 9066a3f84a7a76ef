import { z } from "zod";
import { includesRole, type Reader } from "@/lib/auth/access.ts";
import { sql, type Sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { viewSchema, type ViewDto } from "./schema.ts";

type Reading = Pick<Tx, "$queryRaw">;
type ViewReader = Pick<Reader, "id" | "role">;

const viewRows = z.array(viewSchema.omit({ may_change: true }).extend({ owner_id: z.uuid() }));
const nameRows = z.array(z.object({ id: z.uuid() }));

/** A view and its owner's id, which stays here. */
export type OwnedView = { view: ViewDto; ownerId: string };

/** Every view of a reader: their own first, then those that others share, each by name. */
export async function listViews(db: Reading, reader: ViewReader): Promise<ViewDto[]> {
  return (await readViews(db, reader, sql`true`)).map(({ view }) => view);
}

/** One of the views that a reader has; null where it is not there for them. */
export async function readView(db: Reading, reader: ViewReader, id: string): Promise<OwnedView | null> {
  return (await readViews(db, reader, sql`v.id = ${id}::uuid`))[0] ?? null;
}

/** What a reader's backlog opens with; null where they have chosen nothing, or it is not shared with them any more. */
export async function readDefaultView(db: Reading, reader: ViewReader): Promise<ViewDto | null> {
  return (await readViews(db, reader, sql`v.id = me.default_view_id`))[0]?.view ?? null;
}

/** Whether a person has another view of that name, whatever its case. */
export async function hasViewCalled(
  db: Reading,
  { ownerId, name, butId }: { ownerId: string; name: string; butId: string | null },
): Promise<boolean> {
  const rows = await db.$queryRaw(sql`
    select id from saved_views
    where owner_id = ${ownerId}::uuid and lower(name) = lower(${name}) and id is distinct from ${butId}::uuid`);
  return nameRows.parse(rows).length > 0;
}

async function readViews(db: Reading, reader: ViewReader, condition: Sql): Promise<OwnedView[]> {
  const rows = await db.$queryRaw(sql`
    select v.id, v.owner_id, v.page::text, v.name, v.query, v.is_shared, o.name as owner,
      v.owner_id = me.id as is_own, coalesce(v.id = me.default_view_id, false) as is_default
    from app_users me
    join saved_views v on v.owner_id = me.id or v.is_shared
    join app_users o on o.id = v.owner_id
    where me.id = ${reader.id}::uuid and ${condition}
    order by v.owner_id <> me.id, lower(v.name), v.id`);
  return viewRows.parse(rows).map(({ owner_id: ownerId, ...row }) => ({
    view: { ...row, may_change: mayChange(row, reader) },
    ownerId,
  }));
}

/** One's own view is one's own; one that is shared is its owner's while they are a manager, and the admins'. */
function mayChange(view: Pick<ViewDto, "is_own" | "is_shared">, { role }: ViewReader): boolean {
  if (!view.is_shared) return view.is_own;
  return includesRole(role, view.is_own ? "manager" : "admin");
}
