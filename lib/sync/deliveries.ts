import { z } from "zod";
import { type Sql, sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import type { Hint } from "@/lib/gitlab/webhook.ts";
import { addJobOf, enqueue } from "@/lib/jobs/enqueue.ts";

/** A delivery as it is kept: never its body. One that is not `isWhole` was too large to be read. */
export type Delivery = { key: string; bodyHash: string; hint: Hint; isWhole: boolean };

/** An issue to look at again, by GitLab's numbers. */
export type IssueHint = { gitlabProjectId: string; iid: number };

/** Edits come in twos and threes: what arrives within this time after the first is one fetch. */
const MERGE_MS = 500;
/** A hint that nobody has answered and no job stands for after so long was lost between two of them. */
const FORGOTTEN_AFTER_SECONDS = 60;
/** All searches for projects are one. */
export const DISCOVERY = { key: "discover_projects" };
const KEPT_DAYS = 30;
/** So many rows are deleted in one transaction: none is long. */
const DELETED_AT_ONCE = 10_000;

/** Fetches an issue soon; hints for one issue that come close together are one fetch. */
export async function enqueueRefresh(tx: Pick<Tx, "$executeRaw">, { gitlabProjectId, iid }: IssueHint): Promise<void> {
  await tx.$executeRaw(sql`
    select ${addRefreshOf(sql`${gitlabProjectId}::bigint`, sql`${iid}::int`)}`);
}

/** The call that does so within a larger statement, for the numbers that it knows. */
export function addRefreshOf(gitlabProjectId: Sql, iid: Sql): Sql {
  const payload = sql`json_build_object('gitlab_project_id', ${gitlabProjectId}::text, 'iid', ${iid})`;
  const key = sql`'refresh:' || ${gitlabProjectId} || ':' || ${iid}`;
  return addJobOf("refresh_issue", { payload, key, delayMs: MERGE_MS });
}

/** Looks for projects to track; however many ask, it is one search. */
export async function enqueueDiscovery(tx: Pick<Tx, "$executeRaw">): Promise<void> {
  await enqueue(tx, "discover_projects", {}, DISCOVERY);
}

/** Marks the deliveries whose hint a fetch that started at `fetchStartedAt` has answered, and says how many they are. */
export async function markHandled(tx: Pick<Tx, "$executeRaw">, hint: IssueHint, fetchStartedAt: Date): Promise<number> {
  return tx.$executeRaw`
    update webhook_deliveries set handled_at = now()
    where gitlab_project_id = ${hint.gitlabProjectId}::bigint and iid = ${hint.iid}::int
      and received_at <= ${fetchStartedAt.toISOString()}::timestamptz and outcome = 'enqueued' and handled_at is null`;
}

const hintRows = z.array(z.object({ gitlab_project_id: z.bigint().transform(String), iid: z.int() }));

/**
 * Enqueues the issues of deliveries that are kept and not handled though no job stands for them: the queue drops a job without a
 * word when one of its key is being taken up at that moment. Answers how many issues.
 */
export async function enqueueForgotten(tx: Tx): Promise<number> {
  const rows = await tx.$queryRaw`
    select distinct gitlab_project_id, iid from webhook_deliveries
    where outcome = 'enqueued' and handled_at is null
      and received_at < now() - ${FORGOTTEN_AFTER_SECONDS}::int * interval '1 second'
      and not exists (
        select from graphile_worker.jobs
        where key in ('refresh:' || gitlab_project_id || ':' || iid, 'parked:refresh:' || gitlab_project_id || ':' || iid)
      )
    order by gitlab_project_id, iid`;
  const forgotten = hintRows.parse(rows);
  for (const row of forgotten) await enqueueRefresh(tx, { gitlabProjectId: row.gitlab_project_id, iid: row.iid });
  return forgotten.length;
}

/** Deletes deliveries older than 30 days, 10,000 at most; answers whether there may be more. */
export async function deleteOldDeliveries(tx: Pick<Tx, "$executeRaw">): Promise<boolean> {
  const deleted = await tx.$executeRaw`
    delete from webhook_deliveries where id in (
      select id from webhook_deliveries
      where received_at < now() - ${KEPT_DAYS}::int * interval '1 day'
      order by received_at limit ${DELETED_AT_ONCE}
    )`;
  return deleted === DELETED_AT_ONCE;
}
