import { cycleSeconds } from "@/lib/definitions/cycle.ts";
import { changesOf, type Change, type GitlabEvent, type Present, type UnsureStretch } from "./changes.ts";
import { meansWip, type StatusFacts, type StatusRule } from "./derive.ts";
import { replay, type OverrideChangeEvent, type Step } from "./replay.ts";
import type { IssueStatus, StatusSource } from "./schema.ts";
import { completedAt, startedAt, statusSince, wipSince } from "./starts.ts";

/** An issue as GitLab shows it now. */
export type Snapshot = Omit<StatusFacts, "gone" | "override" | "labels"> & Present & { goneAt: Date | null };

/** What is known of an issue's past: GitLab's events and the override's, each oldest first. */
export type Past = { events: readonly GitlabEvent[]; overrides: readonly OverrideChangeEvent[] };

/** `provisional`: the change is real, its time is the latest it can have been. */
export type StatusEvent = {
  from: IssueStatus | null;
  to: IssueStatus;
  changedAt: Date;
  source: StatusSource;
  provisional: boolean;
};

/** A change of the timeline, and whether an override stood until then. */
export type Row = StatusEvent & { overridden: boolean };

/** What the one pen keeps of an issue's status; `starts` says what each time means, and when it is not known. */
export type StatusProjection = {
  status: IssueStatus;
  statusSince: Date | null;
  wipSince: Date | null;
  startedAt: Date | null;
  completedAt: Date | null;
  cycleSeconds: number | null;
  events: StatusEvent[];
};

/**
 * The one timeline of an issue, recomputed whole from what is known now, so the order in which things were noticed never shows. It
 * ends at the present status.
 */
export function projectStatus(snapshot: Snapshot, past: Past, rules: readonly StatusRule[]): StatusProjection {
  const { changes, unsure } = changesOf(snapshot, past.events);
  const steps = replay(snapshot, { changes, overrides: past.overrides }, rules);
  const rows = toRows(collapseSeconds(withGone(steps, snapshot)));
  const doubtful = unsure.filter(({ label }) => meansWip(label.title, snapshot.projectId, rules));
  return { ...timesOf(snapshot, { rows, changes, doubtful }), events: rows.map(toEvent) };
}

type Reckoned = { rows: readonly Row[]; changes: readonly Change[]; doubtful: readonly UnsureStretch[] };

function timesOf(snapshot: Snapshot, { rows, changes, doubtful }: Reckoned): Omit<StatusProjection, "events"> {
  const status = rows.at(-1)?.to ?? "not_started";
  const started = startedAt(rows, doubtful);
  const completed = status === "completed" ? completedAt(snapshot.closedAt, changes) : null;
  return {
    status,
    statusSince: statusSince(rows),
    wipSince: wipSince(rows, doubtful),
    startedAt: started,
    completedAt: completed,
    cycleSeconds: cycleSeconds({ startedAt: started, completedAt: completed }, rows),
  };
}

function withGone(steps: readonly Step[], { goneAt, createdAt, source }: Snapshot): Step[] {
  if (goneAt === null) return [...steps];
  const last = steps.at(-1)?.changedAt ?? createdAt;
  const changedAt = goneAt < last ? last : goneAt;
  return [...steps, { to: "gone", changedAt, source, provisional: false, overridden: false }];
}

/** GitLab writes a scoped label's swap as two events of one second: only the last step of a second counts. */
function collapseSeconds(steps: readonly Step[]): Step[] {
  return steps.filter((step, index) => {
    const next = steps[index + 1];
    return next === undefined || secondOf(next.changedAt) !== secondOf(step.changedAt);
  });
}

function toRows(steps: readonly Step[]): Row[] {
  const rows: Row[] = [];
  for (const step of steps) {
    const from = rows.at(-1)?.to ?? null;
    if (from !== step.to) rows.push({ from, ...step });
  }
  return rows;
}

function toEvent({ from, to, changedAt, source, provisional }: Row): StatusEvent {
  return { from, to, changedAt, source, provisional };
}

function secondOf(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}
