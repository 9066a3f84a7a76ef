import type { Change, Issue, Label } from "./model.ts";
import { issueUrl } from "./present/issue.ts";
import { labelsOf } from "./present/label.ts";
import { presentUserById } from "./present/user.ts";
import type { Site } from "./present/site.ts";

const TYPE_NAMES = { issue: "Issue", incident: "Incident", task: "Task" } as const;
/** Fields whose change is told, by their name in `object_attributes`. */
const TOLD_FIELDS = [
  "title",
  "description",
  "state_id",
  "closed_at",
  "confidential",
  "discussion_locked",
  "due_date",
  "milestone_id",
  "moved_to_id",
  "weight",
  "updated_at",
] as const;

/**
 * The body of an issue webhook as live GitLab sent it until spring 2026 (webhook_events.md and recorded deliveries):
 * `work_item` for what is no plain issue, times in whole seconds, the actor instead of the author.
 */
export function webhookBody(site: Site, { action, before, after, actorId }: Change): Record<string, unknown> {
  const kind = after.type === "issue" ? "issue" : "work_item";
  const labels = labelsOf(site, after).map((label) => hookLabel(label, after));
  const assignees = hookAssignees(site, after);
  const project = hookProject(site, after);
  return {
    object_kind: kind,
    event_type: after.confidential ? `confidential_${kind}` : kind,
    user: { ...hookUser(site, actorId), email: "[REDACTED]" },
    project,
    object_attributes: { ...attributesOf(site, after, actorId), labels, action },
    labels,
    changes: changesOf(site, before, after, actorId),
    repository: { name: project.name, url: project.url, description: project.description, homepage: project.homepage },
    ...(assignees.length > 0 ? { assignees } : undefined),
  };
}

/** `2018-09-15 19:08:43 UTC`: another form than the REST API's, and no milliseconds. */
export function hookTime(at: number | null): string | null {
  return at === null ? null : `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

function attributesOf(site: Site, issue: Issue, actorId: number): Record<string, unknown> {
  return {
    author_id: issue.authorId,
    closed_at: hookTime(issue.closedAt),
    confidential: issue.confidential,
    created_at: hookTime(issue.createdAt),
    description: issue.description,
    discussion_locked: issue.discussionLocked,
    due_date: issue.dueDate,
    id: issue.id,
    iid: issue.iid,
    last_edited_at: null,
    last_edited_by_id: null,
    milestone_id: issue.milestoneId,
    moved_to_id: issue.movedToId,
    duplicated_to_id: issue.duplicateOfId,
    project_id: issue.projectId,
    relative_position: issue.iid * 513,
    state_id: issue.state === "opened" ? 1 : 2,
    time_estimate: issue.counts.timeEstimateSeconds,
    title: issue.title,
    updated_at: hookTime(issue.updatedAt),
    updated_by_id: actorId,
    weight: issue.weight,
    health_status: issue.healthStatus,
    type: TYPE_NAMES[issue.type],
    url: issueUrl(site, issue),
    total_time_spent: issue.counts.timeSpentSeconds,
    time_change: 0,
    human_total_time_spent: null,
    human_time_change: null,
    human_time_estimate: null,
    assignee_ids: issue.assigneeIds,
    assignee_id: issue.assigneeIds[0] ?? null,
    state: issue.state,
    severity: issue.severity.toLowerCase(),
  };
}

type ValueChange = { previous: unknown; current: unknown };

function changesOf(site: Site, before: Issue | null, after: Issue, actorId: number): Record<string, ValueChange> {
  const previous = before && attributesOf(site, before, actorId);
  const current = attributesOf(site, after, actorId);
  const names = before === null ? Object.keys(current) : TOLD_FIELDS;
  const changes: Record<string, ValueChange> = {};
  for (const name of names) {
    if (previous === null && current[name] === null) continue;
    if (previous?.[name] !== current[name])
      changes[name] = { previous: previous?.[name] ?? null, current: current[name] };
  }
  return { ...changes, ...listChanges(site, before, after) };
}

function listChanges(site: Site, before: Issue | null, after: Issue): Record<string, ValueChange> {
  const labels = (issue: Issue | null) => (issue ? labelsOf(site, issue).map((label) => hookLabel(label, issue)) : []);
  const assignees = (issue: Issue | null) => (issue ? hookAssignees(site, issue) : []);
  const lists = { labels: [labels(before), labels(after)], assignees: [assignees(before), assignees(after)] } as const;
  const changed = Object.entries(lists).filter(([, [old, now]]) => JSON.stringify(old) !== JSON.stringify(now));
  return Object.fromEntries(changed.map(([name, [previous, current]]) => [name, { previous, current }]));
}

function hookUser(site: Site, id: number): Record<string, unknown> {
  const user = presentUserById(site, id);
  return { id, name: user?.name ?? null, username: user?.username ?? null, avatar_url: user?.avatar_url ?? null };
}

function hookAssignees(site: Site, issue: Issue): Record<string, unknown>[] {
  return issue.assigneeIds.map((id) => ({ ...hookUser(site, id), email: "[REDACTED]" }));
}

function hookLabel(label: Label, issue: Issue): Record<string, unknown> {
  return {
    id: label.id,
    title: label.title,
    color: label.color,
    project_id: label.projectId,
    created_at: hookTime(issue.createdAt),
    updated_at: hookTime(issue.createdAt),
    template: false,
    description: label.description === "" ? null : label.description,
    type: label.projectId === null ? "GroupLabel" : "ProjectLabel",
    group_id: label.groupId,
  };
}

function hookProject(site: Site, issue: Issue): Record<string, unknown> {
  const project = site.store.projects.get(issue.projectId);
  const path = project?.pathWithNamespace ?? "";
  const homepage = `${site.url}/${path}`;
  const group = project?.groupId == null ? undefined : site.store.groups.get(project.groupId);
  const sshUrl = `git@${URL.parse(site.url)?.hostname}:${path}.git`;
  return {
    id: issue.projectId,
    name: project?.name ?? path,
    description: project?.description ?? "",
    web_url: homepage,
    avatar_url: null,
    git_ssh_url: sshUrl,
    git_http_url: `${homepage}.git`,
    namespace: group?.name ?? path.split("/")[0],
    visibility_level: 0,
    path_with_namespace: path,
    default_branch: "main",
    ci_config_path: null,
    homepage,
    url: sshUrl,
    ssh_url: sshUrl,
    http_url: `${homepage}.git`,
  };
}
