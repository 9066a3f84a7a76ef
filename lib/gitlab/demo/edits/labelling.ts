import { labelsFor } from "../find.ts";
import type { Issue, Label, Project } from "../model.ts";
import type { Store } from "../store.ts";
import type { Moment } from "./outcome.ts";
import type { IssueFields } from "./schema.ts";

const NEW_LABEL_COLOR = "#6699cc";

/**
 * The labels an issue carries after an edit: `labels` replaces them, the other two add and remove. A scoped label takes
 * the place of its scope's other one. Titles that nobody knows become labels of the project, as in GitLab.
 */
export function nextLabelIds(
  store: Store,
  project: Project,
  current: readonly number[],
  fields: IssueFields,
): number[] {
  const known = new Map(labelsFor(store, project).map((label) => [label.title.toLowerCase(), label]));
  const resolve = (title: string) => known.get(title.toLowerCase()) ?? createLabel(store, project, title, known);
  const removed = new Set((fields.remove_labels ?? []).map((title) => known.get(title.toLowerCase())?.id));
  const kept = fields.labels ? fields.labels.map((title) => resolve(title).id) : current;
  const added = (fields.add_labels ?? []).map((title) => resolve(title).id);
  return withoutRivals(store, [...new Set([...kept, ...added])]).filter((id) => !removed.has(id));
}

/** Tells in the issue's history which labels came and which went. GitLab writes the added ones first. */
export function recordLabelEvents(store: Store, before: readonly number[], after: Issue, moment: Moment): void {
  const event = { issueId: after.id, userId: moment.actorId, at: moment.at };
  for (const labelId of after.labelIds) {
    if (!before.includes(labelId)) store.addLabelEvent({ ...event, action: "add", labelId });
  }
  for (const labelId of before) {
    if (!after.labelIds.includes(labelId)) store.addLabelEvent({ ...event, action: "remove", labelId });
  }
}

/** `workflow` of `workflow::in dev`, null for a label without a scope. */
export function scopeOf(title: string): string | null {
  const end = title.lastIndexOf("::");
  return end > 0 ? title.slice(0, end).toLowerCase() : null;
}

/** Of two labels of one scope the one given last stays. */
function withoutRivals(store: Store, labelIds: readonly number[]): number[] {
  const lastOfScope = new Map<string, number>();
  const scope = (id: number) => scopeOf(store.labels.get(id)?.title ?? "");
  for (const id of labelIds) lastOfScope.set(scope(id) ?? `label ${id}`, id);
  return labelIds.filter((id) => lastOfScope.get(scope(id) ?? `label ${id}`) === id);
}

function createLabel(store: Store, project: Project, title: string, known: Map<string, Label>): Label {
  const id = store.nextId("label");
  const label: Label = { id, title, color: NEW_LABEL_COLOR, description: "", projectId: project.id, groupId: null };
  known.set(title.toLowerCase(), label);
  store.putLabel(label);
  return label;
}
