import type { FilterParam } from "./filters.ts";

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
  closed_at: "Closed",
  author: "Author",
  milestone: "Milestone",
  weight: "Weight",
  target_date: "Target date",
  wip_since: "WIP since",
} as const;

/** What each filter is called on its chip. */
export const FILTER_WORDS: Record<FilterParam, string> = {
  assignee: "Assignee",
  status: "Status",
  project: "Project",
  label: "Label",
  created_from: "Created from",
  created_to: "Created to",
  updated_from: "Updated from",
  updated_to: "Updated to",
  completed_from: "Completed from",
  completed_to: "Completed to",
  q: "Search",
};

/** Said to every viewer, always: whether there are any, and how many, is not said. */
export const CONFIDENTIAL_HIDDEN = "Confidential issues are not shown.";

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
