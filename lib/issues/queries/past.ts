import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { readEvents } from "@/lib/history/queries.ts";
import { STATUS_SOURCES } from "@/lib/status/schema.ts";
import { readOverrideChanges } from "@/lib/status/store.ts";
import type { Past, Snapshot } from "@/lib/status/timeline.ts";

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

/** Issues as GitLab shows them now and what is known of their past: what their statuses are reckoned from, together with the rules. */
export async function readPasts(
  tx: Pick<Tx, "$queryRaw">,
  issueIds: readonly string[],
): Promise<{ id: string; snapshot: Snapshot; past: Past }[]> {
  const snapshots = await readSnapshots(tx, issueIds);
  const overrides = await readOverrideChanges(tx, issueIds);
  const events = await readEvents(tx, issueIds);
  return snapshots.map(({ id, snapshot }) => ({
    id,
    snapshot,
    past: { events: events.get(id) ?? [], overrides: overrides.get(id) ?? [] },
  }));
}

async function readSnapshots(
  tx: Pick<Tx, "$queryRaw">,
  issueIds: readonly string[],
): Promise<{ id: string; snapshot: Snapshot }[]> {
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
