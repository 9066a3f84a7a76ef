import type { AuditEntry } from "@/lib/audit-log/store.ts";
import { appendAudit } from "@/lib/audit-log/store.ts";
import type { Db } from "@/lib/db/client.ts";
import { transaction, type Tx } from "@/lib/db/transaction.ts";
import { patternsOf, weighProposal, type RuleFacts, type RuleStep } from "./proposal.ts";
import { holdRules } from "./queries.ts";
import { listRules } from "./queries/rules.ts";
import { startRulesRun } from "./rules-run.ts";
import { insertRule, removeRule, updateRule, type RuleWrite } from "./rules-store.ts";
import type { RuleDto, RuleProposal } from "./schema.ts";

type By = AuditEntry["by"];

/**
 * Makes, changes or deletes a rule. The rule, who did it, and the run that recomputes what it concerns are committed together,
 * after those who are writing statuses by the rules as they were. Answers the rule as it is then; a deleted one as it was. A
 * change to what stands already writes nothing.
 * @throws AppError as `weighProposal`
 */
export async function changeRules(db: Db, proposal: RuleProposal, by: By): Promise<RuleDto> {
  return transaction(db, async (tx) => {
    await holdRules(tx);
    const step = await weighProposal(tx, await listRules(tx), proposal);
    if (step.action === "change" && isSame(step.before, step.after)) return step.before;
    const rule = await writeStep(tx, step);
    await appendAudit(tx, { by, ...entryOf(step, rule) });
    await startRulesRun(tx, { patterns: patternsOf(step), requestedBy: by.email });
    return rule;
  });
}

async function writeStep(tx: Tx, step: RuleStep): Promise<RuleDto> {
  switch (step.action) {
    case "create":
      return { id: await insertRule(tx, toWrite(step.after)), ...step.after };
    case "change":
      await updateRule(tx, step.before.id, toWrite(step.after));
      return { ...step.after, id: step.before.id };
    case "delete":
      await removeRule(tx, step.before.id);
      return step.before;
  }
}

function toWrite({ project, ...rule }: RuleFacts): RuleWrite {
  return { ...rule, project_id: project?.id ?? null };
}

const ACTIONS = {
  create: "status_rule.created",
  change: "status_rule.changed",
  delete: "status_rule.deleted",
} as const satisfies Record<RuleStep["action"], AuditEntry["action"]>;

/** Called by the pattern it has, or last had. */
function entryOf(step: RuleStep, rule: RuleDto): Omit<AuditEntry, "by"> {
  const before = step.action === "create" ? null : factsOf(step.before);
  const after = step.action === "delete" ? null : factsOf(step.after);
  return { action: ACTIONS[step.action], subject: rule.pattern, details: { id: rule.id, before, after } };
}

function isSame(before: RuleFacts, after: RuleFacts): boolean {
  return JSON.stringify(factsOf(before)) === JSON.stringify(factsOf(after));
}

function factsOf({ pattern, outcome, rank, project }: RuleFacts): RuleFacts {
  return { pattern, outcome, rank, project };
}
