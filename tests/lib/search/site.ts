import type { Reader } from "@/lib/auth/access.ts";
import type { Db } from "@/lib/db/client.ts";
import { sql } from "@/lib/db/sql.ts";
import { transaction } from "@/lib/db/transaction.ts";
import { where } from "@/lib/issues/where.ts";
import { readMeaning } from "@/lib/search/queries/meaning.ts";
import { searchIssues } from "@/lib/search/queries/search.ts";
import { searchQuerySchema } from "@/lib/search/schema.ts";
import { rebuildSearch, storeNoteWords } from "@/lib/search/store.ts";

export const CLOCK = { now: new Date("2026-03-10T11:00:00Z"), zone: "Europe/Berlin" };

/** Everything the pen has brought, brought into search. */
export async function fillAll(db: Db): Promise<string[]> {
  const ids = (await db.issue.findMany({ select: { id: true } })).map(({ id }) => id);
  return transaction(db, (tx) => rebuildSearch(tx, ids));
}

export async function storeNote(db: Db, iid: number, notes: string | null): Promise<void> {
  const { id: issueId } = await db.issue.findFirstOrThrow({ where: { iid } });
  await transaction(db, async (tx) => {
    await tx.$executeRaw(sql`
      insert into issue_overrides (issue_id, internal_notes, updated_by) values (${issueId}::uuid, ${notes}, 'm@acme.test')
      on conflict (issue_id) do update set internal_notes = excluded.internal_notes`);
    await storeNoteWords(tx, [{ issueId, notes }]);
  });
}

/** The answer to a search. */
export async function search(db: Db, q: string, reader: Reader, limit = 50) {
  const query = { ...searchQuerySchema.parse({ q }), limit };
  return searchIssues(db, { query, reader, clock: CLOCK });
}

/** The numbers of the issues that a search finds, in its order. */
export async function found(db: Db, q: string, reader: Reader): Promise<number[]> {
  return (await search(db, q, reader)).data.map(({ iid }) => iid);
}

/** The numbers of the issues that a list with this `q` has, in order. */
export async function listed(db: Db, q: string, reader: Reader): Promise<number[]> {
  const meaning = await readMeaning(db, { q, reader });
  const condition = where({ meaning }, reader, CLOCK);
  const rows = await db.$queryRaw<{ iid: number }[]>(sql`select i.iid from issues i where ${condition} order by 1`);
  return rows.map(({ iid }) => iid);
}
