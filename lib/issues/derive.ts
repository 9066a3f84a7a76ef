import { isDeepStrictEqual } from "node:util";
import type { StoredLabel } from "@/lib/labels/store.ts";
import type { StatusRule } from "@/lib/status/derive.ts";
import type { StatusSource } from "@/lib/status/schema.ts";
import { projectStatus, type Past, type Snapshot, type StatusProjection } from "@/lib/status/timeline.ts";
import type { IssueRecord } from "./normalize.ts";
import type { FieldChange, IssueWrite, Link, StatusColumns, StoredClose, StoredIssue } from "./store.ts";

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
  timeline: StatusProjection["events"];
};

/** Completes a record with everything that follows from it. Pure: the same record and surroundings give the same issue. */
export function deriveIssue(
  record: IssueRecord,
  around: Surroundings,
  known: { epoch: number; epochFrom: Date | null; past: Past; close: StoredClose | null },
): DerivedIssue {
  const { author, assignees, labels, ...columns } = record;
  const ownLabels = labels.map((label) => found(around.labels, label.gitlab_label_id));
  const projection = projectStatus(snapshotOf(record, ownLabels, around), known.past, around.rules);
  const assigneeIds = assignees.map((user) => found(around.people, user.gitlab_user_id)).toSorted();
  const row: IssueWrite = {
    ...columns,
    project_id: around.projectId,
    author_id: author === null ? null : found(around.people, author.gitlab_user_id),
    gone_at: null,
    epoch: known.epoch,
    epoch_from: known.epochFrom?.toISOString() ?? null,
    fetch_started_at: around.fetchStartedAt.toISOString(),
    snapshot_source: around.source,
    ...statusColumns(projection),
    assignee_ids: assigneeIds,
    label_ids: ownLabels.map((label) => label.id).toSorted(),
    credited_ids: creditedIds(record, assigneeIds, known.close),
  };
  return { row, timeline: projection.events };
}

function snapshotOf(record: IssueRecord, labels: readonly StoredLabel[], around: Surroundings): Snapshot {
  return {
    projectId: around.projectId,
    state: record.state,
    moved: record.moved_to_gitlab_id !== null,
    duplicate: record.closed_as_duplicate,
    labels,
    createdAt: new Date(record.created_at_gitlab),
    updatedAt: new Date(record.updated_at_gitlab),
    closedAt: record.closed_at_gitlab === null ? null : new Date(record.closed_at_gitlab),
    goneAt: null,
    source: around.source,
  };
}

/** Those who were assigned when the present close was first seen, whoever is now (definition: Per engineer). Nobody while open. */
function creditedIds(record: IssueRecord, assigneeIds: string[], known: StoredClose | null): string[] {
  if (record.state === "opened") return [];
  const closedAt = record.closed_at_gitlab === null ? null : new Date(record.closed_at_gitlab);
  const isSeenBefore = known?.state === "closed" && known.closedAt?.getTime() === closedAt?.getTime();
  return isSeenBefore ? known.creditedIds : assigneeIds;
}

/** A projection in the columns that keep it. */
export function statusColumns(projection: Omit<StatusProjection, "events">): StatusColumns {
  const { status, statusSince, wipSince, startedAt, completedAt, cycleSeconds } = projection;
  return {
    status,
    status_since: statusSince?.toISOString() ?? null,
    wip_since: wipSince?.toISOString() ?? null,
    started_at: startedAt?.toISOString() ?? null,
    completed_at: completedAt?.toISOString() ?? null,
    cycle_seconds: cycleSeconds,
  };
}

/** What of assignees and due date the snapshot shows otherwise than the stored issue; the change is no later than its `updated_at`. */
export function fieldChanges(known: StoredIssue, row: IssueWrite): FieldChange[] {
  const about = { issue_id: known.id, changed_at: row.updated_at_gitlab };
  const changes: FieldChange[] = [];
  if (known.dueDate !== row.due_date) {
    changes.push({ ...about, field: "due_date", from_value: known.dueDate, to_value: row.due_date });
  }
  if (!isDeepStrictEqual(known.assigneeIds, row.assignee_ids)) {
    changes.push({ ...about, field: "assignees", from_value: known.assigneeIds, to_value: row.assignee_ids });
  }
  return changes;
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
