import { findProject } from "../find.ts";
import type { Issue, IssueCounts, Project } from "../model.ts";
import type { Store } from "../store.ts";
import type { Moment, Outcome } from "./outcome.ts";
import { plainFields } from "./fields.ts";
import { nextLabelIds, recordLabelEvents } from "./labelling.ts";
import type { EditOf } from "./schema.ts";

export const NO_COUNTS: IssueCounts = {
  notes: 0,
  mergeRequests: 0,
  upvotes: 0,
  downvotes: 0,
  timeEstimateSeconds: 0,
  timeSpentSeconds: 0,
};

export function createIssue(store: Store, edit: EditOf<"create_issue">, moment: Moment): Outcome {
  const project = findProject(store, String(edit.project_id));
  const { fields } = edit;
  const changed = plainFields(store, fields);
  const createdAt = fields.created_at === undefined ? moment.at : Date.parse(fields.created_at);
  const issue: Issue = {
    ...blankIssue(store, project, moment),
    ...changed,
    title: fields.title,
    createdAt,
    updatedAt: createdAt,
    labelIds: nextLabelIds(store, project, [], fields),
  };
  store.putIssue(issue);
  recordLabelEvents(store, [], issue, { ...moment, at: createdAt });
  return { issue, changes: [{ action: "open", before: null, after: issue, actorId: moment.actorId }] };
}

function blankIssue(store: Store, project: Project, moment: Moment): Issue {
  return {
    id: store.nextId("issue"),
    iid: store.nextIid(project.id),
    projectId: project.id,
    type: "issue",
    title: "",
    description: null,
    state: "opened",
    confidential: false,
    discussionLocked: null,
    createdAt: moment.at,
    updatedAt: moment.at,
    closedAt: null,
    dueDate: null,
    weight: null,
    severity: "UNKNOWN",
    healthStatus: null,
    authorId: moment.actorId,
    closedById: null,
    assigneeIds: [],
    labelIds: [],
    milestoneId: null,
    epicId: null,
    iterationId: null,
    movedToId: null,
    duplicateOfId: null,
    counts: NO_COUNTS,
    recorded: null,
  };
}
