import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { etagOf } from "@/lib/overrides/queries.ts";
import type { OverrideValues } from "@/lib/overrides/store.ts";
import { OVERRIDE_STATUSES } from "@/lib/status/schema.ts";

/** What an override says now, and its version for `If-Match`. */
export type Standing = { values: OverrideValues; version: string };

const rowsSchema = z.array(
  z.object({
    id: z.uuid(),
    internal_status: z.enum(OVERRIDE_STATUSES).nullable(),
    internal_notes: z.string().nullable(),
    target_date: z.string().nullable(),
    priority: z.int().nullable(),
    newest: z.bigint(),
  }),
);

/** The overrides of these issues, all null where nothing was ever set. For managers: notes are among them. */
export async function readStanding(
  db: Pick<Tx, "$queryRaw">,
  issueIds: readonly string[],
): Promise<Map<string, Standing>> {
  const rows = await db.$queryRaw(sql`
    select n.id, o.internal_status::text, o.internal_notes, o.target_date::text, o.priority, coalesce(e.newest, 0)::bigint as newest
    from unnest(${[...issueIds]}::uuid[]) as n (id)
    left join lateral (select * from issue_overrides o where o.issue_id = n.id offset 0) o on true
    left join lateral (select max(e.id) as newest from issue_override_events e where e.issue_id = n.id) e on true`);
  return new Map(rowsSchema.parse(rows).map(({ id, newest, ...values }) => [id, { values, version: etagOf(newest) }]));
}
