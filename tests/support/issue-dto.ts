import type { IssueDetail, IssueFacets, IssueList, IssueRow } from "@/lib/issues/schema.ts";

export const FRESH: IssueList["freshness"] = {
  state: "fresh",
  as_of: "2026-03-14T09:00:00.000Z",
  age_seconds: 60,
  stale_after_seconds: 600,
  excluded: [],
};

function uuid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

export function person(name: string) {
  return { id: uuid(name.length + 100), username: name.toLowerCase(), name, avatar_url: null };
}

/** A row of the backlog as the API answers it, with `changes` over a plain open issue. */
export function issueRow(iid: number, changes: Partial<IssueRow> = {}): IssueRow {
  return {
    id: uuid(iid),
    iid,
    reference: `acme/shop#${iid}`,
    title: `Issue ${iid}`,
    web_url: `https://gitlab.test/acme/shop/-/issues/${iid}`,
    state: "opened",
    status: "not_started",
    status_since: null,
    wip_since: null,
    created_at: "2026-03-01T09:00:00.000Z",
    updated_at: "2026-03-14T08:00:00.000Z",
    closed_at: null,
    started_at: null,
    completed_at: null,
    cycle_seconds: null,
    due_date: null,
    target_date: null,
    due: null,
    overdue: false,
    priority: null,
    confidential: false,
    issue_type: "issue",
    milestone: null,
    weight: null,
    project: { id: uuid(7), name: "Shop", path: "acme/shop" },
    author: person("Ana"),
    assignees: [],
    labels: [],
    synced_at: "2026-03-14T08:00:05.000Z",
    ...changes,
  };
}

export function issueList(data: IssueRow[], changes: Partial<IssueList> = {}): IssueList {
  return {
    data,
    page: 1,
    page_size: 50,
    total: data.length,
    incomplete_before: null,
    read_as: [],
    freshness: FRESH,
    ...changes,
  };
}

export const FACETS: IssueFacets = {
  status: {
    values: [
      { value: "not_started", name: "not_started", count: 3 },
      { value: "in_progress", name: "in_progress", count: 2 },
    ],
    none: null,
    more: false,
  },
  assignee: {
    values: [
      { value: "ana", name: "Ana Lund", count: 4 },
      { value: "ben", name: "Ben Okoro", count: 1 },
    ],
    none: 6,
    more: false,
  },
  project: { values: [{ value: "acme/shop", name: "acme/shop", count: 5 }], none: null, more: false },
  label: {
    values: [
      { value: "bug", name: "bug", count: 2, color: "#d9534f" },
      { value: "workflow::in dev", name: "workflow::in dev", count: 2, color: "#5843ad" },
      { value: "Q1, 2026", name: "Q1, 2026", count: 1, color: "#5843ad" },
    ],
    none: 3,
    more: false,
  },
  author: { values: [{ value: "ana", name: "Ana Lund", count: 5 }], none: 0, more: false },
  milestone: { values: [{ value: "Spring", name: "Spring", count: 2 }], none: 3, more: false },
  priority: { values: [{ value: "1", name: "1", count: 2 }], none: 3, more: false },
};

/** An issue as its own page gets it. */
export function issueDetail(iid: number, changes: Partial<IssueDetail> = {}): IssueDetail {
  return {
    ...issueRow(iid),
    description: null,
    description_html: "",
    moved_to_gitlab_id: null,
    moved_to: null,
    gone_at: null,
    reason: { code: "no_rule_matched", label: null, pattern: null },
    timeline: [],
    override: {
      internal_status: null,
      internal_notes: null,
      target_date: null,
      priority: null,
      updated_by: null,
      updated_at: null,
    },
    override_events: [],
    gitlab_events: [],
    labels_moved: null,
    etag: '"override-0"',
    freshness: FRESH,
    ...changes,
  };
}
