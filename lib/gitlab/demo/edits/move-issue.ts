import { invalid } from "../answers.ts";
import { findIssue, findProject, labelsFor } from "../find.ts";
import type { Change, Issue, Project } from "../model.ts";
import type { Store } from "../store.ts";
import type { Moment, Outcome } from "./outcome.ts";
import { recordLabelEvents } from "./labelling.ts";
import type { EditOf } from "./schema.ts";
import { actionOf, recordStateEvent } from "./update-issue.ts";

/**
 * A move is a new issue in the other project, to which the old one points before a second step closes it. The new one keeps both times of the old, so it is
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
  const { actorId } = moment;
  const left: Issue = { ...before, movedToId: arrived.id, updatedAt: moment.at, recorded: null };
  store.putIssue(arrived);
  store.putIssue(left);
  recordLabelEvents(store, [], arrived, moment);
  const opened: Change = { action: "open", before: null, after: arrived, actorId };
  if (edit.halfway) return { issue: arrived, changes: [opened] };
  return { issue: arrived, changes: [opened, closeBehind(store, before, left, moment)] };
}

/** The second step, after the first is committed: only this one is told, and it tells both. */
function closeBehind(store: Store, before: Issue, left: Issue, moment: Moment): Change {
  const closed = { state: "closed", closedAt: moment.at, closedById: moment.actorId } as const;
  const after: Issue = left.state === "opened" ? { ...left, ...closed } : left;
  store.putIssue(after);
  recordStateEvent(store, before, after, moment);
  return { action: actionOf(before, after), before, after, actorId: moment.actorId };
}

/** Only labels that the other project knows by the same title come along. */
function labelsThere(store: Store, issue: Issue, target: Project): number[] {
  const titles = new Set(issue.labelIds.map((id) => store.labels.get(id)?.title));
  return labelsFor(store, target)
    .filter((label) => titles.has(label.title))
    .map((label) => label.id);
}
