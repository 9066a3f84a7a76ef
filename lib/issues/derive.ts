import type { StoredLabel } from "@/lib/labels/store.ts";
import type { StatusRule } from "@/lib/status/derive.ts";
import type { StatusSource } from "@/lib/status/schema.ts";
import { projectStatus, type OverrideChangeEvent, type StatusProjection } from "@/lib/status/timeline.ts";
import type { IssueRecord } from "./normalize.ts";
import type { IssueWrite, Link } from "./store.ts";

/** What a record is completed with: our ids for GitLab's people and labels, the rules, and how the record was learned. */
export type Surroundings = {
  projectId: string;
  source: Extract<StatusSource, "webhook" | "poll">;
  fetchStartedAt: Date;
  people: ReadonlyMap<string, string>;
  labels: ReadonlyMap<string, StoredLabel>;
  rules: readonly StatusRule[];
};

/** An issue ready to be written: its row, its links and its timeline. */
export type DerivedIssue = {
  row: IssueWrite;
  assigneeIds: string[];
  labelIds: string[];
  timeline: StatusProjection["events"];
};

/** Completes a record with everything that follows from it. Pure: the same record and surroundings give the same issue. */
export function deriveIssue(
  record: IssueRecord,
  around: Surroundings,
  known: { epoch: number; epochFrom: Date | null; overrides: readonly OverrideChangeEvent[] },
): DerivedIssue {
  const { author, assignees, labels, ...columns } = record;
  const ownLabels = labels.map((label) => found(around.labels, label.gitlab_label_id));
  const projection = projectStatus(snapshotOf(record, ownLabels, around), known.overrides, around.rules);
  const row: IssueWrite = {
    ...columns,
    project_id: around.projectId,
    author_id: author === null ? null : found(around.people, author.gitlab_user_id),
    gone_at: null,
    epoch: known.epoch,
    epoch_from: known.epochFrom?.toISOString() ?? null,
    fetch_started_at: around.fetchStartedAt.toISOString(),
    snapshot_source: around.source,
    status: projection.status,
    status_since: projection.statusSince?.toISOString() ?? null,
    wip_since: projection.wipSince?.toISOString() ?? null,
  };
  const assigneeIds = assignees.map((user) => found(around.people, user.gitlab_user_id));
  return { row, assigneeIds, labelIds: ownLabels.map((label) => label.id), timeline: projection.events };
}

function snapshotOf(record: IssueRecord, labels: readonly StoredLabel[], around: Surroundings) {
  return {
    projectId: around.projectId,
    state: record.state,
    moved: record.moved_to_gitlab_id !== null,
    duplicate: record.closed_as_duplicate,
    labels: labels.map((label) => label.title),
    createdAt: new Date(record.created_at_gitlab),
    updatedAt: new Date(record.updated_at_gitlab),
    closedAt: record.closed_at_gitlab === null ? null : new Date(record.closed_at_gitlab),
    goneAt: null,
    source: around.source,
  };
}

/** The links of derived issues as rows, by the ids the database gave them. */
export function toLinks(issues: readonly { id: string; others: readonly string[] }[]): Link[] {
  return issues.flatMap(({ id, others }) => others.map((other) => ({ issue_id: id, other_id: other })));
}

function found<T>(map: ReadonlyMap<string, T>, key: string): T {
  const value = map.get(key);
  if (value === undefined) throw new Error(`GitLab id ${key} was not stored before it was needed`);
  return value;
}
