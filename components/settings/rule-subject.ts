import type { RuleDto, RuleProposalBody } from "@/lib/status/schema.ts";

/** What somebody has set out to do: a new rule, perhaps for a certain label, or something to one that is there. */
export type RuleSubject =
  | { action: "create"; pattern: string }
  | { action: "change"; rule: RuleDto }
  | { action: "delete"; rule: RuleDto };

/** The form's fields, as they are sent. */
export type RuleFields = Required<Omit<Extract<RuleProposalBody, { action: "create" }>, "action">>;

/** What the form begins with. Most labels that lack a rule are steps of the work. */
export function fieldsOf(subject: RuleSubject): RuleFields {
  if (subject.action === "create") {
    return { pattern: subject.pattern, outcome: "in_progress", rank: 0, project: null };
  }
  const { pattern, outcome, rank, project } = subject.rule;
  return { pattern, outcome, rank, project: project?.id ?? null };
}

/** What is proposed once the form is filled in; what is to be deleted needs none. */
export function proposalOf(subject: RuleSubject, fields: RuleFields): RuleProposalBody {
  if (subject.action === "create") return { action: "create", ...fields };
  const { id } = subject.rule;
  return subject.action === "delete" ? { action: "delete", id } : { action: "change", id, ...fields };
}

export const SUBJECT_TITLES: Record<RuleSubject["action"], string> = {
  create: "New rule",
  change: "Change a rule",
  delete: "Delete a rule",
};
