import { json, noContent, notFound, type Answer } from "../answers.ts";
import { hookFieldsSchema } from "../edits/schema.ts";
import { findProject } from "../find.ts";
import type { Hook } from "../model.ts";
import { offsetPage } from "../paging.ts";
import { parseParams } from "../params.ts";
import { presentHook } from "../present/events.ts";
import { part, type Call, type Route } from "../router.ts";

export const hookRoutes: Route[] = [
  { method: "GET", pattern: "/api/v4/projects/:id/hooks", handle: list },
  { method: "GET", pattern: "/api/v4/projects/:id/hooks/:hook_id", handle: (call) => json(shown(call, hookOf(call))) },
  { method: "POST", pattern: "/api/v4/projects/:id/hooks", handle: create },
  { method: "DELETE", pattern: "/api/v4/projects/:id/hooks/:hook_id", handle: remove },
];

function list(call: Call): Answer {
  const page = offsetPage(hooksOf(call), call);
  return json(
    page.items.map((hook) => shown(call, hook)),
    { headers: page.headers },
  );
}

function create(call: Call): Answer {
  const project = findProject(call.demo.site.store, part(call, "id"));
  const fields = parseParams(hookFieldsSchema, call.params);
  const { hook } = call.demo.edit({ kind: "create_hook", project_id: project.id, fields });
  if (!hook) throw new Error("the edit was not about a hook");
  return json(shown(call, hook), { status: 201 });
}

function remove(call: Call): Answer {
  call.demo.edit({ kind: "delete_hook", hook_id: hookOf(call).id });
  return noContent();
}

function shown({ demo }: Call, hook: Hook): Record<string, unknown> {
  return presentHook(hook, demo.webhooks.health.of(hook.id));
}

function hookOf(call: Call): Hook {
  const hook = hooksOf(call).find(({ id }) => String(id) === part(call, "hook_id"));
  if (!hook) throw notFound();
  return hook;
}

/** The project's own: those for all projects stand above it, as an instance's do. */
function hooksOf(call: Call): Hook[] {
  const { store } = call.demo.site;
  const project = findProject(store, part(call, "id"));
  return [...store.hooks.values()].filter((hook) => hook.projectId === project.id);
}
