import { z } from "zod";
import { jsonRows, sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { OVERRIDE_STATUSES, type OverrideStatus } from "@/lib/status/schema.ts";
import type { OverrideField } from "./schema.ts";

/** The four fields that management sets. */
export type OverrideValues = {
  internal_status: OverrideStatus | null;
  internal_notes: string | null;
  target_date: string | null;
  priority: number | null;
};

export type OverrideFieldChange = { field: OverrideField; from: string | null; to: string | null };

const EMPTY: OverrideValues = { internal_status: null, internal_notes: null, target_date: null, priority: null };

const valueRows = z.array(
  z.object({
    internal_status: z.enum(OVERRIDE_STATUSES).nullable(),
    internal_notes: z.string().nullable(),
    target_date: z.string().nullable(),
    priority: z.number().nullable(),
  }),
);
const versionRows = z.array(z.object({ newest: z.bigint() }));

/** Holds the issue's row until the transaction ends, as the pen does; false where there is no such issue. */
export async function lockIssue(tx: Tx, issueId: string): Promise<boolean> {
  const rows = await tx.$queryRaw(sql`select id from issues where id = ${issueId}::uuid for update`);
  return z.array(z.unknown()).parse(rows).length === 1;
}

/** The values that stand now and the id of the newest event, 0 where nothing was ever set. */
export async function readStoredOverride(
  tx: Tx,
  issueId: string,
): Promise<{ values: OverrideValues; version: bigint }> {
  const rows = await tx.$queryRaw(sql`
    select internal_status::text, internal_notes, target_date::text, priority
    from issue_overrides where issue_id = ${issueId}::uuid`);
  const versions = await tx.$queryRaw(sql`
    select coalesce(max(id), 0)::bigint as newest from issue_override_events where issue_id = ${issueId}::uuid`);
  return { values: valueRows.parse(rows)[0] ?? EMPTY, version: versionRows.parse(versions)[0]?.newest ?? 0n };
}

/** Writes the values and, append-only, who changed which field from what to what. */
export async function storeOverride(
  tx: Tx,
  write: {
    issueId: string;
    values: OverrideValues;
    changes: readonly OverrideFieldChange[];
    by: { id: string; email: string };
  },
): Promise<void> {
  const { issueId, values, changes, by } = write;
  await tx.$executeRaw(sql`
    insert into issue_overrides (issue_id, internal_status, internal_notes, target_date, priority, updated_by, updated_at)
    values (${issueId}::uuid, ${values.internal_status}::override_status, ${values.internal_notes},
      ${values.target_date}::date, ${values.priority}::int, ${by.email}, clock_timestamp())
    on conflict (issue_id) do update
    set internal_status = excluded.internal_status, internal_notes = excluded.internal_notes,
        target_date = excluded.target_date, priority = excluded.priority,
        updated_by = excluded.updated_by, updated_at = excluded.updated_at`);
  await tx.$executeRaw(sql`
    update issues set target_date = ${values.target_date}::date, priority = ${values.priority}::int
    where id = ${issueId}::uuid`);
  await tx.$executeRaw(sql`
    insert into issue_override_events (issue_id, field, from_value, to_value, changed_by, changed_by_id, changed_at)
    select ${issueId}::uuid, n.field, n.from, n.to, ${by.email}, ${by.id}::uuid, clock_timestamp()
    from jsonb_to_recordset(${jsonRows(changes)}) as n (field text, "from" text, "to" text)`);
}
