import { z } from "zod";
import { seesConfidential, type Reader } from "@/lib/auth/access.ts";
import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { overrideEventSchema, type OverrideDto, type OverrideEventDto } from "@/lib/issues/schema.ts";
import { OVERRIDE_STATUSES } from "@/lib/status/schema.ts";
import { OVERRIDE_FIELDS } from "./schema.ts";

type Question = { issueId: string; reader: Pick<Reader, "role"> };

const NO_OVERRIDE = {
  internal_status: null,
  internal_notes: null,
  target_date: null,
  priority: null,
  updated_by: null,
  updated_at: null,
} as const;

const instant = z.date().transform((date) => date.toISOString());
const overrideRows = z.array(
  z.object({
    internal_status: z.enum(OVERRIDE_STATUSES).nullable(),
    internal_notes: z.string().nullable(),
    target_date: z.string().nullable(),
    priority: z.number().nullable(),
    updated_by: z.string().nullable(),
    updated_at: instant.nullable(),
  }),
);

/** What management set on an issue; all null where nothing was. Notes are for managers and admins. */
export async function readOverride(db: Pick<Tx, "$queryRaw">, { issueId, reader }: Question): Promise<OverrideDto> {
  const rows = await db.$queryRaw(sql`
    select internal_status::text, internal_notes, target_date::text, priority, updated_by, updated_at
    from issue_overrides where issue_id = ${issueId}::uuid`);
  const { internal_notes, ...shown } = overrideRows.parse(rows)[0] ?? NO_OVERRIDE;
  return seesConfidential(reader) ? { ...shown, internal_notes } : shown;
}

const eventRows = z.array(
  z.object({
    id: z.bigint(),
    field: z.enum(OVERRIDE_FIELDS),
    from_value: z.string().nullable(),
    to_value: z.string().nullable(),
    changed_by: z.string(),
    changed_by_name: z.string().nullable(),
    changed_at: instant,
  }),
);

/**
 * Who set what on an issue, newest first, and the version of its override for `If-Match`: it changes with every change, also
 * with one this reader is not shown.
 */
export async function readOverrideEvents(
  db: Pick<Tx, "$queryRaw">,
  { issueId, reader }: Question,
): Promise<{ shown: OverrideEventDto[]; etag: string }> {
  const rows = await db.$queryRaw(sql`
    select e.id, e.field, e.from_value, e.to_value, e.changed_by, u.name as changed_by_name, e.changed_at
    from issue_override_events e left join app_users u on u.id = e.changed_by_id
    where e.issue_id = ${issueId}::uuid order by e.id desc`);
  const events = eventRows.parse(rows);
  const visible = events.filter((event) => event.field !== "internal_notes" || seesConfidential(reader));
  return { shown: visible.map((event) => overrideEventSchema.parse(event)), etag: etagOf(events[0]?.id ?? 0n) };
}

/** An override's version is its newest event: unlike a time, no two are ever the same. */
export function etagOf(newestEventId: bigint): string {
  return `"override-${newestEventId}"`;
}
