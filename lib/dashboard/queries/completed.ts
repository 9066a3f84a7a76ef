import type { Reader } from "@/lib/auth/access.ts";
import type { DayRange } from "@/lib/definitions/days.ts";
import type { Clock } from "@/lib/time.ts";
import type { TrendQuery } from "../filter-schema.ts";
import { trendOf } from "../periods.ts";
import type { Completed, Figure, FlowFigure } from "../schema.ts";
import { readAbout, readWholeness } from "./about.ts";
import { readTrend } from "./flow.ts";
import { at, countFigures, figure, readGround, type Ground, type Reading } from "./ground.ts";
import { completedIn } from "./params.ts";

type Asked = { query: TrendQuery; reader: Reader; clock: Clock; pollIntervalMinutes: number };
type Around = { period: DayRange; previous: DayRange; points: DayRange[] };
type Trend = Awaited<ReturnType<typeof readTrend>>;

/**
 * What was completed in a period, and beside it what was closed, created and reopened: in all, in the period before and in each point;
 * how much of it was on time; and how many issues have left completed since the period began.
 * @throws AppError `invalid_request` where `me` is not known, or the period is cut too finely
 */
export async function readCompleted(
  db: Reading,
  { query, reader, clock, pollIntervalMinutes }: Asked,
): Promise<Completed> {
  const { from, to, bucket: asked, ...filter } = query;
  const ground = await readGround(db, { filter, reader, clock });
  const { period, previous, bucket, points } = trendOf({ from, to, bucket: asked }, clock);
  const isWholeFrom = await readWholeness(db, ground);
  const [about, trends, punctuality, sinceReopened] = await Promise.all([
    readAbout(db, ground, { period, isWholeFrom, pollIntervalMinutes }),
    readTrends(db, ground, { period, previous, points }),
    readPunctuality(db, ground, period),
    readReopenedSince(db, ground, period),
  ]);
  return {
    ...about,
    ...{ period, bucket },
    total: ofEach(trends, ({ total }) => total),
    previous: {
      ...ofEach(trends, ({ before }) => before),
      ...{ period: previous, incomplete_before: isWholeFrom(previous.from) },
    },
    points: points.map((point, place) => ({ ...point, figures: ofEach(trends, ({ trend }) => at(trend, place)) })),
    punctuality,
    since_reopened: sinceReopened,
  };
}

async function readTrends(db: Reading, ground: Ground, around: Around): Promise<Record<FlowFigure, Trend>> {
  const [completed, closed_not_done, closed, created, reopened] = await Promise.all([
    readTrend(db, ground, { flow: "completed", ...around }),
    readTrend(db, ground, { flow: "closed_not_done", ...around }),
    readTrend(db, ground, { flow: "closed", ...around }),
    readTrend(db, ground, { flow: "created", ...around }),
    readTrend(db, ground, { flow: "reopened", ...around }),
  ]);
  return { completed, closed_not_done, closed, created, reopened };
}

function ofEach(trends: Record<FlowFigure, Trend>, figureOf: (trend: Trend) => Figure): Record<FlowFigure, Figure> {
  return {
    completed: figureOf(trends.completed),
    closed_not_done: figureOf(trends.closed_not_done),
    closed: figureOf(trends.closed),
    created: figureOf(trends.created),
    reopened: figureOf(trends.reopened),
  };
}

/**
 * Every completed issue of the period is one of the three: a completed issue with a day it was due was late or was not. So those on time
 * are the others: to ask of each on which day it ended, of its zone, costs more than all the rest.
 */
async function readPunctuality(db: Reading, ground: Ground, period: DayRange): Promise<Completed["punctuality"]> {
  const completed = completedIn(period);
  const { all, late, undated } = await countFigures(db, ground, {
    within: completed,
    figures: { all: completed, late: { ...completed, late: "true" }, undated: { ...completed, due: "none" } },
  });
  const onTime = figure(ground, { ...completed, late: "false" }, all.value - late.value - undated.value);
  return { on_time: onTime, late, undated };
}

/** Also what left completed after the period's end, until now: what the period is said to have completed may be open again. */
async function readReopenedSince(db: Reading, ground: Ground, { from }: DayRange): Promise<Figure> {
  const since = { reopened_from: from };
  const { reopened } = await countFigures(db, ground, { within: since, figures: { reopened: since } });
  return reopened;
}
