import { z } from "zod";
import { type Sql, sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import type { Hint } from "@/lib/gitlab/webhook.ts";
import { addJobOf, enqueue } from "@/lib/jobs/enqueue.ts";

/** A delivery as it is kept: never its body. One that is not `isWhole` was too large to be read. */
export type Delivery = { key: string; bodyHash: string; hint: Hint; isWhole: boolean };

/** An issue to look at again, by GitLab's numbers; without `iid` all of the project that deliveries wait for. */
export type IssueHint = { gitlabProjectId: string; iid?: number };

/** Edits come in twos and threes, and in bulk: what arrives in a project within this time after the first is one fetch. */
const MERGE_MS = 500;
/** A hint that nobody has answered and no job stands for after so long was lost between two of them. */
const FORGOTTEN_AFTER_SECONDS = 60;
/** A job takes no longer than a moment: other projects wait too. */
const MOST_IN_A_JOB = 200;
/** All searches for projects are one. */
export const DISCOVERY = { key: "discover_projects" };
const KEPT_DAYS = 30;
/** So many rows are deleted in one transaction: none is long. */
const DELETED_AT_ONCE = 10_000;

/** What the queue and the lock call the refresh of an issue, or of all that wait in a project. */
export function refreshKey({ gitlabProjectId, iid }: IssueHint): string {
  return iid === undefined ? `refresh:${gitlabProjectId}` : `refresh:${gitlabProjectId}:${iid}`;
}

/** Fetches soon; hints that come close together are one fetch. */
export async function enqueueRefresh(tx: Pick<Tx, "$executeRaw">, hint: IssueHint): Promise<void> {
  const payload = { gitlab_project_id: hint.gitlabProjectId, iid: hint.iid };
  await enqueue(tx, "refresh_issues", payload, { key: refreshKey(hint), delayMs: MERGE_MS });
}

/** The call that does so for all that wait in a project, within a larger statement that knows its number. */
export function addRefreshOf(gitlabProjectId: Sql): Sql {
  const payload = sql`json_build_object('gitlab_project_id', ${gitlabProjectId}::text)`;
  return addJobOf("refresh_issues", { payload, key: sql`'refresh:' || ${gitlabProjectId}`, delayMs: MERGE_MS });
}

/** Looks for projects to track; however many ask, it is one search. */
export async function enqueueDiscovery(tx: Pick<Tx, "$executeRaw">): Promise<void> {
  await enqueue(tx, "discover_projects", {}, DISCOVERY);
}

const WAITING = sql`outcome = 'enqueued' and handled_at is null`;

const waitingRows = z.array(z.object({ iid: z.int() }).transform(({ iid }) => iid));

/** The numbers of a project's issues that deliveries wait for, those that wait longest first, 200 at most. */
export async function listWaiting(db: Pick<Tx, "$queryRaw">, gitlabProjectId: string): Promise<number[]> {
  const rows = await db.$queryRaw(sql`
    select iid from webhook_deliveries
    where ${WAITING} and gitlab_project_id = ${gitlabProjectId}::bigint
    group by iid order by min(received_at), iid limit ${MOST_IN_A_JOB}::int`);
  return waitingRows.parse(rows);
}

/** Enqueues their refresh where deliveries wait in the project: they came too late for the one that runs. */
export async function enqueueWaiting(tx: Tx, gitlabProjectId: string): Promise<void> {
  await enqueueRefreshes(tx, sql`gitlab_project_id = ${gitlabProjectId}::bigint`);
}

const handledRow = z.tuple([z.object({ issues: z.int() })]);

type Handled = { gitlabProjectId: string; iids: readonly number[] };

/** Marks the deliveries that a fetch of these issues, started at `fetchStartedAt`, has answered; says of how many issues they told. */
export async function markHandled(tx: Tx, { gitlabProjectId, iids }: Handled, fetchStartedAt: Date): Promise<number> {
  const rows = await tx.$queryRaw(sql`
    with handled as (
      update webhook_deliveries set handled_at = now()
      where gitlab_project_id = ${gitlabProjectId}::bigint and iid = any(${[...iids]}::int[])
        and received_at <= ${fetchStartedAt.toISOString()}::timestamptz and ${WAITING}
      returning iid
    )
    select count(distinct iid)::int as issues from handled`);
  return handledRow.parse(rows)[0].issues;
}

/**
 * Enqueues the projects in which deliveries wait though no job stands for them: the queue drops a job without a word when one of
 * its key is being taken up at that moment. Answers how many projects.
 */
export function enqueueForgotten(tx: Tx): Promise<number> {
  return enqueueRefreshes(
    tx,
    sql`received_at < now() - ${FORGOTTEN_AFTER_SECONDS}::int * interval '1 second' and not exists (
      select from graphile_worker.jobs
      where key in ('refresh:' || gitlab_project_id, 'parked:refresh:' || gitlab_project_id)
    )`,
  );
}

const enqueuedRow = z.tuple([z.object({ projects: z.int() })]);

/** The projects of waiting deliveries of which `which` is true, each once; answers how many. */
async function enqueueRefreshes(tx: Tx, which: Sql): Promise<number> {
  const rows = await tx.$queryRaw(sql`
    select count(${addRefreshOf(sql`gitlab_project_id`)})::int as projects from (
      select distinct gitlab_project_id from webhook_deliveries where ${WAITING} and ${which} order by gitlab_project_id
    ) as waiting`);
  return enqueuedRow.parse(rows)[0].projects;
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
