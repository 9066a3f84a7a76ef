import { z } from "zod";
import { jsonRows, sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { storeOverrideCopies } from "@/lib/issues/store.ts";
import { OVERRIDE_STATUSES, type OverrideStatus } from "@/lib/status/schema.ts";
import type { OverrideField } from "./schema.ts";

/** The four fields that management sets. */
export type OverrideValues = {
  internal_status: OverrideStatus | null;
  internal_notes: string | null;
  target_date: string | null;
  priority: number | null;
};

/** An issue's override as it stands; its version is the id of its newest event, 0 where nothing was ever set. */
export type StoredOverride = {
  reference: string;
  values: OverrideValues;
  version: bigint;
  /** Who made the newest event. */
  changedBy: string | null;
};

export type OverrideFieldChange = { field: OverrideField; from: string | null; to: string | null };

/** What is written of one issue: all of its values, and which of them are new. */
export type OverrideWrite = { issueId: string; values: OverrideValues; changes: readonly OverrideFieldChange[] };

const storedRows = z.array(
  z.object({
    id: z.uuid(),
    reference: z.string(),
    internal_status: z.enum(OVERRIDE_STATUSES).nullable(),
    internal_notes: z.string().nullable(),
    target_date: z.string().nullable(),
    priority: z.number().nullable(),
    version: z.bigint(),
    changed_by: z.string().nullable(),
  }),
);
const newestRows = z.array(z.object({ issue_id: z.uuid(), newest: z.bigint() }));

/** Holds the issues' rows until the transaction ends, in the pen's order, whether or not each is there. */
export async function lockIssues(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$queryRaw(sql`
    select id from issues where id = any(${[...ids]}::uuid[]) order by gitlab_issue_id for update`);
}

/** The overrides that stand on these issues, by issue; an issue that does not exist is not among them. */
export async function readStoredOverrides(tx: Tx, ids: readonly string[]): Promise<Map<string, StoredOverride>> {
  // Versions are grouped, not looked up an issue: for `order by id limit 1` Postgres may walk all events there are.
  const rows = await tx.$queryRaw(sql`
    select i.id, p.path_with_namespace || '#' || i.iid as reference,
      o.internal_status::text, o.internal_notes, o.target_date::text, o.priority,
      coalesce(v.version, 0)::bigint as version, e.changed_by
    from issues i
    join projects p on p.id = i.project_id
    left join issue_overrides o on o.issue_id = i.id
    left join (
      select issue_id, max(id) as version from issue_override_events
      where issue_id = any(${[...ids]}::uuid[]) group by issue_id
    ) v on v.issue_id = i.id
    left join issue_override_events e on e.id = v.version
    where i.id = any(${[...ids]}::uuid[])`);
  return new Map(
    storedRows.parse(rows).map(({ id, reference, version, changed_by: changedBy, ...values }) => {
      return [id, { reference, values, version, changedBy }];
    }),
  );
}

/** Writes the values and, append-only, who changed which field from what to what; answers each issue's version after it. */
export async function storeOverrides(
  tx: Tx,
  { writes, by }: { writes: readonly OverrideWrite[]; by: { id: string; email: string } },
): Promise<Map<string, bigint>> {
  const rows = writes.map(({ issueId, values }) => ({ issue_id: issueId, ...values }));
  await tx.$executeRaw(sql`
    insert into issue_overrides (issue_id, internal_status, internal_notes, target_date, priority, updated_by, updated_at)
    select n.issue_id, n.internal_status, n.internal_notes, n.target_date, n.priority, ${by.email}, clock_timestamp()
    from jsonb_populate_recordset(null::issue_overrides, ${jsonRows(rows)}) n
    on conflict (issue_id) do update
    set internal_status = excluded.internal_status, internal_notes = excluded.internal_notes,
        target_date = excluded.target_date, priority = excluded.priority,
        updated_by = excluded.updated_by, updated_at = excluded.updated_at`);
  const ids = writes.map(({ issueId }) => issueId);
  await storeOverrideCopies(tx, ids);
  const events = writes.flatMap(({ issueId, changes }) => changes.map((change) => ({ issue_id: issueId, ...change })));
  const newest = await tx.$queryRaw(sql`
    with written as (
      insert into issue_override_events (issue_id, field, from_value, to_value, changed_by, changed_by_id, changed_at)
      select n.issue_id, n.field, n.from, n.to, ${by.email}, ${by.id}::uuid, clock_timestamp()
      from jsonb_to_recordset(${jsonRows(events)}) as n (issue_id uuid, field text, "from" text, "to" text)
      returning issue_id, id)
    select issue_id, max(id) as newest from written group by issue_id`);
  return new Map(newestRows.parse(newest).map((row) => [row.issue_id, row.newest]));
}
