import type { StatusSource } from "./schema.ts";

/** A label by our id and its present title: rules match by the label, hence by what it is called now. */
export type LabelRef = { id: string; title: string };

/** What GitLab's own events tell; lists of them are in the order of time, then of GitLab's numbers. */
export type GitlabEvent =
  | { kind: "label"; at: Date; action: "add" | "remove"; label: LabelRef }
  | { kind: "state"; at: Date; action: "closed" | "reopened" };

/** An issue as it is now, as far as its labels and state go, and where that knowledge came from. */
export type Present = {
  state: "opened" | "closed";
  labels: readonly LabelRef[];
  createdAt: Date;
  updatedAt: Date;
  closedAt: Date | null;
  source: StatusSource;
};

/** `provisional`: the change is real, its time is the latest it can have been. */
export type Change = { at: Date; source: StatusSource; provisional: boolean } & (
  | { kind: "label"; label: LabelRef; on: boolean }
  | { kind: "state"; closed: boolean }
);

/** A stretch of a label that nobody saw being added: it began after `after`, and ended at `until` or lasts. */
export type UnsureStretch = { label: LabelRef; after: Date; until: Date | null };

export type Changes = { changes: Change[]; unsure: UnsureStretch[] };

type LabelEvent = Extract<GitlabEvent, { kind: "label" }>;
type StateEvent = Extract<GitlabEvent, { kind: "state" }>;

const SECOND_MS = 1_000;

/**
 * The changes that GitLab's events and the present snapshot amount to. Events can be missing (gitlab#8632, labels deleted since),
 * and a snapshot is never of quite the same moment: what the events leave unexplained is a provisional change at the latest
 * possible time, and vanishes when GitLab's own event arrives.
 */
export function changesOf(present: Present, events: readonly GitlabEvent[]): Changes {
  const byLabel = Map.groupBy(
    events.filter((event) => event.kind === "label"),
    (event) => event.label.id,
  );
  const carried = new Map(present.labels.map((label) => [label.id, label]));
  const labelIds = new Set([...byLabel.keys(), ...carried.keys()]);
  const walked = [...labelIds].map((id) => walkLabel(present, byLabel.get(id) ?? [], carried.get(id) ?? null));
  const states = events.filter((event) => event.kind === "state");
  return {
    changes: [...walked.flatMap(({ changes }) => changes), ...stateChanges(present, states)],
    unsure: walked.flatMap(({ unsure }) => unsure),
  };
}

/** One label by itself. A removal without an addition shows that one is missing; so does a label at the end that was never added. */
function walkLabel(present: Present, events: readonly LabelEvent[], carried: LabelRef | null): Changes {
  const { createdAt, source } = present;
  const walk: Changes = { changes: [], unsure: [] };
  let [isOn, offSince, last] = [false, createdAt, createdAt];
  const missingAddition = (label: LabelRef, missing: { at: Date; until: Date | null; source: StatusSource }) => {
    walk.unsure.push({ label, after: offSince, until: missing.until });
    walk.changes.push({ kind: "label", label, on: true, at: missing.at, source: missing.source, provisional: true });
  };
  for (const { action, label, at: told } of events) {
    const at = later(createdAt, told);
    const on = action === "add";
    if (!on && !isOn) {
      const justBefore = new Date(at.getTime() - SECOND_MS);
      missingAddition(label, { at: later(offSince, justBefore), until: at, source: "backfill" });
    }
    if (!on || !isOn) walk.changes.push({ kind: "label", label, on, at, source: "backfill", provisional: false });
    if (!on) offSince = at;
    [isOn, last] = [on, at];
  }
  const at = later(last, latestChangeOf(present));
  const known = events.at(-1)?.label;
  if (carried !== null && !isOn) missingAddition(carried, { at, until: null, source });
  if (carried === null && isOn && known) {
    walk.changes.push({ kind: "label", label: known, on: false, at, source, provisional: true });
  }
  return walk;
}

/** Creation is no event, and old closings have none (gitlab.md §6): then `closed_at` tells. */
function stateChanges(present: Present, events: readonly StateEvent[]): Change[] {
  const { createdAt, updatedAt, closedAt, source } = present;
  const changes: Change[] = [];
  let [isClosed, last] = [false, createdAt];
  for (const { action, at: told } of events) {
    const closed = action === "closed";
    last = later(createdAt, told);
    if (closed !== isClosed) changes.push({ kind: "state", closed, at: last, source: "backfill", provisional: false });
    isClosed = closed;
  }
  const closed = present.state === "closed";
  if (closed === isClosed) return changes;
  const at = later(last, (closed ? closedAt : null) ?? updatedAt);
  return [...changes, { kind: "state", closed, at, source, provisional: !closed || closedAt === null }];
}

/** What was not seen happening had happened by then: by its close where the issue is closed. */
function latestChangeOf({ state, createdAt, updatedAt, closedAt }: Present): Date {
  return later(createdAt, (state === "closed" ? closedAt : null) ?? updatedAt);
}

function later(a: Date, b: Date): Date {
  return b > a ? b : a;
}
