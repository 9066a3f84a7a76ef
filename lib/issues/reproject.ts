import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { readEvents } from "@/lib/history/queries.ts";
import { readRulesHeld, shareRules } from "@/lib/status/queries.ts";
import { STATUS_SOURCES } from "@/lib/status/schema.ts";
import { readOverrideChanges, storeTimelines } from "@/lib/status/store.ts";
import { projectStatus, type Snapshot } from "@/lib/status/timeline.ts";
import { statusColumns } from "./derive.ts";
import { storeStatuses } from "./store.ts";

const snapshotRow = z.object({
  id: z.uuid(),
  project_id: z.uuid(),
  state: z.enum(["opened", "closed"]),
  moved: z.boolean(),
  duplicate: z.boolean(),
  labels: z.array(z.object({ id: z.uuid(), title: z.string() })),
  created_at_gitlab: z.date(),
  updated_at_gitlab: z.date(),
  closed_at_gitlab: z.date().nullable(),
  gone_at: z.date().nullable(),
  snapshot_source: z.enum(STATUS_SOURCES),
});

/**
 * Recomputes the status and timeline of issues from their stored snapshots, GitLab's events, their overrides and the rules, and
 * writes what differs. Their rows must be locked, and the rules shared before that: whoever writes takes them in this order.
 */
export async function reprojectIssues(tx: Tx, issueIds: readonly string[]): Promise<void> {
  if (issueIds.length === 0) return;
  const snapshots = await readSnapshots(tx, issueIds);
  const overrides = await readOverrideChanges(tx, issueIds);
  const events = await readEvents(tx, issueIds);
  const rules = await readRulesHeld(tx);
  const projected = snapshots.map(({ id, snapshot }) => {
    const past = { events: events.get(id) ?? [], overrides: overrides.get(id) ?? [] };
    return { id, ...projectStatus(snapshot, past, rules) };
  });
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

async function readSnapshots(tx: Tx, issueIds: readonly string[]): Promise<{ id: string; snapshot: Snapshot }[]> {
  const rows = await tx.$queryRaw(sql`
    select i.id, i.project_id, i.state::text, i.moved_to_gitlab_id is not null as moved,
      i.closed_as_duplicate as duplicate,
      (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'title', l.title)), '[]')
        from issue_labels il join labels l on l.id = il.label_id where il.issue_id = i.id) as labels,
      i.created_at_gitlab, i.updated_at_gitlab, i.closed_at_gitlab, i.gone_at, i.snapshot_source::text
    from issues i where i.id = any(${[...issueIds]}::uuid[])`);
  return z
    .array(snapshotRow)
    .parse(rows)
    .map((row) => ({ id: row.id, snapshot: toSnapshot(row) }));
}

function toSnapshot(row: z.infer<typeof snapshotRow>): Snapshot {
  return {
    projectId: row.project_id,
    state: row.state,
    moved: row.moved,
    duplicate: row.duplicate,
    labels: row.labels,
    createdAt: row.created_at_gitlab,
    updatedAt: row.updated_at_gitlab,
    closedAt: row.closed_at_gitlab,
    goneAt: row.gone_at,
    source: row.snapshot_source,
  };
}
