import type { IssueStatus } from "@/lib/status/schema.ts";
import { isOpen, isWip } from "./definitions.ts";
import type { Stretch } from "./days.ts";

/** A row of an issue's timeline, oldest first. `provisional`: it happened, when is not known. */
export type Step = { to: IssueStatus; changedAt: Date; provisional: boolean };

/** The first entry into work in progress, known or not; null where there was none. Its known time is the start. */
export function firstEntry<S extends Step>(steps: readonly S[]): S | null {
  return entries(steps)[0] ?? null;
}

/** The last entry into work in progress of an issue that is in progress now (definition: WIP since), known or not. */
export function lastEntry<S extends Step>(steps: readonly S[]): S | null {
  const last = steps.at(-1);
  return last && isWip(last.to) ? (entries(steps).at(-1) ?? null) : null;
}

/** Steps into in progress or blocked from outside; moving between the two is not one. */
function entries<S extends Step>(steps: readonly S[]): S[] {
  return steps.filter((step, index) => {
    const before = steps[index - 1];
    return isWip(step.to) && !(before && isWip(before.to));
  });
}

/** When a step happened; null where that is not known. */
export function knownTime(step: Step | null): Date | null {
  return step === null || step.provisional ? null : step.changedAt;
}

type Ends = { startedAt: Date | null; completedAt: Date | null };

/**
 * The stretches of time that make up the cycle time: from the start to the final close, without the time spent closed in
 * between. Null where either end or the time of a reopening is not known; empty where the start is not before the close.
 */
export function cycleStretches({ startedAt, completedAt }: Ends, steps: readonly Step[]): Stretch[] | null {
  if (startedAt === null || completedAt === null) return null;
  const stretches: Stretch[] = [];
  let from = startedAt;
  let closedAt: Date | null = null;
  for (const { to, changedAt, provisional } of steps) {
    if (changedAt <= startedAt || changedAt >= completedAt) continue;
    if (!isOpen(to)) closedAt ??= changedAt;
    else if (closedAt !== null) {
      if (provisional) return null;
      stretches.push({ from, until: closedAt });
      [from, closedAt] = [changedAt, null];
    }
  }
  return from < completedAt ? [...stretches, { from, until: completedAt }] : stretches;
}

/** Cycle time in seconds: from the start to the final close, less the time spent closed in between. Null as above. */
export function cycleSeconds(ends: Ends, steps: readonly Step[]): number | null {
  const stretches = cycleStretches(ends, steps);
  if (stretches === null) return null;
  return stretches.reduce((sum, { from, until }) => sum + (until.getTime() - from.getTime()), 0) / 1000;
}

/** Lead time in seconds: from creation to the final close. Null where the close is not known. */
export function leadSeconds({ createdAt, completedAt }: { createdAt: Date; completedAt: Date | null }): number | null {
  if (completedAt === null) return null;
  return Math.max(0, completedAt.getTime() - createdAt.getTime()) / 1000;
}
