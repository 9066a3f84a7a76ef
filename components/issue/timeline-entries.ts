import type { GitlabEventDto, IssueDetail, OverrideEventDto } from "@/lib/issues/schema.ts";
import type { StatusEventDto } from "@/lib/status/schema.ts";

type LabelEvent = Extract<GitlabEventDto, { kind: "label" }>;

/** One line of an issue's timeline. `labels` are those that one person changed in one second: a scoped label takes another's place. */
export type TimelineEntry = { at: string } & (
  | { kind: "status"; event: StatusEventDto }
  | { kind: "override"; event: OverrideEventDto }
  | { kind: "labels"; added: LabelEvent["label"][]; removed: LabelEvent["label"][]; by: string | null }
  | { kind: "gitlab"; event: Exclude<GitlabEventDto, LabelEvent> }
);

type Told = Pick<IssueDetail, "timeline" | "override_events" | "gitlab_events">;

/** All that is known to have happened to an issue, newest first; a status stands above what led to it. */
export function timelineEntries({ timeline, override_events, gitlab_events }: Told): TimelineEntry[] {
  const labels = gitlab_events.filter((event) => event.kind === "label");
  const others = gitlab_events.flatMap((event) => (event.kind === "label" ? [] : [event]));
  const entries: TimelineEntry[] = [
    ...others.map((event) => ({ kind: "gitlab", at: event.at, event }) as const),
    ...[...Map.groupBy(labels, ({ at, by }) => `${at.slice(0, 19)} ${by}`).values()].flatMap(toLabels),
    ...override_events.toReversed().map((event) => ({ kind: "override", at: event.changed_at, event }) as const),
    ...timeline.map((event) => ({ kind: "status", at: event.changed_at, event }) as const),
  ];
  return entries.toSorted((one, other) => one.at.localeCompare(other.at)).toReversed();
}

function toLabels(events: readonly LabelEvent[]): TimelineEntry[] {
  const [first] = events;
  if (first === undefined) return [];
  const ofAction = (action: LabelEvent["action"]) =>
    events.filter((event) => event.action === action).map(({ label }) => label);
  return [{ kind: "labels", at: first.at, added: ofAction("add"), removed: ofAction("remove"), by: first.by }];
}
