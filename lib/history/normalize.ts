import type { WireLabel, WireLabelEvent, WireStateEvent } from "@/lib/gitlab/schemas.ts";
import { normalizeLabel } from "@/lib/labels/normalize.ts";
import type { LabelRecord } from "@/lib/labels/store.ts";

/** An event of GitLab as the mirror keeps it. Ids are decimal strings; a label that was deleted since is null. */
export type EventRecord = {
  kind: "label" | "state";
  gitlab_event_id: string;
  happened_at: string;
  action: "add" | "remove" | "closed" | "reopened";
  gitlab_label_id: string | null;
  gitlab_user_id: string | null;
};

/** The label and state events that GitLab answered for one issue. */
export type WireHistory = { labelEvents: readonly WireLabelEvent[]; stateEvents: readonly WireStateEvent[] };

/** Those events as records. Some versions wrote `opened` where GitLab writes `reopened` now. Pure. */
export function normalizeHistory({ labelEvents, stateEvents }: WireHistory): EventRecord[] {
  const labels = labelEvents.map((event) => ({
    ...commonOf("label", event),
    action: event.action,
    gitlab_label_id: event.label === null ? null : String(event.label.id),
  }));
  const states = stateEvents.map((event) => ({
    ...commonOf("state", event),
    action: event.state === "closed" ? ("closed" as const) : ("reopened" as const),
    gitlab_label_id: null,
  }));
  return [...labels, ...states];
}

/** The labels that the events name, each once, by the names of today. */
export function labelsOf(histories: readonly WireHistory[]): LabelRecord[] {
  const named = histories.flatMap(({ labelEvents }) => labelEvents.flatMap(({ label }) => label ?? []));
  return [...new Map(named.map((label: WireLabel) => [label.id, normalizeLabel(label)])).values()];
}

function commonOf<K extends EventRecord["kind"]>(kind: K, event: Pick<WireStateEvent, "id" | "created_at" | "user">) {
  return {
    kind,
    gitlab_event_id: String(event.id),
    happened_at: new Date(event.created_at).toISOString(),
    gitlab_user_id: event.user === null ? null : String(event.user.id),
  };
}
