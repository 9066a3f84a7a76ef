import { ISSUE_TYPES, type Issue, type Label, type User, type World } from "../model.ts";
import { NO_COUNTS } from "../edits/create-issue.ts";
import { readRecordings, type RecordedIssue, type RecordedPerson, type Recordings } from "./files.ts";
import { createNumbering } from "./numbers.ts";
import { createPlaces, projectPath } from "./places.ts";

const PALETTE = ["#6699CC", "#D9534F", "#5CB85C", "#F0AD4E", "#8E44AD", "#34495E", "#44AD8E", "#CD5B45"] as const;
const FIRST_LABEL_ID = 70_001;
const OWNER: User = { id: 1, username: "root", name: "Administrator", state: "active", hasAvatar: false };

/** The world of a folder of recorded payloads: exactly its issues, in the projects that have any. */
export function readRecordedWorld(folder: string): World {
  const recordings = readRecordings(folder);
  const { groups, projects, projectIdOf } = createPlaces(recordings);
  const people = createPeople(recordings);
  const labels = createLabels(recordings, projectIdOf);
  const issueNumbers = createNumbering(recordings.issues.map(({ id }) => id));
  const numberOf = (issue: RecordedIssue) => issueNumbers(issue.id, `${projectPath(issue)}#${issue.iid}`);
  const issues = recordings.issues.map((issue): Issue => {
    const projectId = projectIdOf(issue);
    const labelIds = issue.labels.flatMap((title) => labels.get(labelKey(projectId, title))?.id ?? []);
    return createIssue(issue, { id: numberOf(issue), projectId, labelIds, idOf: people.idOf });
  });
  return {
    ownerId: people.ownerId,
    users: people.users,
    groups,
    projects,
    labels: [...labels.values()],
    milestones: [],
    epics: [],
    iterations: [],
    issues,
    ...createEvents(recordings, issues, labels),
  };
}

type Numbers = { id: number; projectId: number; labelIds: number[]; idOf: (person: RecordedPerson) => number };

function createIssue(recorded: RecordedIssue, { id, projectId, labelIds, idOf }: Numbers): Issue {
  const person = (value: RecordedPerson | null | undefined) => (value ? { ...value, id: idOf(value) } : value);
  const assignees = recorded.assignees?.map((assignee) => ({ ...assignee, id: idOf(assignee) }));
  const [author, closedBy] = [person(recorded.author), person(recorded.closed_by)];
  const numbered = { ...recorded, id, project_id: projectId, author, assignees };
  const rest = { closed_by: closedBy, assignee: person(recorded.assignee) };
  return {
    id,
    projectId,
    labelIds,
    iid: recorded.iid,
    type: ISSUE_TYPES.find((type) => type === recorded.issue_type) ?? "issue",
    title: recorded.title,
    description: recorded.description,
    state: recorded.state,
    confidential: recorded.confidential,
    discussionLocked: null,
    createdAt: Date.parse(recorded.created_at),
    updatedAt: Date.parse(recorded.updated_at),
    closedAt: recorded.closed_at ? Date.parse(recorded.closed_at) : null,
    dueDate: recorded.due_date ?? null,
    weight: recorded.weight ?? null,
    severity: "UNKNOWN",
    healthStatus: null,
    authorId: author?.id ?? null,
    closedById: closedBy?.id ?? null,
    assigneeIds: assignees?.map((assignee) => assignee.id) ?? [],
    milestoneId: null,
    epicId: null,
    iterationId: null,
    movedToId: recorded.moved_to_id === 0 ? null : (recorded.moved_to_id ?? null),
    duplicateOfId: null,
    counts: NO_COUNTS,
    recorded: onlyRecordedKeys({ ...numbered, ...rest }, recorded),
  };
}

/** A key that was absent stays absent. */
function onlyRecordedKeys(payload: Record<string, unknown>, recorded: RecordedIssue): Record<string, unknown> {
  return Object.fromEntries(Object.entries(payload).filter(([name]) => name in recorded));
}

/** People by id and user name: one id of two GitLabs may stand for two people. */
function createPeople({ issues }: Recordings) {
  const seen = issues.flatMap(({ author, closed_by, assignee, assignees }) => [
    author,
    closed_by,
    assignee,
    ...(assignees ?? []),
  ]);
  const people = seen.filter((person) => person != null);
  const numbering = createNumbering(people.map(({ id }) => id));
  const idOf = (person: RecordedPerson) => numbering(person.id, `${person.id} ${person.username}`);
  const users = new Map<number, User>();
  for (const person of people) {
    const id = idOf(person);
    const state = person.state === "blocked" ? "blocked" : "active";
    users.set(id, { id, username: person.username, name: person.name, state, hasAvatar: person["avatar_url"] != null });
  }
  const owner = [...users.values()].find(({ username }) => username === OWNER.username) ?? OWNER;
  if (!users.has(owner.id)) users.set(owner.id, owner);
  return { users: [...users.values()], ownerId: owner.id, idOf };
}

/** The recorded issues carry bare titles: each title of a project becomes a label of it. */
function createLabels({ issues, labels: recorded }: Recordings, projectIdOf: (issue: RecordedIssue) => number) {
  const labels = new Map<string, Label>();
  for (const issue of issues) {
    for (const title of issue.labels) {
      const key = labelKey(projectIdOf(issue), title);
      if (labels.has(key)) continue;
      const color = recorded.find((label) => label.name === title && /^#[0-9a-f]{6}$/i.test(label.color))?.color;
      const fallback = PALETTE[labels.size % PALETTE.length] ?? "#6699CC";
      const id = FIRST_LABEL_ID + labels.size;
      labels.set(key, {
        id,
        title,
        color: color ?? fallback,
        description: "",
        projectId: projectIdOf(issue),
        groupId: null,
      });
    }
  }
  return labels;
}

function labelKey(projectId: number, title: string): string {
  return `${projectId} ${title}`;
}

function createEvents(recordings: Recordings, issues: Issue[], labels: ReadonlyMap<string, Label>) {
  const byId = new Map(issues.map((issue) => [issue.id, issue]));
  const ofIssue = (event: { resource_type: string; resource_id: number }) =>
    event.resource_type === "Issue" ? byId.get(event.resource_id) : undefined;
  const labelEvents = recordings.labelEvents.flatMap((event) => {
    const issue = ofIssue(event);
    const label = issue && event.label && labels.get(labelKey(issue.projectId, event.label.name));
    if (!issue || !label) return [];
    const at = Date.parse(event.created_at);
    return [
      { id: event.id, issueId: issue.id, userId: event.user?.id ?? 1, at, action: event.action, labelId: label.id },
    ];
  });
  const stateEvents = recordings.stateEvents.flatMap((event) => {
    const issue = ofIssue(event);
    if (!issue) return [];
    const state = event.state === "closed" ? ("closed" as const) : ("reopened" as const);
    return [{ id: event.id, issueId: issue.id, userId: event.user?.id ?? 1, at: Date.parse(event.created_at), state }];
  });
  return { labelEvents, stateEvents };
}
