import { allOf } from "@/lib/db/sql.ts";
import type { Stretch } from "@/lib/definitions/days.ts";
import { counts, isOnGround, type Reading } from "./ground.ts";
import { readLived } from "./lived.ts";
import { completedIn } from "./params.ts";
import { bothPeriods, type Stage, type Worked } from "./taken.ts";

/** How long a stretch of time is, in seconds: all of it, or what of it lies in working days. */
export type Length = (stretch: Stretch) => number;

/** Seconds of the calendar; a stretch that ends before it begins has none. */
export function calendarTime({ from, until }: Stretch): number {
  return Math.max(0, until.getTime() - from.getTime()) / 1000;
}

/** Of the issues completed in both periods those whose duration is known, with its length: one reading for the whole answer. */
export async function readWorked(db: Reading, stage: Stage, length: Length): Promise<Worked> {
  const { ground, duration } = stage;
  const known = { ...completedIn(bothPeriods(stage)), ...duration.known };
  const issues = allOf([isOnGround(ground), counts(ground, known)]);
  const lived = await readLived(db, { issues, steps: duration.stretchedBy });
  const worked = lived.flatMap((issue) => {
    const stretches = duration.stretches(issue);
    return stretches === null ? [] : [{ id: issue.id, seconds: lengthOf(stretches, length) }];
  });
  return { ids: worked.map(({ id }) => id), seconds: worked.map(({ seconds }) => seconds) };
}

/** The length of stretches together, to the millisecond: sums of fractions would not be equal to those of other cuts. */
export function lengthOf(stretches: readonly Stretch[], length: Length): number {
  return Math.round(stretches.reduce((sum, stretch) => sum + length(stretch), 0) * 1000) / 1000;
}
