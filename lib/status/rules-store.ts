import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import type { RuleOutcome } from "./schema.ts";

/** What a rule says. A null `project_id` is all projects. */
export type RuleWrite = { pattern: string; outcome: RuleOutcome; rank: number; project_id: string | null };

const idRow = z.tuple([z.object({ id: z.uuid() })]);

/** Writes a new rule; answers its id. */
export async function insertRule(tx: Tx, rule: RuleWrite): Promise<string> {
  const rows = await tx.$queryRaw(sql`
    insert into status_rules (pattern, outcome, rank, project_id)
    values (${rule.pattern}, ${rule.outcome}::rule_outcome, ${rule.rank}::int, ${rule.project_id}::uuid)
    returning id`);
  return idRow.parse(rows)[0].id;
}

export async function updateRule(tx: Tx, id: string, rule: RuleWrite): Promise<void> {
  await tx.$executeRaw(sql`
    update status_rules
    set pattern = ${rule.pattern}, outcome = ${rule.outcome}::rule_outcome, rank = ${rule.rank}::int,
      project_id = ${rule.project_id}::uuid, updated_at = now()
    where id = ${id}::uuid`);
}

export async function removeRule(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw(sql`delete from status_rules where id = ${id}::uuid`);
}
