import { z } from "zod";
import type { Issue } from "./model.ts";
import { flag, ids, instant, titles } from "./params.ts";
import { compareRows, type SortValue } from "./paging.ts";
import type { Store } from "./store.ts";
import { ISSUE_TYPES } from "./model.ts";

export const KEYSET_ORDERS: readonly string[] = ["created_at", "updated_at", "title", "id", "weight", "due_date"];

const MAX_KEPT_LISTS = 64;

/** The filters of GitLab's issue listings, as far as they are served here (doc/api/issues.md). */
export const issueQuerySchema = z.object({
  state: z.enum(["opened", "closed", "all"]).default("all"),
  order_by: z
    .enum(["created_at", "updated_at", "title", "id", "weight", "due_date", "popularity", "relative_position"])
    .default("created_at"),
  sort: z.enum(["asc", "desc"]).default("desc"),
  iids: ids.optional(),
  labels: titles.optional(),
  search: z.string().optional(),
  issue_type: z.enum([...ISSUE_TYPES, "test_case"]).optional(),
  confidential: flag.optional(),
  assignee_id: ids.optional(),
  author_id: ids.optional(),
  created_after: instant.optional(),
  created_before: instant.optional(),
  updated_after: instant.optional(),
  updated_before: instant.optional(),
  due_date: z.string().optional(),
});
export type IssueQuery = z.output<typeof issueQuerySchema>;

export type IssueListing = (projectIds: readonly number[], query: IssueQuery) => readonly Issue[];

/** Issues of some projects, filtered and sorted. A list is kept until anything changes: its later pages cost nothing. */
export function createListing(store: Store): IssueListing {
  const kept = new Map<string, readonly Issue[]>();
  let version = store.version;
  return (projectIds, query) => {
    if (version !== store.version || kept.size > MAX_KEPT_LISTS) kept.clear();
    version = store.version;
    const key = JSON.stringify([projectIds, query]);
    const list = kept.get(key) ?? listIssues(store, projectIds, query);
    kept.set(key, list);
    return list;
  };
}

/** What an issue is sorted by under `order_by`. */
export function sortValue(issue: Issue, orderBy: string): SortValue {
  switch (orderBy) {
    case "updated_at":
      return issue.updatedAt;
    case "title":
      return issue.title;
    case "weight":
      return issue.weight;
    case "due_date":
      return issue.dueDate;
    case "popularity":
      return issue.counts.upvotes;
    case "id":
    case "relative_position":
      return issue.id;
    default:
      return issue.createdAt;
  }
}

function listIssues(store: Store, projectIds: readonly number[], query: IssueQuery): readonly Issue[] {
  const tests = testsOf(store, query);
  const rows = projectIds
    .flatMap((projectId) => [...store.issuesOf(projectId)])
    .filter((issue) => tests.every((test) => test(issue)))
    .map((issue) => ({ issue, id: issue.id, value: sortValue(issue, query.order_by) }));
  const descending = query.sort === "desc";
  return rows.sort((a, b) => compareRows(a, b, descending)).map((row) => row.issue);
}

type Test = (issue: Issue) => boolean;

/** Bounds are inclusive, as GitLab's are (gteq, lteq). */
function testsOf(store: Store, query: IssueQuery): Test[] {
  const { state, iids, issue_type, confidential, author_id, assignee_id, labels, search, due_date } = query;
  const given: (Test | false | undefined)[] = [
    state !== "all" && ((issue) => issue.state === state),
    iids && ((issue) => iids.includes(issue.iid)),
    issue_type && ((issue) => issue.type === issue_type),
    confidential !== undefined && ((issue) => issue.confidential === confidential),
    author_id && ((issue) => issue.authorId !== null && author_id.includes(issue.authorId)),
    assignee_id && ((issue) => issue.assigneeIds.some((id) => assignee_id.includes(id))),
    labels && labels.length > 0 && hasLabels(store, labels),
    search !== undefined && matchesText(search.toLowerCase()),
    due_date === "0" && ((issue) => issue.dueDate === null),
    within("createdAt", query.created_after, query.created_before),
    within("updatedAt", query.updated_after, query.updated_before),
  ];
  return given.filter((test) => typeof test === "function");
}

function within(field: "createdAt" | "updatedAt", after = -Infinity, before = Infinity): Test {
  return (issue) => issue[field] >= after && issue[field] <= before;
}

function hasLabels(store: Store, wanted: readonly string[]): Test {
  return ({ labelIds }) => {
    if (wanted.includes("None")) return labelIds.length === 0;
    if (wanted.includes("Any")) return labelIds.length > 0;
    const carried = new Set(labelIds.map((id) => store.labels.get(id)?.title));
    return wanted.every((title) => carried.has(title));
  };
}

function matchesText(words: string): Test {
  return (issue) => `${issue.title}\n${issue.description ?? ""}`.toLowerCase().includes(words);
}
