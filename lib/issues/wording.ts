import { dayInWords } from "@/lib/time-wording.ts";
import type { FilterParam, SortKey } from "./filters.ts";

/** What each column of the backlog is called; the keys are the columns there are, and the sort keys of those that sort. */
export const COLUMN_WORDS = {
  reference: "Reference",
  title: "Title",
  status: "Status",
  assignees: "Assignees",
  priority: "Priority",
  due: "Due",
  project: "Project",
  updated_at: "Updated",
  created_at: "Created",
  started_at: "Started",
  completed_at: "Completed",
  closed_at: "Closed",
  cycle_seconds: "Cycle time",
  labels: "Labels",
  author: "Author",
  milestone: "Milestone",
  weight: "Weight",
  target_date: "Target date",
  wip_since: "WIP since",
} as const;

/** What each order is called: that of the column where there is one. */
export const SORT_WORDS: Record<SortKey, string> = {
  ...COLUMN_WORDS,
  synced_at: "Written here",
  iid: "Number",
  state: "State in GitLab",
  status_since: "Status since",
  due_date: "Due date in GitLab",
  issue_type: "Type",
  confidential: "Confidential",
};

/** What each filter is called on its chip. */
export const FILTER_WORDS: Record<FilterParam, string> = {
  assignee: "Assignee",
  status: "Status",
  project: "Project",
  label: "Label",
  author: "Author",
  milestone: "Milestone",
  priority: "Priority",
  confidential: "Confidential",
  overdue: "Overdue",
  due: "Due",
  due_from: "Due from",
  due_to: "Due to",
  overdue_since: "Overdue since",
  redated_since: "Re-dated since",
  late: "On time or late",
  in_progress_days_gt: "In progress for more than",
  wip_days_from: "WIP age from",
  wip_days_to: "WIP age under",
  has_start: "Start recorded",
  has_cycle: "Cycle time known",
  created_from: "Created from",
  created_to: "Created to",
  updated_from: "Updated from",
  updated_to: "Updated to",
  changed_since: "Changed since",
  started_from: "Started from",
  started_to: "Started to",
  completed_from: "Completed from",
  completed_to: "Completed to",
  completed_by: "Completed by",
  closed_from: "Closed from",
  closed_to: "Closed to",
  has_close: "Close time known",
  reopened_from: "Reopened from",
  reopened_to: "Reopened to",
  as_of: "As of",
  q: "Search",
};

/** Said to every viewer, always: whether there are any, and how many, is not said. */
export const CONFIDENTIAL_HIDDEN = "Confidential issues are not shown.";

/** Said of a list that reaches back before the mirrored history of its projects begins (definition: Incomplete before). */
export function incompleteClosedWords(firstWholeDay: string): string {
  return `Closed issues before ${dayInWords(firstWholeDay)} are not all here.`;
}

/** `1–50 of 4,812`; a page past the end says so by `0 of 4,812`. */
export function rangeWords({ page, pageSize, total }: { page: number; pageSize: number; total: number }): string {
  const first = (page - 1) * pageSize + 1;
  if (total === 0) return totalWords(0);
  if (first > total) return `0 of ${countWords(total)}`;
  const last = Math.min(first + pageSize - 1, total);
  return `${countWords(first)}–${countWords(last)} of ${countWords(total)}`;
}

/** A count with its thousands apart: `4,812`. */
export function countWords(count: number): string {
  return count.toLocaleString("en-US");
}

/** The total as it is announced: `No issues`, `1 issue`, `4,812 issues`. */
export function totalWords(total: number): string {
  if (total === 0) return "No issues";
  return `${countWords(total)} issue${total === 1 ? "" : "s"}`;
}

/** `payments-api#12` of `group/team/payments-api#12`: what tells issues apart beside a column that names the project. */
export function shortReference(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}
