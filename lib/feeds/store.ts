import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";

export type FeedWrite = { ownerId: string; name: string; query: string; secretHash: Uint8Array };

const idRow = z.tuple([z.object({ id: z.uuid() })]);

/** Writes a new feed; answers its id. */
export async function insertFeed(tx: Tx, { ownerId, name, query, secretHash }: FeedWrite): Promise<string> {
  const rows = await tx.$queryRaw(sql`
    insert into feeds (owner_id, name, query, secret_hash)
    values (${ownerId}::uuid, ${name}, ${query}, ${secretHash}) returning id`);
  return idRow.parse(rows)[0].id;
}

/** Its address is unknown from then on, as if it had never been. */
export async function removeFeed(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw(sql`delete from feeds where id = ${id}::uuid`);
}

/** Notes that a feed was read; once a minute is enough to know whether anybody still reads it. */
export async function noteUse(db: Pick<Tx, "$executeRaw">, id: string): Promise<void> {
  await db.$executeRaw(sql`
    update feeds set last_used_at = now()
    where id = ${id}::uuid and coalesce(last_used_at < now() - interval '1 minute', true)`);
}
