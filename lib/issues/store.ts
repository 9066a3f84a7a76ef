import { z } from "zod";
import { columns, jsonRows, sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import type { StatusSource } from "@/lib/status/schema.ts";
import type { StoredVersion } from "./guard.ts";
import type { IssueRecord } from "./normalize.ts";

/** A row of `issues` as the pen writes it; columns are called as in the table. */
export type IssueWrite = Omit<IssueRecord, "author" | "assignees" | "labels"> & {
  project_id: string;
  author_id: string | null;
  gone_at: null;
  epoch: number;
  epoch_from: string | null;
  fetch_started_at: string;
  snapshot_source: StatusSource;
  assignee_ids: string[];
  label_ids: string[];
  credited_ids: string[];
} & StatusColumns;

/** What follows from a timeline, as kept on the issue's row. */
export type StatusColumns = {
  status: string;
  status_since: string | null;
  wip_since: string | null;
  started_at: string | null;
  completed_at: string | null;
  cycle_seconds: number | null;
};

export type StoredIssue = StoredVersion & {
  id: string;
  iid: number;
  dueDate: string | null;
  assigneeIds: string[];
} & StoredClose;
/** When the stored snapshot says it was closed, and who is credited with that; nobody while open. */
export type StoredClose = { state: "opened" | "closed"; closedAt: Date | null; creditedIds: string[] };
export type Link = { issue_id: string; other_id: string };
export type Links = { assignees: readonly Link[]; labels: readonly Link[] };

const WRITTEN = [
  ...["project_id", "gitlab_issue_id", "iid", "title", "description", "state", "created_at_gitlab"],
  ...["updated_at_gitlab", "closed_at_gitlab", "due_date", "author_id", "web_url", "confidential", "issue_type"],
  ...["moved_to_gitlab_id", "closed_as_duplicate", "milestone", "weight", "gone_at", "epoch", "epoch_from"],
  ...["fetch_started_at", "content_hash", "snapshot_source", "assignee_ids", "label_ids", "credited_ids"],
];
const DERIVED = ["status", "status_since", "wip_since", "started_at", "completed_at", "cycle_seconds"];
const ALL_WRITTEN = [...WRITTEN, ...DERIVED];

const storedRow = z.object({
  id: z.uuid(),
  gitlab_issue_id: z.bigint(),
  epoch: z.number(),
  updated_at_gitlab: z.date(),
  fetch_started_at: z.date(),
  content_hash: z.string(),
  epoch_from: z.date().nullable(),
  gone_at: z.date().nullable(),
  iid: z.int(),
  due_date: z.string().nullable(),
  assignee_ids: z.array(z.uuid()),
  state: z.enum(["opened", "closed"]),
  closed_at_gitlab: z.date().nullable(),
  credited_ids: z.array(z.uuid()),
});
const keyRows = z.array(z.object({ id: z.uuid(), gitlab_issue_id: z.bigint() }));

/** The stored versions of these issues by GitLab id; with `lock` their rows are held, always in the same order. */
export async function readStored(
  tx: Tx,
  scope: { projectId: string; gitlabIds: readonly string[]; lock: boolean },
): Promise<Map<string, StoredIssue>> {
  if (scope.gitlabIds.length === 0) return new Map();
  const rows = await tx.$queryRaw(sql`
    select id, gitlab_issue_id, epoch, updated_at_gitlab, fetch_started_at, content_hash,
      epoch_from, gone_at, iid, due_date::text, assignee_ids, state::text, closed_at_gitlab, credited_ids
    from issues
    where project_id = ${scope.projectId}::uuid
      and gitlab_issue_id = any(${[...scope.gitlabIds]}::bigint[])
    order by gitlab_issue_id
    ${scope.lock ? sql`for update` : sql``}`);
  const stored = z.array(storedRow).parse(rows);
  return new Map(stored.map((row) => [String(row.gitlab_issue_id), toStoredIssue(row)]));
}

function toStoredIssue(row: z.infer<typeof storedRow>): StoredIssue {
  return {
    id: row.id,
    epoch: row.epoch,
    updatedAt: row.updated_at_gitlab,
    fetchStartedAt: row.fetch_started_at,
    contentHash: row.content_hash,
    epochFrom: row.epoch_from,
    goneAt: row.gone_at,
    iid: row.iid,
    dueDate: row.due_date,
    assigneeIds: row.assignee_ids,
    state: row.state,
    closedAt: row.closed_at_gitlab,
    creditedIds: row.credited_ids,
  };
}

/** Inserts issues that were not there; one that another transaction brought meanwhile is left out of the answer. */
export async function insertIssues(tx: Tx, rows: readonly IssueWrite[]): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map();
  const keys = await tx.$queryRaw(sql`
    insert into issues (${columns(ALL_WRITTEN)})
    select ${columns(ALL_WRITTEN, "n")}
    from jsonb_populate_recordset(null::issues, ${jsonRows(rows)}) n
    order by n.gitlab_issue_id
    on conflict (project_id, gitlab_issue_id) do nothing
    returning id, gitlab_issue_id`);
  return new Map(keyRows.parse(keys).map((row) => [String(row.gitlab_issue_id), row.id]));
}

/** Overwrites rows that are already locked. */
export async function updateIssues(tx: Tx, rows: readonly (IssueWrite & { id: string })[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw(sql`
    update issues
    set (${columns(ALL_WRITTEN)}, synced_at) = row (${columns(ALL_WRITTEN, "n")}, now())
    from jsonb_populate_recordset(null::issues, ${jsonRows(rows)}) n
    where issues.id = n.id`);
}

/** Keeps the later fetch time of snapshots whose content was equal (see `guard`). */
export async function markSeenAgain(tx: Tx, ids: readonly string[], fetchStartedAt: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw(sql`
    update issues set fetch_started_at = ${fetchStartedAt}
    where id = any(${[...ids]}::uuid[])`);
}

/**
 * Makes the links of these issues exactly the given ones, touching only what differs. `known` are the issues that were there
 * before: a new one has nothing to take away.
 */
export async function replaceLinks(tx: Tx, write: { known: readonly string[]; links: Links }): Promise<void> {
  const assignees = linkRows(write.links.assignees);
  const labels = linkRows(write.links.labels);
  const known = sql`any(${[...write.known]}::uuid[])`;
  await tx.$executeRaw(sql`
    with unassigned as (
      delete from issue_assignees where issue_id = ${known} and (issue_id, user_id) not in (${assignees})
    ), unlabelled as (
      delete from issue_labels where issue_id = ${known} and (issue_id, label_id) not in (${labels})
    ), assigned as (
      insert into issue_assignees (issue_id, user_id) ${assignees} on conflict do nothing
    )
    insert into issue_labels (issue_id, label_id) ${labels} on conflict do nothing`);
}

function linkRows(links: readonly Link[]) {
  return sql`select n.issue_id, n.other_id from jsonb_to_recordset(${jsonRows(links)}) as n (issue_id uuid, other_id uuid)`;
}

/** Keeps what follows from timelines, where it differs. */
export async function storeStatuses(tx: Tx, rows: readonly (StatusColumns & { id: string })[]): Promise<void> {
  await tx.$executeRaw(sql`
    update issues set (${columns(DERIVED)}) = row (${columns(DERIVED, "n")})
    from jsonb_populate_recordset(null::issues, ${jsonRows(rows)}) n
    where issues.id = n.id
      and (${columns(DERIVED, "issues")}) is distinct from (${columns(DERIVED, "n")})`);
}

/** Keeps who is assigned and which labels are carried in the arrays beside the links, where they differ. */
export async function storeArrays(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw(sql`
    update issues set assignee_ids = n.assignee_ids, label_ids = n.label_ids
    from (
      select i.id,
        array(select user_id from issue_assignees where issue_id = i.id order by 1) as assignee_ids,
        array(select label_id from issue_labels where issue_id = i.id order by 1) as label_ids
      from issues i where i.id = any(${[...ids]}::uuid[])
    ) n
    where issues.id = n.id and (issues.assignee_ids, issues.label_ids) is distinct from (n.assignee_ids, n.label_ids)`);
}

/** Keeps the override's target date and priority beside the issue, where they differ. */
export async function storeOverrideCopies(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw(sql`
    update issues set target_date = n.target_date, priority = n.priority
    from (
      select i.id, o.target_date, o.priority
      from issues i left join issue_overrides o on o.issue_id = i.id where i.id = any(${[...ids]}::uuid[])
    ) n
    where issues.id = n.id and (issues.target_date, issues.priority) is distinct from (n.target_date, n.priority)`);
}

/** A field as the stored issue had it and as the snapshot has it; people by our ids, dates as text. */
export type FieldChange = {
  issue_id: string;
  field: "assignees" | "due_date";
  from_value: string[] | string | null;
  to_value: string[] | string | null;
  changed_at: string;
};

/** Appends what we saw change in fields of which GitLab keeps no history that can be asked for. */
export async function storeFieldChanges(tx: Tx, changes: readonly FieldChange[]): Promise<void> {
  if (changes.length === 0) return;
  await tx.$executeRaw(sql`
    insert into issue_field_events (issue_id, field, from_value, to_value, changed_at)
    select n.issue_id, n.field, n.from_value, n.to_value, n.changed_at
    from jsonb_populate_recordset(null::issue_field_events, ${jsonRows(changes)}) n
    order by n.issue_id, n.field`);
}

/** Marks issues gone; the database's rule wants the status to say so at once. */
export async function storeGone(tx: Tx, ids: readonly string[], goneAt: Date): Promise<void> {
  await tx.$executeRaw(sql`
    update issues
    set gone_at = ${goneAt}, status = 'gone', status_since = ${goneAt}, wip_since = null, completed_at = null,
      cycle_seconds = null, synced_at = now()
    where id = any(${[...ids]}::uuid[])`);
}
