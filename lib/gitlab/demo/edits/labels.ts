import { invalid, labelNotFound } from "../answers.ts";
import type { Label } from "../model.ts";
import type { Store } from "../store.ts";
import type { Outcome } from "./outcome.ts";
import type { EditOf } from "./schema.ts";

/** A renamed or recoloured label moves no issue's `updated_at`, and there is no webhook for it (gitlab-org/gitlab#24156). */
export function updateLabel(store: Store, edit: EditOf<"update_label">): Outcome {
  const before = requireLabel(store, edit.label_id);
  const { new_name: title = before.title, color = before.color, description = before.description } = edit.fields;
  if (title !== before.title && isTaken(store, before, title)) throw invalid({ title: ["has already been taken"] });
  const label: Label = { ...before, title, color, description };
  store.putLabel(label);
  return { label, changes: [] };
}

/** Two labels take each other's title. No issue's `updated_at` moves, and nobody is told. */
export function swapLabels(store: Store, edit: EditOf<"swap_labels">): Outcome {
  const [first, second] = [requireLabel(store, edit.label_id), requireLabel(store, edit.other_id)];
  const label: Label = { ...first, title: second.title };
  store.putLabel(label);
  store.putLabel({ ...second, title: first.title });
  return { label, changes: [] };
}

/** Taken off every issue, without a word to anyone. */
export function deleteLabel(store: Store, edit: EditOf<"delete_label">): Outcome {
  const label = requireLabel(store, edit.label_id);
  store.removeLabel(label);
  return { label, changes: [] };
}

function requireLabel(store: Store, id: number): Label {
  const label = store.labels.get(id);
  if (!label) throw labelNotFound();
  return label;
}

function isTaken(store: Store, label: Label, title: string): boolean {
  return [...store.labels.values()].some(
    (other) => other.title === title && other.projectId === label.projectId && other.groupId === label.groupId,
  );
}
