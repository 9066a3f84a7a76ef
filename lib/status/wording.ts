import type { IssueStatus, OverrideStatus, RuleList, RuleOutcome, StatusReason, StatusSource } from "./schema.ts";

/** What a status is called everywhere. */
export const STATUS_WORDS: Record<IssueStatus, string> = {
  not_started: "Not started",
  in_progress: "In progress",
  blocked: "Blocked",
  completed: "Completed",
  closed_not_done: "Closed, not done",
  gone: "Gone",
};

/** What a manager may choose, in the order of a workflow. */
export const OVERRIDE_WORDS: Record<OverrideStatus, string> = {
  not_started: STATUS_WORDS.not_started,
  in_progress: STATUS_WORDS.in_progress,
  blocked: STATUS_WORDS.blocked,
};

/** Whether a text is the code of a status. */
export function isStatus(text: string): text is IssueStatus {
  return Object.hasOwn(STATUS_WORDS, text);
}

/** Whether a text from a URL or a form is one of the statuses a manager may choose. */
export function isOverrideStatus(text: string): text is OverrideStatus {
  return Object.hasOwn(OVERRIDE_WORDS, text);
}

/**
 * The status and why the issue has it, as a clause to stand after the status: `because of the label Doing`. `setBy`: who set the
 * override, where that is known.
 */
export function reasonWords(reason: StatusReason, setBy: string | null = null): string {
  switch (reason.code) {
    case "gone":
      return "because it was deleted in GitLab or can no longer be read";
    case "moved":
      return "because it was moved to another project";
    case "duplicate":
      return "because it was closed as a duplicate";
    case "not_done_label":
      return `because it was closed with the label ${reason.label ?? reason.pattern}`;
    case "closed":
      return "because it was closed in GitLab";
    case "override":
      return `because ${setBy ?? "a manager"} set it here`;
    case "label_rule":
      return `because of the label ${reason.label ?? reason.pattern}`;
    case "no_rule_matched":
      return "because none of its labels says otherwise";
  }
}

/** Where the knowledge of a change came from. */
export const SOURCE_WORDS: Record<StatusSource, string> = {
  webhook: "GitLab told us",
  poll: "seen when polling GitLab",
  manual: "set by a manager",
  backfill: "from GitLab’s history",
  rule: "from a status rule",
};

/** What a rule says of an issue that carries the label, as the status it leads to. */
export const OUTCOME_STATUS: Record<RuleOutcome, IssueStatus> = {
  not_started: "not_started",
  in_progress: "in_progress",
  blocked: "blocked",
  not_done: "closed_not_done",
};

/** What may be chosen for a label, in the order of a workflow. */
export const OUTCOME_WORDS: Record<RuleOutcome, string> = {
  not_started: STATUS_WORDS.not_started,
  in_progress: STATUS_WORDS.in_progress,
  blocked: STATUS_WORDS.blocked,
  not_done: "Not done, once it is closed",
};

/** Whether a text from a form is the code of an outcome. */
export function isOutcome(text: string): text is RuleOutcome {
  return Object.hasOwn(OUTCOME_WORDS, text);
}

/** Whether a pattern speaks for every label of a scope, not for one title. */
export function isScopePattern(pattern: string): boolean {
  return pattern.trim().endsWith("::");
}

/** What a change of the rules comes to: "134 issues would change". */
export function wouldChangeWords(changed: number): string {
  if (changed === 0) return "No issue would have another status";
  return `${changed.toLocaleString("en-US")} ${changed === 1 ? "issue" : "issues"} would change`;
}

/** How far a changed rule is applied: "Applying: 34,000 of 100,000 issues". */
export function applyingWords({ records_read: read, records_total: total }: NonNullable<RuleList["applying"]>): string {
  if (total === null) return "Applying: counting the issues it concerns";
  return `Applying: ${read.toLocaleString("en-US")} of ${total.toLocaleString("en-US")} issues`;
}

/** Said while a changed rule is applied. */
export const APPLYING_MEANWHILE =
  "Until it is done, some issues still show the status that the earlier rules gave them.";
