import { groupNotFound, invalid } from "../answers.ts";
import { findProject, labelsFor } from "../find.ts";
import type { Label, Project } from "../model.ts";
import type { Store } from "../store.ts";
import type { Outcome } from "./outcome.ts";
import type { EditOf } from "./schema.ts";

/** No issue's `updated_at` moves, and only system hooks would tell (gitlab.com has none for its customers). */
export function updateProject(store: Store, edit: EditOf<"update_project">): Outcome {
  const before = findProject(store, String(edit.project_id));
  const { name = before.name, path = before.path, group_id: groupId = before.groupId, ...rest } = edit.fields;
  const { archived = before.archived, access = before.access ?? "open" } = rest;
  const pathWithNamespace = `${namespaceOf(store, before, groupId)}/${path}`;
  if (isTaken(store, before, pathWithNamespace)) throw invalid({ path: ["has already been taken"] });
  const project: Project = { ...before, name, path, groupId, pathWithNamespace, archived, access, recorded: null };
  const carried = carriedLabels(store, before);
  store.putProject(project);
  if (groupId !== before.groupId) keepLabels(store, project, carried);
  return { project, changes: [] };
}

function namespaceOf(store: Store, project: Project, groupId: number | null): string {
  if (groupId === null) return project.pathWithNamespace.split("/").slice(0, -1).join("/");
  const group = store.groups.get(groupId);
  if (!group) throw groupNotFound();
  return group.fullPath;
}

function isTaken(store: Store, project: Project, path: string): boolean {
  const wanted = path.toLowerCase();
  return [...store.projects.values()].some(
    (other) => other.id !== project.id && other.pathWithNamespace.toLowerCase() === wanted,
  );
}

function carriedLabels(store: Store, project: Project): Label[] {
  const ids = new Set([...store.issuesOf(project.id)].flatMap(({ labelIds }) => [...labelIds]));
  return [...ids].map((id) => store.labels.get(id)).filter((label) => label !== undefined);
}

/** A label of a group that the project has left gives way to one of the same title (GitLab's Labels::TransferService). */
function keepLabels(store: Store, project: Project, carried: readonly Label[]): void {
  const known = new Map(labelsFor(store, project).map((label) => [label.title, label.id]));
  const reachable = new Set(known.values());
  const replaced = new Map<number, number>();
  for (const label of carried) {
    if (!reachable.has(label.id)) replaced.set(label.id, known.get(label.title) ?? copyLabel(store, label, project));
  }
  store.replaceLabels(project.id, replaced);
}

function copyLabel(store: Store, label: Label, project: Project): number {
  const id = store.nextId("label");
  store.putLabel({ ...label, id, projectId: project.id, groupId: null });
  return id;
}
