import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { readRulesHeld, shareRules } from "@/lib/status/queries.ts";
import { storeTimelines } from "@/lib/status/store.ts";
import { projectStatus } from "@/lib/status/timeline.ts";
import { statusColumns } from "./derive.ts";
import { readPasts } from "./queries/past.ts";
import { storeStatuses } from "./store.ts";

/**
 * Recomputes the status and timeline of issues from their stored snapshots, GitLab's events, their overrides and the rules, and
 * writes what differs. Their rows must be locked, and the rules shared before that: whoever writes takes them in this order.
 */
export async function reprojectIssues(tx: Tx, issueIds: readonly string[]): Promise<void> {
  if (issueIds.length === 0) return;
  const pasts = await readPasts(tx, issueIds);
  const rules = await readRulesHeld(tx);
  const projected = pasts.map(({ id, snapshot, past }) => ({ id, ...projectStatus(snapshot, past, rules) }));
  await storeStatuses(
    tx,
    projected.map((one) => ({ id: one.id, ...statusColumns(one) })),
  );
  const timelines = projected.map((one) => ({ issueId: one.id, events: one.events }));
  await storeTimelines(tx, { known: issueIds, timelines });
}

const lockedRows = z.array(z.object({ id: z.uuid(), gitlab_issue_id: z.bigint() }));

/**
 * Recomputes up to `limit` of the issues that carry a label or ever did, those after GitLab's id `after`; answers where to go on,
 * null when that was all.
 */
export async function reprojectLabelled(
  tx: Tx,
  { labelId, after, limit }: { labelId: string; after: bigint; limit: number },
): Promise<bigint | null> {
  await shareRules(tx);
  const rows = await tx.$queryRaw(sql`
    select id, gitlab_issue_id from issues
    where gitlab_issue_id > ${after} and (
      id in (select issue_id from issue_labels where label_id = ${labelId}::uuid)
      or id in (
        select issue_id from gitlab_events
        where gitlab_label_id = (select gitlab_label_id from labels where id = ${labelId}::uuid)))
    order by gitlab_issue_id limit ${limit} for update`);
  const locked = lockedRows.parse(rows);
  await reprojectIssues(
    tx,
    locked.map((row) => row.id),
  );
  return locked.length < limit ? null : (locked.at(-1)?.gitlab_issue_id ?? null);
}
