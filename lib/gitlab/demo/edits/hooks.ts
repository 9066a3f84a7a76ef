import { notFound } from "../answers.ts";
import { findProject } from "../find.ts";
import type { Hook } from "../model.ts";
import type { Store } from "../store.ts";
import type { Moment, Outcome } from "./outcome.ts";
import type { EditOf } from "./schema.ts";

export function createHook(store: Store, edit: EditOf<"create_hook">, moment: Moment): Outcome {
  const project = findProject(store, String(edit.project_id));
  const { url, token, issues_events, confidential_issues_events } = edit.fields;
  const hook: Hook = {
    id: store.nextId("hook"),
    projectId: project.id,
    url,
    secret: token,
    issues: issues_events,
    confidentialIssues: confidential_issues_events ?? issues_events,
    createdAt: moment.at,
  };
  store.hooks.set(hook.id, hook);
  return { hook, changes: [] };
}

export function deleteHook(store: Store, edit: EditOf<"delete_hook">): Outcome {
  const hook = store.hooks.get(edit.hook_id);
  if (!hook) throw notFound();
  store.hooks.delete(hook.id);
  return { hook, changes: [] };
}
