import type { Reader } from "@/lib/auth/access.ts";
import { workingTime } from "@/lib/definitions/working-time.ts";
import type { Clock, PlainDate } from "@/lib/time.ts";
import type { DurationQuery } from "../filter-schema.ts";
import { trendOf } from "../periods.ts";
import type { Durations } from "../schema.ts";
import { readAbout, readWholeness } from "./about.ts";
import { readGround, type Reading } from "./ground.ts";
import { readGroups } from "./groups.ts";
import { readLongest } from "./longest.ts";
import { spreadsOf } from "./spreads.ts";
import { readTallies } from "./tallies.ts";
import type { Duration, Stage, Worked } from "./taken.ts";
import { calendarTime, readWorked } from "./worked.ts";

export type Asked = {
  query: DurationQuery;
  reader: Reader;
  clock: Clock;
  pollIntervalMinutes: number;
  holidays: readonly PlainDate[];
};

/**
 * How long the issues took that were completed in a period and in the one before: all of them, by points of the period, by project,
 * label and engineer, and those that took longest.
 * @throws AppError `invalid_request` where `me` is not known, or the period is cut too finely
 */
export async function readDurations(db: Reading, duration: Duration, asked: Asked): Promise<Durations> {
  const { query, reader, clock, pollIntervalMinutes, holidays } = asked;
  const { from, to, bucket: chosen, time, ...filter } = query;
  const { period, previous, bucket, points } = trendOf({ from, to, bucket: chosen }, clock);
  const ground = await readGround(db, { filter, reader, clock });
  const stage: Stage = { ground, duration, period, previous, points };
  const length = time === "working" ? workingTime({ zone: clock.zone, holidays }) : calendarTime;
  const [isWholeFrom, worked] = await Promise.all([
    readWholeness(db, ground),
    time === "working" ? readWorked(db, stage, length) : null,
  ]);
  const [about, counted, longest] = await Promise.all([
    readAbout(db, ground, { period, isWholeFrom, pollIntervalMinutes }),
    readCounted(db, stage, worked),
    readLongest(db, stage, { worked, length }),
  ]);
  return {
    ...about,
    ...{ period, bucket, time },
    ...counted,
    previous: { ...counted.previous, period: previous, incomplete_before: isWholeFrom(previous.from) },
    longest,
  };
}

async function readCounted(db: Reading, stage: Stage, worked: Worked | null) {
  const { places, values } = await readTallies(db, stage, worked);
  return { ...spreadsOf(stage, places), groups: await readGroups(db, stage, values) };
}
