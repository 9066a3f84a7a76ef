import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import type { StatusRule } from "./derive.ts";
import { ISSUE_STATUSES, RULE_OUTCOMES, STATUS_SOURCES, type StatusEventDto } from "./schema.ts";

const ruleRow = z.object({
  pattern: z.string(),
  outcome: z.enum(RULE_OUTCOMES),
  rank: z.number(),
  project_id: z.string().nullable(),
});

/** Every status rule. There are tens of them, so they are read whole. */
export async function readRules(tx: Pick<Tx, "$queryRaw">): Promise<StatusRule[]> {
  const rows = await tx.$queryRaw(sql`select pattern, outcome::text, rank, project_id from status_rules`);
  return z
    .array(ruleRow)
    .parse(rows)
    .map(({ project_id, ...rule }) => ({ ...rule, projectId: project_id }));
}

const eventRows = z.array(
  z.object({
    from_status: z.enum(ISSUE_STATUSES).nullable(),
    to_status: z.enum(ISSUE_STATUSES),
    changed_at: z.date().transform((date) => date.toISOString()),
    source: z.enum(STATUS_SOURCES),
    provisional: z.boolean(),
  }),
);

/** How an issue's status changed, oldest first. */
export async function readTimeline(db: Pick<Tx, "$queryRaw">, issueId: string): Promise<StatusEventDto[]> {
  const rows = await db.$queryRaw(sql`
    select from_status, to_status, changed_at, source::text, provisional
    from issue_status_events where issue_id = ${issueId}::uuid order by changed_at`);
  return eventRows.parse(rows);
}
