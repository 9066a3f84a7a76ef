import type { DayRange } from "@/lib/definitions/days.ts";
import { median, p85 } from "@/lib/definitions/percentile.ts";
import type { IssueParams } from "@/lib/issues/filters.ts";
import type { Durations, Spread } from "../schema.ts";
import { figure } from "./ground.ts";
import type { Stage } from "./taken.ts";
import { completedIn } from "./params.ts";
import type { PlaceTally, Tally } from "./tallies.ts";

/** How long the issues took that were completed in the period, in the one before, and in each point. */
export function spreadsOf(
  stage: Stage,
  places: readonly PlaceTally[],
): Pick<Durations, "total" | "points"> & { previous: Spread } {
  const { period, previous, points } = stage;
  const where = (isMeant: (place: number) => boolean) => sumOf(places.filter(({ place }) => isMeant(place)));
  return {
    total: toSpread(stage, { days: period, tally: where((place) => place > 0) }),
    previous: toSpread(stage, { days: previous, tally: where((place) => place === 0) }),
    points: points.map((days, index) => ({
      ...days,
      ...toSpread(stage, { days, tally: where((place) => place === index + 1) }),
    })),
  };
}

/** Tallies of different issues as one. */
export function sumOf(tallies: readonly Tally[]): Tally {
  return {
    completed: tallies.reduce((sum, { completed }) => sum + completed, 0),
    known: tallies.reduce((sum, { known }) => sum + known, 0),
    seconds: tallies.flatMap(({ seconds }) => seconds),
  };
}

/** What was counted in some days, under the parameters of a row, with the queries that list it. */
export function toSpread(
  { ground, duration }: Stage,
  { days, row = {}, tally }: { days: DayRange; row?: IssueParams; tally: Tally },
): Spread {
  const within = { ...completedIn(days), ...row };
  const { completed, known } = tally;
  // Both percentiles sort: what is in order already costs them little, and numbers alone are sorted fastest.
  const seconds = [...Float64Array.from(tally.seconds).toSorted()];
  return {
    completed: figure(ground, within, completed),
    known: figure(ground, { ...within, ...duration.known }, known),
    unknown: figure(ground, { ...within, ...duration.unknown }, completed - known),
    median_seconds: median(seconds),
    p85_seconds: p85(seconds),
  };
}
