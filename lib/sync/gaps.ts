import { z } from "zod";
import { jsonRows, type Sql, sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import type { ChangedIssue } from "@/lib/issues/apply.ts";

/** A webhook is given so long after its change was found. */
export const GAP_OPENS_AFTER_MINUTES = 15;
/** GitLab's clock and ours need not agree. */
const CLOCKS_DIFFER_SECONDS = 60;

/** The deliveries that tell of issues: another event proves nothing about these. */
const DELIVERED = sql`webhook_deliveries as d where d.outcome = 'enqueued'`;

/**
 * Notes that content was found changed of which no webhook has told, in a project that has delivered before: the earliest such
 * change. A delivery of any issue since then shows that the hook works. One gap a project: a further change belongs to it.
 */
export async function suspectGap(tx: Tx, projectId: string, changes: readonly ChangedIssue[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ iid, updatedAt }) => ({ iid, changed_at: updatedAt.toISOString() }));
  await tx.$executeRaw(sql`
    insert into webhook_gaps (project_id, iid, changed_at)
    select p.id, c.iid, c.changed_at
    from projects p, jsonb_to_recordset(${jsonRows(rows)}) as c (iid int, changed_at timestamptz)
    where p.id = ${projectId}::uuid
      and exists (select from ${DELIVERED} and d.gitlab_project_id = p.gitlab_project_id)
      and not ${isAnswered(sql`c.changed_at`)}
    order by c.changed_at, c.iid limit 1
    on conflict (project_id) where closed_at is null do nothing`);
}

const settledRow = z.tuple([z.object({ opened: z.int(), closed: z.int() })]);

/**
 * What became of the gaps: a suspicion that a delivery has answered is dropped, one that none has answered for a quarter of an
 * hour opens, and an open one is closed by a delivery, however late. Answers how many opened and closed.
 */
export async function settleGaps(tx: Tx): Promise<{ opened: number; closed: number }> {
  await tx.$executeRaw(sql`
    delete from webhook_gaps g using projects p
    where p.id = g.project_id and g.closed_at is null and g.opened_at is null and ${isAnswered(sql`g.changed_at`)}`);
  const rows = await tx.$queryRaw(sql`
    with closed as (
      update webhook_gaps g set closed_at = greatest(g.noticed_at, (
        select min(d.received_at) from ${DELIVERED} and d.gitlab_project_id = p.gitlab_project_id
          and d.received_at >= ${answersFrom(sql`g.changed_at`)}
      ))
      from projects p
      where p.id = g.project_id and g.closed_at is null and g.opened_at is not null and ${isAnswered(sql`g.changed_at`)}
      returning g.id
    ), opened as (
      update webhook_gaps set opened_at = now()
      where opened_at is null and closed_at is null
        and noticed_at <= now() - ${GAP_OPENS_AFTER_MINUTES}::int * interval '1 minute'
      returning id
    )
    select (select count(*)::int from opened) as opened, (select count(*)::int from closed) as closed`);
  return settledRow.parse(rows)[0];
}

/** Whether something was delivered of project `p` since this moment by GitLab's clock. */
function isAnswered(changedAt: Sql): Sql {
  return sql`exists (
    select from ${DELIVERED} and d.gitlab_project_id = p.gitlab_project_id and d.received_at >= ${answersFrom(changedAt)}
  )`;
}

function answersFrom(changedAt: Sql): Sql {
  return sql`${changedAt} - ${CLOCKS_DIFFER_SECONDS}::int * interval '1 second'`;
}
