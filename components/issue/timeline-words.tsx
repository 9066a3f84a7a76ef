import type { ReactNode } from "react";
import type { GitlabEventDto, OverrideEventDto } from "@/lib/issues/schema.ts";
import { OVERRIDE_FIELD_WORDS } from "@/lib/overrides/wording.ts";
import { dayInWords } from "@/lib/time-wording.ts";
import { LabelPill } from "./label-pill.tsx";
import { valueWords } from "./override-change.ts";
import type { TimelineEntry } from "./timeline-entries.ts";

/** Who set which field of the override from what to what. */
export function OverrideWords({ event }: { event: OverrideEventDto }) {
  return (
    <span className="min-w-0 break-words">
      <Who name={event.changed_by_name ?? event.changed_by} title={event.changed_by} /> set{" "}
      <span className="font-medium">{OVERRIDE_FIELD_WORDS[event.field].toLowerCase()}</span>:{" "}
      <Became from={valueWords(event.field, event.from_value)} to={valueWords(event.field, event.to_value)} />
    </span>
  );
}

type LabelsEntry = Extract<TimelineEntry, { kind: "labels" }>;

/** Who added and removed which labels in GitLab. */
export function LabelWords({ added, removed, by }: Pick<LabelsEntry, "added" | "removed" | "by">) {
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-1">
      <Who name={by} />
      <Labels verb="added" labels={added} />
      {added.length > 0 && removed.length > 0 && <span>and</span>}
      <Labels verb="removed" labels={removed} />
    </span>
  );
}

function Labels({ verb, labels }: { verb: string; labels: LabelsEntry["added"] }): ReactNode {
  if (labels.length === 0) return null;
  const known = labels.flatMap((label) => label ?? []);
  const deleted = labels.length - known.length;
  return (
    <>
      <span>{verb}</span>
      {known.map((label) => (
        <LabelPill key={label.title} {...label} />
      ))}
      {deleted > 0 && <em>{deleted === 1 ? "a deleted label" : `${deleted} deleted labels`}</em>}
    </>
  );
}

type OtherEvent = Exclude<GitlabEventDto, { kind: "label" }>;

/** What else happened in GitLab. */
export function GitlabWords({ event }: { event: OtherEvent }) {
  switch (event.kind) {
    case "state":
      return (
        <span>
          <Who name={event.by} /> {event.action} it in GitLab
        </span>
      );
    case "assignees":
      return (
        <span className="min-w-0 break-words">
          Assignees: <Became from={namesOf(event.from)} to={namesOf(event.to)} />
        </span>
      );
    case "due_date":
      return (
        <span>
          Due date in GitLab: <Became from={dayOf(event.from)} to={dayOf(event.to)} />
        </span>
      );
  }
}

function namesOf(names: readonly string[]): string {
  return names.length === 0 ? "nobody" : names.join(", ");
}

function dayOf(day: string | null): string {
  return day === null ? "none" : dayInWords(day);
}

function Who({ name, title }: { name: string | null; title?: string }) {
  return name === null ? (
    <span className="text-muted-foreground">Somebody</span>
  ) : (
    <bdi title={title} className="font-medium">
      {name}
    </bdi>
  );
}

function Became({ from, to }: { from: string; to: string }) {
  return (
    <>
      <bdi className="text-muted-foreground line-through">{from}</bdi>
      <span className="sr-only"> became</span> <span aria-hidden>→</span> <bdi>{to}</bdi>
    </>
  );
}
