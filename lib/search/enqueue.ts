import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { addJob, enqueue } from "@/lib/jobs/enqueue.ts";

const KEY = { key: "search_page" };

/** Has the issues brought into search that are not in it: those that were mirrored before there was one. */
export async function enqueueMissing(tx: Pick<Tx, "$executeRaw">): Promise<void> {
  await tx.$executeRaw(sql`
    select ${addJob("search_page", { after: "0" }, KEY)}
    where exists (select from issues i where not exists (select from issue_search s where s.issue_id = i.id))`);
}

/** Goes on with it, after GitLab's id `after`. */
export async function enqueueFill(tx: Pick<Tx, "$executeRaw">, after: string): Promise<void> {
  await enqueue(tx, "search_page", { after }, KEY);
}
