import { z } from "zod";
import { jsonRows, sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { OVERRIDE_STATUSES } from "./schema.ts";
import type { OverrideChangeEvent } from "./replay.ts";
import type { StatusEvent } from "./timeline.ts";

export type IssueEvents = { issueId: string; events: readonly StatusEvent[] };

const overrideRow = z.object({
  issue_id: z.uuid(),
  to_value: z.enum(OVERRIDE_STATUSES).nullable(),
  changed_at: z.date(),
});

/** How the override's status of each issue changed over time, oldest first. */
export async function readOverrideChanges(
  tx: Pick<Tx, "$queryRaw">,
  issueIds: readonly string[],
): Promise<Map<string, OverrideChangeEvent[]>> {
  if (issueIds.length === 0) return new Map();
  const rows = await tx.$queryRaw(sql`
    select issue_id, to_value, changed_at
    from issue_override_events
    where field = 'internal_status' and issue_id = any(${[...issueIds]}::uuid[])
    order by changed_at, id`);
  const changes = Map.groupBy(z.array(overrideRow).parse(rows), (row) => row.issue_id);
  return new Map(
    [...changes].map(([id, list]) => [id, list.map((row) => ({ changedAt: row.changed_at, to: row.to_value }))]),
  );
}

/**
 * Writes each issue's timeline as the difference to what is stored: equal rows are not touched. `known` are the issues that were
 * there before.
 */
export async function storeTimelines(
  tx: Tx,
  write: { known: readonly string[]; timelines: readonly IssueEvents[] },
): Promise<void> {
  const rows = write.timelines.flatMap(({ issueId, events }) => events.map((event) => toRow(issueId, event)));
  const wanted = sql`jsonb_populate_recordset(null::issue_status_events, ${jsonRows(rows)})`;
  if (write.known.length > 0) {
    await tx.$executeRaw(sql`
      delete from issue_status_events e
      where e.issue_id = any(${[...write.known]}::uuid[])
        and not exists (
          select from ${wanted} n
          where n.issue_id = e.issue_id and n.changed_at = e.changed_at and n.to_status = e.to_status
            and n.from_status is not distinct from e.from_status
            and n.source = e.source and n.provisional = e.provisional
        )`);
  }
  await tx.$executeRaw(sql`
    insert into issue_status_events (issue_id, from_status, to_status, changed_at, source, provisional)
    select n.issue_id, n.from_status, n.to_status, n.changed_at, n.source, n.provisional from ${wanted} n
    on conflict (issue_id, changed_at) do nothing`);
}

function toRow(issueId: string, event: StatusEvent) {
  return {
    issue_id: issueId,
    from_status: event.from,
    to_status: event.to,
    changed_at: event.changedAt.toISOString(),
    source: event.source,
    provisional: event.provisional,
  };
}
