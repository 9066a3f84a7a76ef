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

/** Held shared by who writes statuses by the rules, and alone by who changes the rules. */
const RULES_LOCK = sql`hashtextextended('status rules', 0)`;

/**
 * Keeps the rules as they are until the transaction ends. It comes before any row that a change of the rules also needs: the
 * change waits for the writers under way, and who comes after it waits for the change.
 */
export async function shareRules(tx: Pick<Tx, "$executeRaw">): Promise<void> {
  await tx.$executeRaw(sql`select pg_advisory_xact_lock_shared(${RULES_LOCK})`);
}

/** Waits until nobody writes statuses by the rules any more, and keeps everybody from it until the transaction ends. */
export async function holdRules(tx: Pick<Tx, "$executeRaw">): Promise<void> {
  await tx.$executeRaw(sql`select pg_advisory_xact_lock(${RULES_LOCK})`);
}

/**
 * The rules for who writes statuses by them: they do not change before the transaction ends, so the recomputing that follows a
 * change finds every status that was written by the old ones.
 */
export async function readRulesHeld(tx: Pick<Tx, "$queryRaw" | "$executeRaw">): Promise<StatusRule[]> {
  await shareRules(tx);
  return readRules(tx);
}

/** Every status rule, to look at. There are tens of them, so they are read whole. Who writes by them takes `readRulesHeld`. */
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
