import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import type { WireIssue } from "@/lib/gitlab/schemas.ts";
import { normalizeIssue } from "./normalize.ts";

/** A mirrored issue; `isAltered`: its row is not as the pen wrote it, somebody or something else has changed it since. */
export type StoredContent = {
  id: string;
  iid: number;
  isGone: boolean;
  updatedAt: Date;
  fetchStartedAt: Date;
  contentHash: string;
  isAltered: boolean;
};

const contentRow = z.object({
  id: z.uuid(),
  gitlab_issue_id: z.bigint(),
  iid: z.int(),
  title: z.string(),
  description: z.string().nullable(),
  state: z.enum(["opened", "closed"]),
  created_at_gitlab: z.date(),
  updated_at_gitlab: z.date(),
  closed_at_gitlab: z.date().nullable(),
  due_date: z.string().nullable(),
  web_url: z.string(),
  confidential: z.boolean(),
  issue_type: z.string(),
  moved_to_gitlab_id: z.bigint().nullable(),
  closed_as_duplicate: z.boolean(),
  milestone: z.string().nullable(),
  weight: z.int().nullable(),
  author: z.bigint().nullable(),
  assignees: z.array(z.bigint()),
  labels: z.array(z.bigint()),
  gone_at: z.date().nullable(),
  fetch_started_at: z.date(),
  content_hash: z.string(),
});
type ContentRow = z.infer<typeof contentRow>;

type Scope = { projectId: string; gitlabIds: readonly string[] };

/** These issues of a project as they are stored, by GitLab's id, each held against the hash it was written with. */
export async function readContents(
  tx: Pick<Tx, "$queryRaw">,
  { projectId, gitlabIds }: Scope,
): Promise<Map<string, StoredContent>> {
  const rows = await tx.$queryRaw(sql`
    select i.id, i.gitlab_issue_id, i.iid, i.title, i.description, i.state::text, i.created_at_gitlab, i.updated_at_gitlab,
      i.closed_at_gitlab, i.due_date::text, i.web_url, i.confidential, i.issue_type, i.moved_to_gitlab_id,
      i.closed_as_duplicate, i.milestone, i.weight, i.gone_at, i.fetch_started_at, i.content_hash,
      (select gitlab_user_id from gitlab_users u where u.id = i.author_id) as author,
      array(select gitlab_user_id from issue_assignees a join gitlab_users u on u.id = a.user_id where a.issue_id = i.id)
        as assignees,
      array(select gitlab_label_id from issue_labels x join labels l on l.id = x.label_id where x.issue_id = i.id) as labels
    from issues i
    where i.project_id = ${projectId}::uuid and i.gitlab_issue_id = any(${[...gitlabIds]}::bigint[])`);
  const stored = z.array(contentRow).parse(rows);
  return new Map(stored.map((row) => [String(row.gitlab_issue_id), toContent(row)]));
}

function toContent(row: ContentRow): StoredContent {
  return {
    id: row.id,
    iid: row.iid,
    isGone: row.gone_at !== null,
    updatedAt: row.updated_at_gitlab,
    fetchStartedAt: row.fetch_started_at,
    contentHash: row.content_hash,
    isAltered: normalizeIssue(asWire(row)).content_hash !== row.content_hash,
  };
}

/** What GitLab would have answered for the row to be as it is. People and labels count by their ids alone. */
function asWire(row: ContentRow): WireIssue {
  return {
    id: Number(row.gitlab_issue_id),
    iid: row.iid,
    project_id: 1,
    title: row.title,
    description: row.description,
    state: row.state,
    created_at: row.created_at_gitlab.toISOString(),
    updated_at: row.updated_at_gitlab.toISOString(),
    closed_at: row.closed_at_gitlab?.toISOString() ?? null,
    closed_by: null,
    due_date: row.due_date,
    author: row.author === null ? null : personOf(row.author),
    assignee: null,
    assignees: row.assignees.map(personOf),
    labels: row.labels.map((id) => ({ id: Number(id), name: "", color: "", description: null })),
    milestone: row.milestone === null ? null : { id: 1, title: row.milestone },
    confidential: row.confidential,
    type: null,
    issue_type: row.issue_type,
    weight: row.weight,
    moved_to_id: row.moved_to_gitlab_id === null ? null : Number(row.moved_to_gitlab_id),
    web_url: row.web_url,
    _links: row.closed_as_duplicate ? { closed_as_duplicate_of: "another" } : {},
  };
}

function personOf(id: bigint) {
  return { id: Number(id), username: "", name: "", avatar_url: null, state: null, web_url: null };
}

const NO_HASH = "altered";

/**
 * Has these issues written anew by the next snapshot that is applied, also by one of equal `updated_at`: their rows are not what
 * GitLab said.
 */
export async function distrust(tx: Tx, ids: readonly string[], fetchStartedAt: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw(sql`
    update issues set content_hash = ${NO_HASH}, fetch_started_at = least(issues.fetch_started_at, ${fetchStartedAt})
    from (
      select id from issues where id = any(${[...ids]}::uuid[]) order by gitlab_issue_id for update
    ) as held
    where issues.id = held.id`);
}
