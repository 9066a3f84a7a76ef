import type { Issue, Label } from "../model.ts";
import type { Site } from "./site.ts";

export type LabelJson = {
  id: number;
  name: string;
  description: string | null;
  description_html: string;
  text_color: string;
  color: string;
};

/** Labels are shown far more often than they change, and a changed one is another object. */
const shown = new WeakMap<Label, LabelJson>();

/** A label as an issue carries it under `with_labels_details`. */
export function presentLabel(label: Label): LabelJson {
  const known = shown.get(label);
  if (known) return known;
  const json = toJson(label);
  shown.set(label, json);
  return json;
}

/** A label as its project lists it. */
export function presentProjectLabel(label: Label): LabelJson & Record<string, unknown> {
  return {
    ...presentLabel(label),
    archived: false,
    subscribed: false,
    priority: null,
    is_project_label: label.projectId !== null,
  };
}

/** The labels of an issue, by title. */
export function labelsOf(site: Site, issue: Issue): Label[] {
  const labels = issue.labelIds.map((id) => site.store.labels.get(id)).filter((label) => label !== undefined);
  return labels.sort((a, b) => (a.title < b.title ? -1 : 1));
}

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? "");
}

function toJson(label: Label): LabelJson {
  return {
    id: label.id,
    name: label.title,
    description: label.description === "" ? null : label.description,
    description_html: escapeHtml(label.description),
    text_color: textColorOn(label.color),
    color: label.color,
  };
}

/** GitLab's rule: dark text on light colours (Gitlab::Color#contrast). */
function textColorOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = (color.slice(1).match(/../g) ?? []).map((part) => Number.parseInt(part, 16));
  return (red * 299 + green * 587 + blue * 114) / 1000 > 150 ? "#1F1E24" : "#FFFFFF";
}
