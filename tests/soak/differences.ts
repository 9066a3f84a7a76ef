import type { GitLabIssue } from "./gitlab.ts";
import type { MirrorIssue } from "./mirror.ts";

/** `lines`: what differs, one line each. `doubled`: rows beyond the first of one GitLab id. */
export type Comparison = { issues: number; rows: number; doubled: number; lines: string[] };

/** Holds the mirror against what GitLab lists: each issue once, with equal fields, and nothing besides. */
export function compareMirror(theirs: readonly GitLabIssue[], ours: readonly MirrorIssue[]): Comparison {
  const byId = new Map(ours.map((row) => [row.id, row]));
  const listed = new Set(theirs.map((issue) => String(issue.id)));
  const lines = [
    ...theirs.flatMap((issue) => compareIssue(issue, byId.get(String(issue.id)))),
    ...ours.filter((row) => !row.gone && !listed.has(row.id)).map((row) => `${nameOf(row)}: GitLab does not list it`),
  ];
  return { issues: theirs.length, rows: ours.length, doubled: ours.length - byId.size, lines };
}

function compareIssue(issue: GitLabIssue, row: MirrorIssue | undefined): string[] {
  const name = `${issue.project_id}#${issue.iid}`;
  if (row === undefined) return [`${name}: not in the mirror`];
  if (row.gone) return [`${name}: gone, though GitLab lists it`];
  const [expected, found] = [fieldsOf(issue), rowFields(row)];
  return Object.entries(expected)
    .filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(found[field]))
    .map(([field, value]) => `${name} ${field}: ${cut(found[field])} instead of ${cut(value)}`);
}

type Fields = Record<string, unknown>;

function fieldsOf(issue: GitLabIssue): Fields {
  return {
    id: String(issue.id),
    project: String(issue.project_id),
    iid: issue.iid,
    title: issue.title,
    description: issue.description,
    state: issue.state,
    created_at: Date.parse(issue.created_at),
    updated_at: Date.parse(issue.updated_at),
    closed_at: issue.closed_at === null ? null : Date.parse(issue.closed_at),
    due_date: issue.due_date,
    confidential: issue.confidential,
    issue_type: issue.issue_type,
    moved_to: issue.moved_to_id === null ? null : String(issue.moved_to_id),
    milestone: issue.milestone?.title ?? null,
    weight: issue.weight,
    author: issue.author?.username ?? null,
    assignees: issue.assignees.map((user) => user.username).toSorted(),
    labels: issue.labels.toSorted(),
    web_url: issue.web_url,
  };
}

function rowFields(row: MirrorIssue): Fields {
  return {
    ...row,
    created_at: row.created_at.getTime(),
    updated_at: row.updated_at.getTime(),
    closed_at: row.closed_at?.getTime() ?? null,
    assignees: row.assignees.toSorted(),
    labels: row.labels.toSorted(),
  };
}

function nameOf(row: MirrorIssue): string {
  return `${row.project}#${row.iid}`;
}

function cut(value: unknown): string {
  return JSON.stringify(value).slice(0, 120);
}
