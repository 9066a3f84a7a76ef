import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { readRules } from "@/lib/status/queries.ts";
import { STATUS_SOURCES } from "@/lib/status/schema.ts";
import { readOverrideChanges, storeTimelines } from "@/lib/status/store.ts";
import { projectStatus, type Snapshot } from "@/lib/status/timeline.ts";
import { storeStatus } from "./store.ts";

const snapshotRow = z.object({
  project_id: z.uuid(),
  state: z.enum(["opened", "closed"]),
  moved: z.boolean(),
  duplicate: z.boolean(),
  labels: z.array(z.string()),
  created_at_gitlab: z.date(),
  updated_at_gitlab: z.date(),
  closed_at_gitlab: z.date().nullable(),
  gone_at: z.date().nullable(),
  snapshot_source: z.enum(STATUS_SOURCES),
});

/** Recomputes an issue's status and timeline from the stored snapshot, its overrides and the rules. Its row must be locked. */
export async function reprojectIssue(tx: Tx, issueId: string): Promise<void> {
  const snapshot = await readSnapshot(tx, issueId);
  const overrides = await readOverrideChanges(tx, [issueId]);
  const projection = projectStatus(snapshot, overrides.get(issueId) ?? [], await readRules(tx));
  await storeStatus(tx, { issueId, ...projection });
  await storeTimelines(tx, { known: [issueId], timelines: [{ issueId, events: projection.events }] });
}

async function readSnapshot(tx: Tx, issueId: string): Promise<Snapshot> {
  const rows = await tx.$queryRaw(sql`
    select i.project_id, i.state::text, i.moved_to_gitlab_id is not null as moved, i.closed_as_duplicate as duplicate,
      array(select l.title from issue_labels il join labels l on l.id = il.label_id where il.issue_id = i.id) as labels,
      i.created_at_gitlab, i.updated_at_gitlab, i.closed_at_gitlab, i.gone_at, i.snapshot_source::text
    from issues i where i.id = ${issueId}::uuid`);
  const [row] = z.tuple([snapshotRow]).parse(rows);
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
