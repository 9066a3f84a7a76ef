import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { enqueueFill } from "./enqueue.ts";
import { storeSearch } from "./store.ts";

/** Issues a transaction brings into search. */
const BATCH = 200;

const lockedRows = z.array(
  z.object({ id: z.uuid(), title: z.string(), description: z.string().nullable(), gitlab_issue_id: z.bigint() }),
);

/**
 * Brings the next issues that search does not know yet, those after GitLab's id `after`, into it, in the caller's transaction; those
 * that the pen brings meanwhile are known already. `goesOn` says that the caller does the next ones itself; otherwise a job for
 * them is enqueued. Answers where to go on, null when that was all.
 */
export async function fillSearch(
  tx: Tx,
  { after, goesOn }: { after: string; goesOn: boolean },
): Promise<string | null> {
  const rows = await tx.$queryRaw(sql`
    select i.id, i.title, i.description, i.gitlab_issue_id from issues i
    where i.gitlab_issue_id > ${after}::bigint and not exists (select from issue_search s where s.issue_id = i.id)
    order by i.gitlab_issue_id limit ${BATCH} for update of i`);
  const locked = lockedRows.parse(rows);
  await storeSearch(tx, locked);
  if (locked.length < BATCH) return null;
  const next = String(locked.at(-1)?.gitlab_issue_id ?? after);
  if (!goesOn) await enqueueFill(tx, next);
  return next;
}
