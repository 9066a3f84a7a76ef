import { allOf, sql, type Sql } from "@/lib/db/sql.ts";
import type { Step } from "@/lib/definitions/cycle.ts";
import { addDays, startOfDay, type DayRange, type Stretch } from "@/lib/definitions/days.ts";
import { counts, isOnGround, type FigureParams, type Ground } from "./ground.ts";
import type { LivedIssue } from "./lived.ts";
import { completedIn } from "./params.ts";

/** A way to say how long an issue took. */
export type Duration = {
  /** Of the issue `i`, of the calendar; null where it is not known. */
  seconds: Sql;
  /** Which of the completed issues have it, and which have not: between them all. */
  known: FigureParams;
  unknown: FigureParams;
  /** The stretches of time that it is made of; null where it is not known. */
  stretches: (issue: LivedIssue) => Stretch[] | null;
  /** On which steps `e` of the issue `i` these depend. */
  stretchedBy: Sql;
  /** The steps by which its time was spent: what they leave closed is in no status. */
  spent: (steps: readonly Step[]) => readonly Step[];
};

/** What an answer about durations is made over. The period follows the previous one. */
export type Stage = {
  ground: Ground;
  duration: Duration;
  period: DayRange;
  previous: DayRange;
  points: readonly DayRange[];
};

/** Seconds of working time by issue, in two lists of one order. */
export type Worked = { ids: string[]; seconds: number[] };

/** Both periods as one. */
export function bothPeriods({ period, previous }: Stage): DayRange {
  return { from: previous.from, to: period.to };
}

/**
 * The issues completed in both periods, and how long each took; `place` 0 is the previous period, 1 the first point, and after the
 * last one stands what is of the period and later than today.
 */
export function takenOf(stage: Stage, worked: Worked | null): Sql {
  const { ground, duration, period, previous, points } = stage;
  const last = points.at(-1);
  const end = last === undefined ? period.from : addDays(last.to, 1);
  // Days begin where the predicate lets them begin; Postgres' own days would differ where clocks go back at midnight.
  const starts = [previous.from, ...points.map(({ from }) => from), end].map((day) =>
    startOfDay(day, ground.clock.zone),
  );
  const ofWorked = worked
    ? sql`left join unnest(${worked.ids}::uuid[], ${worked.seconds}::float8[]) as worked (taken_id, seconds)
        on worked.taken_id = i.id`
    : sql``;
  return sql`
    select i.id, i.project_id, i.label_ids, i.credited_ids,
      width_bucket(i.completed_at, ${starts}::timestamptz[]) - 1 as place,
      (${counts(ground, duration.known)}) as is_known, ${worked ? sql`worked.seconds` : duration.seconds} as seconds
    from issues i ${ofWorked}
    where ${allOf([isOnGround(ground), counts(ground, completedIn(bothPeriods(stage)))])}`;
}
