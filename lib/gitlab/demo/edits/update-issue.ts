import { isDeepStrictEqual } from "node:util";
import { notFound } from "../answers.ts";
import { findIssue, findProject } from "../find.ts";
import type { Change, Issue } from "../model.ts";
import type { Store } from "../store.ts";
import type { Moment, Outcome } from "./outcome.ts";
import { plainFields } from "./fields.ts";
import { nextLabelIds, recordLabelEvents } from "./labelling.ts";
import type { EditOf } from "./schema.ts";

/** An edit that changes nothing leaves `updated_at` alone and tells nobody, as in GitLab. */
export function updateIssue(store: Store, edit: EditOf<"update_issue">, moment: Moment): Outcome {
  const before = findIssue(store, String(edit.project_id), String(edit.iid));
  const { fields } = edit;
  const project = findProject(store, String(before.projectId));
  const edited: Issue = {
    ...before,
    ...plainFields(store, fields),
    labelIds: nextLabelIds(store, project, before.labelIds, fields),
    ...stateAfter(before, edit, moment),
  };
  if (isDeepStrictEqual(edited, before) && fields.updated_at === undefined) return { issue: before, changes: [] };
  const touched = edit.touch === false ? before.updatedAt : moment.at;
  const updatedAt = fields.updated_at === undefined ? touched : Date.parse(fields.updated_at);
  const after: Issue = { ...edited, updatedAt, recorded: null };
  store.putIssue(after);
  recordLabelEvents(store, before.labelIds, after, moment);
  if (!edit.unrecorded) recordStateEvent(store, before, after, moment);
  return { issue: after, changes: [{ action: actionOf(before, after), before, after, actorId: moment.actorId }] };
}

/** Deletion leaves nothing behind and fires no webhook (gitlab-org/gitlab#377475). */
export function deleteIssue(store: Store, edit: EditOf<"delete_issue">): Outcome {
  store.removeIssue(findIssue(store, String(edit.project_id), String(edit.iid)));
  return { changes: [] };
}

/** As from a backup: the issue as it was, with its history and its old `updated_at`, and nobody is told. */
export function restoreIssue(store: Store, edit: EditOf<"restore_issue">): Outcome {
  const issue = store.restoreIssue(edit.project_id, edit.iid);
  if (!issue) throw notFound();
  return { issue, changes: [] };
}

export function recordStateEvent(store: Store, before: Issue, after: Issue, moment: Moment): void {
  if (before.state === after.state) return;
  const state = after.state === "closed" ? "closed" : "reopened";
  store.addStateEvent({ issueId: after.id, userId: moment.actorId, at: moment.at, state });
}

export function actionOf(before: Issue, after: Issue): Change["action"] {
  if (before.state === after.state) return "update";
  return after.state === "closed" ? "close" : "reopen";
}

type StateFields = Partial<Pick<Issue, "state" | "closedAt" | "closedById" | "duplicateOfId">>;

function stateAfter(before: Issue, { fields, unrecorded }: EditOf<"update_issue">, moment: Moment): StateFields {
  if (fields.state_event === "close" && before.state === "opened") {
    if (unrecorded) return { state: "closed", closedAt: null, closedById: null };
    return { state: "closed", closedAt: moment.at, closedById: moment.actorId };
  }
  if (fields.state_event === "reopen" && before.state === "closed") {
    return { state: "opened", closedAt: null, closedById: null, duplicateOfId: null };
  }
  return {};
}
