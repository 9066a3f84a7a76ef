import type { Store } from "../store.ts";
import { createHook, deleteHook } from "./hooks.ts";
import { createIssue } from "./create-issue.ts";
import { deleteLabel, swapLabels, updateLabel } from "./labels.ts";
import { moveIssue } from "./move-issue.ts";
import type { Moment, Outcome } from "./outcome.ts";
import { updateProject } from "./projects.ts";
import type { Edit } from "./schema.ts";
import { deleteIssue, restoreIssue, updateIssue } from "./update-issue.ts";
import { renameUser } from "./users.ts";

/**
 * Applies one edit to the world. It depends on nothing but its arguments, so a journal replays to the same world.
 * @throws Refusal with GitLab's answer where the edit is not possible; the world is then as before.
 */
export function applyEdit(store: Store, edit: Edit, moment: Moment): Outcome {
  switch (edit.kind) {
    case "create_issue":
      return createIssue(store, edit, moment);
    case "update_issue":
      return updateIssue(store, edit, moment);
    case "delete_issue":
      return deleteIssue(store, edit);
    case "restore_issue":
      return restoreIssue(store, edit);
    case "move_issue":
      return moveIssue(store, edit, moment);
    case "update_label":
      return updateLabel(store, edit);
    case "delete_label":
      return deleteLabel(store, edit);
    case "swap_labels":
      return swapLabels(store, edit);
    case "rename_user":
      return renameUser(store, edit);
    case "update_project":
      return updateProject(store, edit);
    case "create_hook":
      return createHook(store, edit, moment);
    case "delete_hook":
      return deleteHook(store, edit);
  }
}
