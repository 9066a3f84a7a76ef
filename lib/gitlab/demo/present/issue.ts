import type { Issue, Project } from "../model.ts";
import { labelsOf, presentLabel } from "./label.ts";
import { presentEpic, presentIteration, presentMilestone } from "./planning.ts";
import { presentRecordedIssue } from "./recorded-issue.ts";
import { isoTime, isoTimeOrNull, type Site } from "./site.ts";
import { presentUserById } from "./user.ts";

/** `labelDetails`: labels as objects. `single`: with what lists leave out. `fullReferences`: asked across projects. */
export type IssueForm = { labelDetails?: boolean; single?: boolean; fullReferences?: boolean };

/** An issue as GitLab's REST API shows it (lib/api/entities/issue.rb, doc/api/issues.md). */
export function presentIssue(site: Site, issue: Issue, form: IssueForm = {}): Record<string, unknown> {
  const labels = labelsOf(site, issue);
  const shownLabels = form.labelDetails ? labels.map(presentLabel) : labels.map((label) => label.title);
  const project = site.store.projects.get(issue.projectId);
  if (!project) throw new Error(`issue ${issue.id} stands in no project`);
  if (issue.recorded) {
    const recorded = presentRecordedIssue(site, issue.recorded, shownLabels, form);
    return site.store.hasMoved(project.id) ? { ...recorded, ...addresses(site, issue, project, form) } : recorded;
  }
  return {
    ...content(site, issue),
    labels: shownLabels,
    ...people(site, issue),
    ...planning(site, issue),
    ...counters(issue),
    ...addresses(site, issue, project, form),
    ...(form.single ? { subscribed: false } : {}),
  };
}

/** Where the issue's page is. Only tasks stand under the newer `work_items`. */
export function issueUrl(site: Site, issue: Issue): string {
  const path = site.store.projects.get(issue.projectId)?.pathWithNamespace ?? "";
  return `${site.url}/${path}/-/${issue.type === "task" ? "work_items" : "issues"}/${issue.iid}`;
}

function content(site: Site, issue: Issue): Record<string, unknown> {
  return {
    id: issue.id,
    iid: issue.iid,
    project_id: issue.projectId,
    title: issue.title,
    description: issue.description,
    state: issue.state,
    created_at: isoTime(issue.createdAt),
    updated_at: isoTime(issue.updatedAt),
    closed_at: isoTimeOrNull(issue.closedAt),
    closed_by: presentUserById(site, issue.closedById),
    type: issue.type.toUpperCase(),
    issue_type: issue.type,
    severity: issue.severity,
    due_date: issue.dueDate,
    confidential: issue.confidential,
    discussion_locked: issue.discussionLocked,
    moved_to_id: issue.movedToId,
    imported: false,
    imported_from: "none",
    service_desk_reply_to: null,
  };
}

function people(site: Site, issue: Issue): Record<string, unknown> {
  const assignees = issue.assigneeIds.map((id) => presentUserById(site, id)).filter((user) => user !== null);
  return { assignees, assignee: assignees[0] ?? null, author: presentUserById(site, issue.authorId) };
}

function planning(site: Site, issue: Issue): Record<string, unknown> {
  const epic = presentEpic(site, issue.epicId);
  return {
    milestone: presentMilestone(site, issue.milestoneId),
    weight: issue.weight,
    epic_iid: epic?.iid ?? null,
    epic,
    iteration: presentIteration(site, issue.iterationId),
    health_status: issue.healthStatus,
  };
}

function counters(issue: Issue): Record<string, unknown> {
  const { counts } = issue;
  const tasks = countTasks(issue.description);
  return {
    user_notes_count: counts.notes,
    merge_requests_count: counts.mergeRequests,
    upvotes: counts.upvotes,
    downvotes: counts.downvotes,
    blocking_issues_count: 0,
    has_tasks: tasks.count > 0,
    ...(tasks.count > 0
      ? { task_status: `${tasks.completed_count} of ${tasks.count} checklist items completed` }
      : undefined),
    task_completion_status: tasks,
    time_stats: {
      time_estimate: counts.timeEstimateSeconds,
      total_time_spent: counts.timeSpentSeconds,
      human_time_estimate: humanTime(counts.timeEstimateSeconds),
      human_total_time_spent: humanTime(counts.timeSpentSeconds),
    },
  };
}

function addresses(site: Site, issue: Issue, project: Project, form: IssueForm): Record<string, unknown> {
  const api = `${site.url}/api/v4/projects/${issue.projectId}`;
  const original = issue.duplicateOfId === null ? undefined : site.store.issueById(issue.duplicateOfId);
  const short = `#${issue.iid}`;
  const full = `${project.pathWithNamespace}${short}`;
  return {
    web_url: issueUrl(site, issue),
    references: { short, relative: form.fullReferences ? full : short, full },
    _links: {
      self: `${api}/issues/${issue.iid}`,
      notes: `${api}/issues/${issue.iid}/notes`,
      award_emoji: `${api}/issues/${issue.iid}/award_emoji`,
      project: api,
      closed_as_duplicate_of: original
        ? `${site.url}/api/v4/projects/${original.projectId}/issues/${original.iid}`
        : null,
    },
  };
}

function countTasks(description: string | null): { count: number; completed_count: number } {
  if (!description?.includes(" [")) return { count: 0, completed_count: 0 };
  const boxes = description.match(/^\s*[-*+] \[[ xX]\]/gm) ?? [];
  return { count: boxes.length, completed_count: boxes.filter((box) => !box.endsWith("[ ]")).length };
}

function humanTime(seconds: number): string | null {
  if (seconds === 0) return null;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.round((seconds % 3600) / 60);
  return [hours > 0 ? `${hours}h` : "", minutes > 0 ? `${minutes}m` : ""].filter((part) => part !== "").join(" ");
}
