import type { Issue } from "@/lib/gitlab/demo/model.ts";
import type { Site } from "./site.ts";
import { reckonStatus, type Rule } from "./reckoning.ts";

/** What the mirror must say of an issue: read from the demo GitLab's own store, not through our client. */
export type IssuePicture = {
  project: number;
  iid: number;
  title: string;
  description: string | null;
  state: string;
  created_at: string;
  updated_at: string;
  closed_at: string | null;
  due_date: string | null;
  author: number | null;
  confidential: boolean;
  issue_type: string;
  moved_to: number | null;
  milestone: string | null;
  weight: number | null;
  gone: boolean;
  assignee_ids: number[];
  label_ids: number[];
  /** From here on what changes without the issue being touched. */
  web_url: string;
  duplicate: boolean;
  people: string[];
  labels: string[];
  status: string;
};

/** What a poll or a webhook brings: the issue's own. A name, a colour or an address may change without it. */
const OWN = [
  ...(["project", "iid", "title", "description", "state", "created_at", "updated_at", "closed_at"] as const),
  ...(["due_date", "author", "confidential", "issue_type", "moved_to", "milestone", "weight", "gone"] as const),
  ...(["assignee_ids", "label_ids"] as const),
];
export const OWN_FIELDS: readonly (keyof IssuePicture)[] = OWN;
export const ALL_FIELDS: readonly (keyof IssuePicture)[] = [
  ...OWN,
  ...(["web_url", "duplicate", "people", "labels", "status"] as const),
];

type Around = { site: Site; rules: readonly Rule[]; override: string | null };

export function pictureOf(issue: Issue, { site, rules, override }: Around): IssuePicture {
  const { store } = site;
  const labels = issue.labelIds.flatMap((id) => store.labels.get(id) ?? []);
  const people = [issue.authorId, ...issue.assigneeIds].flatMap((id) =>
    id === null ? [] : (store.users.get(id) ?? []),
  );
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  const path = store.projects.get(issue.projectId)?.pathWithNamespace ?? "";
  const duplicate = issue.duplicateOfId !== null && store.issueById(issue.duplicateOfId) !== undefined;
  const titles = labels.map((label) => label.title);
  return {
    project: issue.projectId,
    iid: issue.iid,
    title: issue.title,
    description: issue.description,
    state: issue.state,
    created_at: iso(issue.createdAt) ?? "",
    updated_at: iso(issue.updatedAt) ?? "",
    closed_at: iso(issue.closedAt),
    due_date: issue.dueDate,
    author: issue.authorId !== null && store.users.has(issue.authorId) ? issue.authorId : null,
    confidential: issue.confidential,
    issue_type: issue.type,
    moved_to: issue.movedToId,
    milestone: store.world.milestones.find(({ id }) => id === issue.milestoneId)?.title ?? null,
    weight: issue.weight,
    gone: false,
    assignee_ids: sorted(issue.assigneeIds.filter((id) => store.users.has(id))),
    label_ids: sorted(labels.map((label) => label.id)),
    web_url: `${site.url}/${path}/-/${issue.type === "task" ? "work_items" : "issues"}/${issue.iid}`,
    duplicate,
    people: [...new Set(people.map(({ id, username, name }) => `${id} ${username} ${name}`))].toSorted(),
    labels: labels.map(({ id, title, color }) => `${id} ${title} ${color.toLowerCase()}`).toSorted(),
    status: reckonStatus({ ...issue, moved: issue.movedToId !== null, duplicate, titles, override }, rules),
  };
}

function sorted(ids: readonly number[]): number[] {
  return [...ids].toSorted((a, b) => a - b);
}
