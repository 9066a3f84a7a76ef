import { json, labelNotFound, noContent, type Answer } from "../answers.ts";
import { labelFieldsSchema } from "../edits/schema.ts";
import { findGroup, findProject, groupAncestors, labelsFor } from "../find.ts";
import type { Label } from "../model.ts";
import { offsetPage } from "../paging.ts";
import { parseParams } from "../params.ts";
import { presentProjectLabel } from "../present/label.ts";
import { part, type Call, type Route } from "../router.ts";

export const labelRoutes: Route[] = (["projects", "groups"] as const).flatMap((owner): Route[] => {
  const labels = owner === "projects" ? projectLabels : groupLabels;
  const own = owner === "projects" ? ownProjectLabels : ownGroupLabels;
  return [
    { method: "GET", pattern: `/api/v4/${owner}/:id/labels`, handle: (call) => list(call, labels(call)) },
    { method: "PUT", pattern: `/api/v4/${owner}/:id/labels/:label_id`, handle: (call) => update(call, own(call)) },
    { method: "DELETE", pattern: `/api/v4/${owner}/:id/labels/:label_id`, handle: (call) => remove(call, own(call)) },
  ];
});

function list(call: Call, labels: Label[]): Answer {
  const page = offsetPage(labels.sort(byTitle), call);
  return json(page.items.map(presentProjectLabel), { headers: page.headers });
}

function update(call: Call, labels: Label[]): Answer {
  const { id } = labelOf(call, labels);
  const { label } = call.demo.edit({
    kind: "update_label",
    label_id: id,
    fields: parseParams(labelFieldsSchema, call.params),
  });
  if (!label) throw new Error("the edit was not about a label");
  return json(presentProjectLabel(label));
}

function remove(call: Call, labels: Label[]): Answer {
  call.demo.edit({ kind: "delete_label", label_id: labelOf(call, labels).id });
  return noContent();
}

/** A label by id or title. A group's label cannot be changed through a project. */
function labelOf(call: Call, labels: Label[]): Label {
  const idOrTitle = part(call, "label_id");
  const label = labels.find(({ id, title }) => String(id) === idOrTitle || title === idOrTitle);
  if (!label) throw labelNotFound();
  return label;
}

function projectLabels(call: Call): Label[] {
  const { store } = call.demo.site;
  return labelsFor(store, findProject(store, part(call, "id")));
}

function ownProjectLabels(call: Call): Label[] {
  return projectLabels(call).filter((label) => label.projectId !== null);
}

function groupLabels(call: Call): Label[] {
  const { store } = call.demo.site;
  const groups = groupAncestors(store, findGroup(store, part(call, "id")).id);
  return [...store.labels.values()].filter((label) => groups.some(({ id }) => id === label.groupId));
}

function ownGroupLabels(call: Call): Label[] {
  const group = findGroup(call.demo.site.store, part(call, "id"));
  return groupLabels(call).filter((label) => label.groupId === group.id);
}

function byTitle(a: Label, b: Label): number {
  return a.title === b.title ? a.id - b.id : a.title < b.title ? -1 : 1;
}
