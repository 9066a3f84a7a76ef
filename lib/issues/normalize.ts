import { createHash } from "node:crypto";
import type { WireIssue, WireUser } from "@/lib/gitlab/schemas.ts";
import { normalizeLabel } from "@/lib/labels/normalize.ts";
import type { LabelRecord } from "@/lib/labels/store.ts";
import type { UserRecord } from "@/lib/people/store.ts";

/** One issue as the mirror stores it: GitLab's answer without what we do not keep. Ids are decimal strings, instants ISO. */
export type IssueRecord = {
  gitlab_issue_id: string;
  iid: number;
  title: string;
  description: string | null;
  state: "opened" | "closed";
  created_at_gitlab: string;
  updated_at_gitlab: string;
  closed_at_gitlab: string | null;
  due_date: string | null;
  web_url: string;
  confidential: boolean;
  issue_type: string;
  moved_to_gitlab_id: string | null;
  closed_as_duplicate: boolean;
  milestone: string | null;
  weight: number | null;
  author: UserRecord | null;
  assignees: UserRecord[];
  labels: LabelRecord[];
  content_hash: string;
};

/**
 * GitLab's issue as a record. Pure; equal content gives an equal `content_hash`, in which labels and people stand by id, since
 * their names change apart from the issue, and without `updated_at`, which moves for what is not mirrored, such as a comment.
 * @throws AppError `gitlab_malformed` where labels came as bare titles: without ids a rename cannot be followed.
 */
export function normalizeIssue(wire: WireIssue): IssueRecord {
  const record = {
    gitlab_issue_id: String(wire.id),
    iid: wire.iid,
    title: wire.title,
    description: wire.description,
    state: wire.state,
    created_at_gitlab: toIso(wire.created_at),
    updated_at_gitlab: toIso(wire.updated_at),
    closed_at_gitlab: wire.closed_at === null ? null : toIso(wire.closed_at),
    due_date: wire.due_date,
    web_url: webUrl(wire.web_url),
    confidential: wire.confidential,
    issue_type: wire.issue_type,
    moved_to_gitlab_id: wire.moved_to_id === null ? null : String(wire.moved_to_id),
    closed_as_duplicate: wire._links.closed_as_duplicate_of != null,
    milestone: wire.milestone?.title ?? null,
    weight: wire.weight,
    author: wire.author === null ? null : normalizeUser(wire.author),
    assignees: distinctById(wire.assignees.map(normalizeUser), (user) => user.gitlab_user_id),
    labels: distinctById(wire.labels.map(normalizeLabel), (label) => label.gitlab_label_id),
  };
  return { ...record, content_hash: hashOf(record) };
}

function normalizeUser(wire: WireUser): UserRecord {
  return {
    gitlab_user_id: String(wire.id),
    username: wire.username,
    name: wire.name,
    avatar_url: wire.avatar_url,
  };
}

function hashOf(record: Omit<IssueRecord, "content_hash">): string {
  const { updated_at_gitlab: _, ...own } = record;
  const content = {
    ...own,
    author: record.author?.gitlab_user_id ?? null,
    assignees: record.assignees.map((user) => user.gitlab_user_id),
    labels: record.labels.map((label) => label.gitlab_label_id),
  };
  return createHash("sha256").update(JSON.stringify(content)).digest("base64url");
}

/** Sorted, so that the order in which GitLab lists them does not count as a change. */
function distinctById<T>(items: readonly T[], idOf: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [idOf(item), item])).entries()]
    .sort(([a], [b]) => (BigInt(a) < BigInt(b) ? -1 : 1))
    .map(([, item]) => item);
}

function toIso(instant: string): string {
  return new Date(instant).toISOString();
}

/** Only addresses a browser may safely follow are kept. */
function webUrl(text: string): string {
  return /^https?:\/\//i.test(text) ? text : "";
}
