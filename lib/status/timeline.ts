import { deriveStatus, type StatusFacts, type StatusRule } from "./derive.ts";
import type { IssueStatus, OverrideStatus, StatusSource } from "./schema.ts";

/** An issue as GitLab shows it now, and where that knowledge came from. */
export type Snapshot = Omit<StatusFacts, "gone" | "override"> & {
  createdAt: Date;
  updatedAt: Date;
  closedAt: Date | null;
  goneAt: Date | null;
  source: StatusSource;
};

/** An override's status set or, with null, cleared. */
export type OverrideChangeEvent = { changedAt: Date; to: OverrideStatus | null };

/** `provisional`: the change is real, its time is the latest it can have been. */
export type StatusEvent = {
  from: IssueStatus | null;
  to: IssueStatus;
  changedAt: Date;
  source: StatusSource;
  provisional: boolean;
};

/** What the one pen keeps of an issue's status. A null `statusSince` or `wipSince` is an unknown start. */
export type StatusProjection = {
  status: IssueStatus;
  statusSince: Date | null;
  wipSince: Date | null;
  events: StatusEvent[];
};

/** What GitLab alone would make of the issue from `at` on; an open one may be overridden. */
type Phase = { at: Date; open: boolean; status: IssueStatus; source: StatusSource; provisional: boolean };
type Step = { at: Date; status: IssueStatus; source: StatusSource; provisional: boolean };

/**
 * The one timeline of an issue, recomputed whole from what is known now, so the order in which things were noticed never
 * shows. Without GitLab's own events the present status stands at `closed_at` or else `updated_at`.
 */
export function projectStatus(
  snapshot: Snapshot,
  overrides: readonly OverrideChangeEvent[],
  rules: readonly StatusRule[],
): StatusProjection {
  const steps = overlay(phasesOf(snapshot, rules), overrides);
  const events = toEvents(collapseSeconds(steps));
  const status = events.at(-1)?.to ?? "not_started";
  return { status, statusSince: statusSince(events), wipSince: wipSince(events), events };
}

/** Created not started; then, where GitLab's labels or state say otherwise, a change at the latest time it can have had. */
function phasesOf(snapshot: Snapshot, rules: readonly StatusRule[]): Phase[] {
  const { createdAt, goneAt, source, state } = snapshot;
  const { status } = deriveStatus({ ...snapshot, gone: false, override: null }, rules);
  const phases: Phase[] = [{ at: createdAt, open: true, status: "not_started", source, provisional: false }];
  if (state === "closed") {
    const at = notBefore(createdAt, snapshot.closedAt ?? snapshot.updatedAt);
    phases.push({ at, open: false, status, source, provisional: snapshot.closedAt === null });
  } else if (status !== "not_started") {
    phases.push({ at: notBefore(createdAt, snapshot.updatedAt), open: true, status, source, provisional: true });
  }
  if (goneAt !== null) {
    const at = notBefore(phases.at(-1)?.at ?? createdAt, goneAt);
    phases.push({ at, open: false, status: "gone", source, provisional: false });
  }
  return phases;
}

/** The override that stands at each moment, laid over the phases; it counts only while the issue is open. */
function overlay(phases: readonly Phase[], overrides: readonly OverrideChangeEvent[]): Step[] {
  const steps: Step[] = [];
  let phase: Phase | null = null;
  let override: OverrideStatus | null = null;
  for (const point of inOrder(phases, overrides)) {
    if ("to" in point) override = point.to;
    else phase = point;
    if (phase === null) continue;
    const status: IssueStatus = phase.open ? (override ?? phase.status) : phase.status;
    const known = "to" in point ? { source: "manual" as const, provisional: false } : phase;
    steps.push({ at: timeOf(point), status, source: known.source, provisional: known.provisional });
  }
  return steps;
}

function inOrder(phases: readonly Phase[], overrides: readonly OverrideChangeEvent[]): (Phase | OverrideChangeEvent)[] {
  return [...phases, ...overrides].sort((a, b) => timeOf(a).getTime() - timeOf(b).getTime());
}

function timeOf(point: Phase | OverrideChangeEvent): Date {
  return "to" in point ? point.changedAt : point.at;
}

/** GitLab writes a scoped label's swap as two events of one second: only the last state of a second counts. */
function collapseSeconds(steps: readonly Step[]): Step[] {
  return steps.filter((step, index) => {
    const next = steps[index + 1];
    return next === undefined || secondOf(next.at) !== secondOf(step.at);
  });
}

function toEvents(steps: readonly Step[]): StatusEvent[] {
  const events: StatusEvent[] = [];
  for (const { at, status, source, provisional } of steps) {
    const from = events.at(-1)?.to ?? null;
    if (from !== status) events.push({ from, to: status, changedAt: at, source, provisional });
  }
  return events;
}

function statusSince(events: readonly StatusEvent[]): Date | null {
  const last = events.at(-1);
  return last === undefined || last.provisional ? null : last.changedAt;
}

/** The last entry into work in progress; moving between in progress and blocked is not one (definition: WIP since). */
function wipSince(events: readonly StatusEvent[]): Date | null {
  if (!isWip(events.at(-1)?.to ?? null)) return null;
  const entry = events.findLast((event) => isWip(event.to) && !isWip(event.from));
  return entry === undefined || entry.provisional ? null : entry.changedAt;
}

function isWip(status: IssueStatus | null): boolean {
  return status === "in_progress" || status === "blocked";
}

function notBefore(earliest: Date, at: Date): Date {
  return at < earliest ? earliest : at;
}

function secondOf(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}
