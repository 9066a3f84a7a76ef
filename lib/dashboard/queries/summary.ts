import type { Reader } from "@/lib/auth/access.ts";
import { addDays, type DayRange } from "@/lib/definitions/days.ts";
import { OPEN_STATUSES } from "@/lib/definitions/definitions.ts";
import type { IssueStatus } from "@/lib/status/schema.ts";
import type { Clock } from "@/lib/time.ts";
import type { TrendQuery } from "../filter-schema.ts";
import { trendOf } from "../periods.ts";
import type { Figure, FlowFigure, Summary } from "../schema.ts";
import { readAbout, readWholeness, type Wholeness } from "./about.ts";
import { readTrend } from "./flow.ts";
import { countFigures, readGround, type Ground, type Reading } from "./ground.ts";
import { OPEN } from "./params.ts";
import { readPast } from "./past.ts";
import { hasWipRule } from "./wip-rule.ts";

type Asked = { query: TrendQuery; reader: Reader; clock: Clock; pollIntervalMinutes: number };
type Shown = Summary["figures"]["open"];

/** What is open by status: `open` is these three together. */
const STANDING = {
  in_progress: ["in_progress"],
  blocked: ["blocked"],
  not_started: ["not_started"],
  open: OPEN_STATUSES,
} as const satisfies Record<string, readonly IssueStatus[]>;

/**
 * What is open now by status and by due date, and what was closed in a period: each as it was before and how it went.
 * @throws AppError `invalid_request` where `me` is not known, or the period is cut too finely
 */
export async function readSummary(db: Reading, { query, reader, clock, pollIntervalMinutes }: Asked): Promise<Summary> {
  const { from, to, bucket: asked, ...filter } = query;
  const ground = await readGround(db, { filter, reader, clock });
  const { period, previous, bucket, points } = trendOf({ from, to, bucket: asked }, clock);
  const isWholeFrom = await readWholeness(db, ground);
  const around = { period, previous, points, isWholeFrom };
  const [about, now, past, completed, notDone, unknown] = await Promise.all([
    readAbout(db, ground, { period, isWholeFrom, pollIntervalMinutes }),
    readOpen(db, ground),
    readPast(db, ground, [addDays(period.from, -1), ...points.map((point) => point.to)]),
    readEnded(db, ground, { flow: "completed", ...around }),
    readEnded(db, ground, { flow: "closed_not_done", ...around }),
    countFigures(db, ground, { within: { has_close: "false" }, figures: { unknown_close: { has_close: "false" } } }),
  ]);
  const standing = (name: keyof typeof STANDING): Shown => withPast(now[name], past?.(STANDING[name]), around);
  const isIdle = now.in_progress.value + now.blocked.value === 0;
  return {
    ...about,
    ...{ period, previous, bucket },
    figures: {
      in_progress: standing("in_progress"),
      blocked: standing("blocked"),
      not_started: standing("not_started"),
      open: standing("open"),
      overdue: { ...now.overdue, before: null, trend: null },
      no_due_date: { ...now.no_due_date, before: null, trend: null },
      completed,
      closed_not_done: notDone,
    },
    unknown_close: unknown.unknown_close,
    has_wip_rule: !isIdle || (await hasWipRule(db)),
  };
}

function readOpen(db: Reading, ground: Ground) {
  return countFigures(db, ground, {
    within: OPEN,
    figures: {
      in_progress: { status: "in_progress" },
      blocked: { status: "blocked" },
      not_started: { status: "not_started" },
      open: OPEN,
      overdue: { overdue: "true" },
      no_due_date: { ...OPEN, due: "none" },
    },
  });
}

type Around = { period: DayRange; previous: DayRange; points: DayRange[]; isWholeFrom: Wholeness };

/** `past`: at the end of the day before the period, then of each point. */
function withPast(now: Figure, past: Figure[] | undefined, { period, points, isWholeFrom }: Around): Shown {
  const [before, ...trend] = past ?? [];
  if (before === undefined) return { ...now, before: null, trend: null };
  return {
    ...now,
    before: { ...before, incomplete_before: isWholeFrom(period.from) },
    trend: withDays(trend, points),
  };
}

/** What was closed. */
async function readEnded(
  db: Reading,
  ground: Ground,
  { flow, isWholeFrom, ...around }: Around & { flow: FlowFigure },
): Promise<Shown> {
  const { total, before, trend } = await readTrend(db, ground, { flow, ...around });
  return {
    ...total,
    before: { ...before, incomplete_before: isWholeFrom(around.previous.from) },
    trend: withDays(trend, around.points),
  };
}

function withDays(trend: readonly Figure[], points: readonly DayRange[]): NonNullable<Shown["trend"]> {
  return points.flatMap((point, place) => (trend[place] ? [{ ...point, ...trend[place] }] : []));
}
