import type { IssueStatus, OverrideStatus, StatusReason, StatusSource } from "./schema.ts";

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

/** The status and why the issue has it, as a clause to stand after the status: `because of the label Doing`. */
export function reasonWords(reason: StatusReason): string {
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
      return "because a manager set it here";
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
