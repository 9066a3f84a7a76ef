import { invalid } from "../answers.ts";
import { findIssue, findProject, labelsFor } from "../find.ts";
import type { Change, Issue, Project } from "../model.ts";
import type { Store } from "../store.ts";
import type { Moment, Outcome } from "./outcome.ts";
import { recordLabelEvents } from "./labelling.ts";
import type { EditOf } from "./schema.ts";
import { actionOf, recordStateEvent } from "./update-issue.ts";

/**
 * A move is a new issue in the other project and the old one closed. The new one keeps both times of the old, so it is
 * older than its arrival (GitLab's Issues::BaseService: "we preserve the original issue attributes except id and iid").
 */
export function moveIssue(store: Store, edit: EditOf<"move_issue">, moment: Moment): Outcome {
  const before = findIssue(store, String(edit.project_id), String(edit.iid));
  const target = findProject(store, String(edit.to_project_id));
  if (target.id === before.projectId) throw invalid("Cannot move issue to project it originates from!");
  if (before.movedToId !== null) throw invalid("Cannot move issue due to insufficient permissions!");
  const arrived: Issue = {
    ...before,
    id: store.nextId("issue"),
    iid: store.nextIid(target.id),
    projectId: target.id,
    labelIds: labelsThere(store, before, target),
    movedToId: null,
    recorded: null,
  };
  const left = leave(before, arrived, moment);
  store.putIssue(arrived);
  store.putIssue(left);
  recordLabelEvents(store, [], arrived, moment);
  recordStateEvent(store, before, left, moment);
  const { actorId } = moment;
  const changes: Change[] = [
    { action: "open", before: null, after: arrived, actorId },
    { action: actionOf(before, left), before, after: left, actorId },
  ];
  return { issue: arrived, changes };
}

function leave(before: Issue, arrived: Issue, moment: Moment): Issue {
  const closed = before.state === "opened" ? { closedAt: moment.at, closedById: moment.actorId } : {};
  return { ...before, ...closed, state: "closed", movedToId: arrived.id, updatedAt: moment.at, recorded: null };
}

/** Only labels that the other project knows by the same title come along. */
function labelsThere(store: Store, issue: Issue, target: Project): number[] {
  const titles = new Set(issue.labelIds.map((id) => store.labels.get(id)?.title));
  return labelsFor(store, target)
    .filter((label) => titles.has(label.title))
    .map((label) => label.id);
}
