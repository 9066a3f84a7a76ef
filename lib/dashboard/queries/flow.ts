import { z } from "zod";
import { allOf, sql, type Sql } from "@/lib/db/sql.ts";
import { addDays, instantsOf, startOfDay, type DayRange } from "@/lib/definitions/days.ts";
import { inDays } from "@/lib/issues/where.ts";
import type { Figure, FlowFigure } from "../schema.ts";
import { counts, figure, isOnGround, type FigureParams, type Ground, type Reading } from "./ground.ts";
import { completedIn } from "./params.ts";

const pointRows = z.array(z.object({ point: z.number(), issues: z.number() }));

/**
 * When it happened to an issue, and the parameters that list those to which it did, of some days. `again`: what is joined to the issue
 * where it can happen to one more than once.
 */
type Flow = { at: Sql; again?: (ground: Ground) => Sql; params: (days: DayRange) => FigureParams };

const FLOWS: Record<FlowFigure, Flow> = {
  completed: {
    at: sql`i.completed_at`,
    params: completedIn,
  },
  closed_not_done: {
    at: sql`i.closed_at_gitlab`,
    params: ({ from, to }) => ({ status: "closed_not_done", closed_from: from, closed_to: to }),
  },
  closed: {
    at: sql`i.closed_at_gitlab`,
    params: ({ from, to }) => ({ closed_from: from, closed_to: to }),
  },
  created: {
    at: sql`i.created_at_gitlab`,
    params: ({ from, to }) => ({ created_from: from, created_to: to }),
  },
  // One issue may leave completed more than once: it counts once in each stretch of days in which it does.
  reopened: {
    at: sql`e.changed_at`,
    again: ({ named, clock }) => sql`
      join issue_status_events e on ${allOf([
        sql`e.issue_id = i.id and e.from_status = 'completed' and e.to_status <> 'gone'`,
        ...inDays(sql`e.changed_at`, named.reopened_from, named.reopened_to, clock),
      ])}`,
    params: ({ from, to }) => ({ reopened_from: from, reopened_to: to }),
  },
};

type Asked = { flow: FlowFigure; period: DayRange; previous: DayRange; points: readonly DayRange[] };

/**
 * To how many issues it happened in a period, in the one before it, and in each of its points. An issue is created once and has one
 * close: the period's are those of its points, and of the days after the last where the period ends after today. But it may be
 * reopened in several points, so these are counted by themselves.
 */
export async function readTrend(db: Reading, ground: Ground, { flow, period, previous, points }: Asked) {
  const [[before, ...parts], [again]] = await Promise.all([
    readFlow(db, ground, { flow, points: [previous, ...points, ...daysAfter(points, period)] }),
    flow === "reopened" ? readFlow(db, ground, { flow, points: [period] }) : [],
  ]);
  if (before === undefined) throw new Error("a flow without its first stretch");
  const sum = parts.reduce((all, { value }) => all + value, 0);
  const total = again ?? figure(ground, FLOWS[flow].params(period), sum);
  return { total, before, trend: parts.slice(0, points.length) };
}

function daysAfter(points: readonly DayRange[], { from, to }: DayRange): DayRange[] {
  const next = addDays(points.at(-1)?.to ?? addDays(from, -1), 1);
  return next <= to ? [{ from: next, to }] : [];
}

/** To how many issues it happened in each of several stretches of days that follow one another. */
export async function readFlow(
  db: Reading,
  ground: Ground,
  { flow, points }: { flow: FlowFigure; points: readonly DayRange[] },
): Promise<Figure[]> {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { at, again, params } = FLOWS[flow];
  const { zone } = ground.clock;
  const whole = { from: first.from, to: last.to };
  const instants = instantsOf(whole, zone);
  // Days begin where the predicate lets them begin; Postgres' own days would differ where clocks go back at midnight.
  const starts = points.map((point) => startOfDay(point.from, zone));
  const rows = pointRows.parse(
    await db.$queryRaw(sql`
      select width_bucket(${at}, ${starts}::timestamptz[]) as point, ${again ? sql`count(distinct i.id)` : sql`count(*)`}::int as issues
      from issues i ${again ? again(ground) : sql``}
      where ${allOf([isOnGround(ground), counts(ground, params(whole))])}
        and ${at} >= ${instants.from} and ${at} < ${instants.until}
      group by 1`),
  );
  const byPoint = new Map(rows.map(({ point, issues }) => [point - 1, issues]));
  return points.map((point, place) => figure(ground, params(point), byPoint.get(place) ?? 0));
}
