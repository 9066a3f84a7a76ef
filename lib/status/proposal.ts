import type { Tx } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { findProject } from "@/lib/projects/queries.ts";
import type { StatusRule } from "./derive.ts";
import type { RulePattern } from "./rules-place.ts";
import type { RuleDto, RuleProposal } from "./schema.ts";

/** What a rule says, whichever row it is. */
export type RuleFacts = Omit<RuleDto, "id">;

/** A proposal held against the rules that stand. */
export type RuleStep =
  | { action: "create"; after: RuleFacts }
  | { action: "change"; before: RuleDto; after: RuleFacts }
  | { action: "delete"; before: RuleDto };

type Reading = Pick<Tx, "$queryRaw">;

/**
 * What a proposal comes to under these rules; nothing is written.
 * @throws AppError `not_found` for a rule that is not there; `conflict` where the project, or all projects, have a rule for that
 * pattern; `invalid_request` for a project that is not mirrored
 */
export async function weighProposal(db: Reading, rules: readonly RuleDto[], proposal: RuleProposal): Promise<RuleStep> {
  if (proposal.action === "delete") return { action: "delete", before: ruleOf(rules, proposal.id) };
  if (proposal.action === "create") {
    const { pattern, outcome, rank } = proposal;
    const after = { pattern, outcome, rank, project: await namedProject(db, proposal.project) };
    refuseTwin(rules, after);
    return { action: "create", after };
  }
  const before = ruleOf(rules, proposal.id);
  const { pattern = before.pattern, outcome = before.outcome, rank = before.rank } = proposal;
  const project = proposal.project === undefined ? before.project : await namedProject(db, proposal.project);
  const after = { pattern, outcome, rank, project };
  refuseTwin(
    rules.filter((rule) => rule !== before),
    after,
  );
  return { action: "change", before, after };
}

/** The rules as they would stand after a step. Pure. */
export function rulesAfter(rules: readonly RuleDto[], step: RuleStep): RuleFacts[] {
  const others = step.action === "create" ? rules : rules.filter((rule) => rule.id !== step.before.id);
  return step.action === "delete" ? [...others] : [...others, step.after];
}

/** The patterns a step is about, as they were and as they will be. Pure. */
export function patternsOf(step: RuleStep): RulePattern[] {
  const rules: RuleFacts[] = [];
  if (step.action !== "create") rules.push(step.before);
  if (step.action !== "delete") rules.push(step.after);
  return rules.map(({ pattern, project }) => ({ pattern, project_id: project?.id ?? null }));
}

/** A rule as statuses are derived by it. Pure. */
export function toStatusRule({ pattern, outcome, rank, project }: RuleFacts): StatusRule {
  return { pattern, outcome, rank, projectId: project?.id ?? null };
}

function ruleOf(rules: readonly RuleDto[], id: string): RuleDto {
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined) throw new AppError("not_found", "There is no such rule: it may have been deleted.");
  return rule;
}

async function namedProject(db: Reading, name: string | null): Promise<RuleDto["project"]> {
  if (name === null) return null;
  const project = await findProject(db, name);
  if (project !== null) return { id: project.id, path: project.path_with_namespace };
  throw new AppError("invalid_request", "No mirrored project has this id or path.", {
    faults: [{ field: "body.project", message: "is not mirrored" }],
  });
}

/** The table's own constraint sees neither that case is ignored nor that two rules for all projects are for the same. */
function refuseTwin(others: readonly RuleDto[], after: RuleFacts): void {
  const twin = others.find(
    (rule) => rule.project?.id === after.project?.id && rule.pattern.toLowerCase() === after.pattern.toLowerCase(),
  );
  if (twin === undefined) return;
  const where = twin.project === null ? "all projects" : twin.project.path;
  throw new AppError("conflict", `There is a rule for ${twin.pattern} in ${where} already.`, {
    faults: [{ field: "body.pattern", message: `has a rule in ${where} already` }],
  });
}
