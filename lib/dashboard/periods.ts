import {
  addDays,
  dayNumber,
  daysBetween,
  defaultPeriod,
  type DayRange,
  weekdayOfNumber,
} from "@/lib/definitions/days.ts";
import { AppError } from "@/lib/errors.ts";
import { isPlainDate, localDay, type Clock, type PlainDate } from "@/lib/time.ts";
import type { Bucket } from "./filters.ts";

/** More points than a chart can show. */
const MAX_POINTS = 400;
const MOST_DAYS_BY_DAY = 45;
const MOST_DAYS_BY_WEEK = 800;
const WEEK_DAYS = 7;

type Asked = { from?: PlainDate | undefined; to?: PlainDate | undefined };

/**
 * The period that is asked for; the last 30 local days where none is, and where one end is not said that many or up to today.
 * @throws AppError `invalid_request` where it would begin before the days that a filter takes
 */
export function periodOf({ from, to }: Asked, clock: Clock): DayRange {
  const usual = defaultPeriod(clock);
  if (from === undefined && to === undefined) return usual;
  if (to === undefined)
    return { from: from ?? usual.from, to: from !== undefined && from > usual.to ? from : usual.to };
  return known({ from: from ?? addDays(to, -daysBetween(usual.from, usual.to)), to }, "to");
}

/**
 * The period before it: as many whole months where it is whole months, else as many days.
 * @throws AppError `invalid_request` where it would begin before the days that a filter takes
 */
export function previousPeriod({ from, to }: DayRange): DayRange {
  const end = addDays(from, -1);
  if (!isFirstOfMonth(from) || !isFirstOfMonth(addDays(to, 1))) {
    return known({ from: addDays(from, -1 - daysBetween(from, to)), to: end }, "from");
  }
  return known({ from: firstOfMonth(from, -monthsBetween(from, addDays(to, 1))), to: end }, "from");
}

/** By what a period is cut into points, if not said: by day while these can be told apart, then by week, then by month. */
export function bucketOf(period: DayRange, asked: Bucket | undefined): Bucket {
  if (asked !== undefined) return asked;
  const days = daysBetween(period.from, period.to) + 1;
  if (days <= MOST_DAYS_BY_DAY) return "day";
  return days <= MOST_DAYS_BY_WEEK ? "week" : "month";
}

/**
 * The points of a period's trend: its local days, ISO weeks or months up to today. The first and the last are cut off where the period
 * is.
 * @throws AppError `invalid_request` where there would be too many
 */
export function pointsOf(period: DayRange, bucket: Bucket, { now, zone }: Clock): DayRange[] {
  const today = localDay(now, zone);
  const last = period.to < today ? period.to : today;
  const points: DayRange[] = [];
  for (let from = period.from; from <= last;) {
    if (points.length === MAX_POINTS) throw tooMany(bucket);
    const end = lastDayOf(from, bucket);
    points.push({ from, to: end < last ? end : last });
    from = addDays(end, 1);
  }
  return points;
}

/** The period of a trend, the one before it, and its points: as they are asked for, or as usual. */
export function trendOf({ bucket: asked, ...days }: Asked & { bucket?: Bucket | undefined }, clock: Clock) {
  const period = periodOf(days, clock);
  const bucket = bucketOf(period, asked);
  return { period, previous: previousPeriod(period), bucket, points: pointsOf(period, bucket, clock) };
}

/** The Monday before today: what has changed since is asked for on Mondays. */
export function lastMonday({ now, zone }: Clock): PlainDate {
  const yesterday = addDays(localDay(now, zone), -1);
  return addDays(yesterday, 1 - weekdayOfNumber(dayNumber(yesterday)));
}

function lastDayOf(day: PlainDate, bucket: Bucket): PlainDate {
  if (bucket === "day") return day;
  if (bucket === "week") return addDays(day, WEEK_DAYS - weekdayOfNumber(dayNumber(day)));
  return addDays(firstOfMonth(day, 1), -1);
}

/** Its figures are lists by these days: both must be such as a filter takes. */
function known(period: DayRange, asked: "from" | "to"): DayRange {
  if (isPlainDate(period.from) && isPlainDate(period.to)) return period;
  const [field, message] = [`query.${asked}`, "reaches back too far: days are counted from 1900-01-01 on"];
  throw new AppError("invalid_request", `${field} ${message}`, { faults: [{ field, message }] });
}

function isFirstOfMonth(day: PlainDate): boolean {
  return day.endsWith("-01");
}

/** The first day of the month so many months after that of a day. */
function firstOfMonth(day: PlainDate, months: number): PlainDate {
  const [year = 0, month = 0] = day.split("-").map(Number);
  const count = year * 12 + (month - 1) + months;
  return `${String(Math.floor(count / 12)).padStart(4, "0")}-${String((count % 12) + 1).padStart(2, "0")}-01`;
}

function monthsBetween(from: PlainDate, to: PlainDate): number {
  const [fromYear = 0, fromMonth = 0] = from.split("-").map(Number);
  const [toYear = 0, toMonth = 0] = to.split("-").map(Number);
  return (toYear - fromYear) * 12 + (toMonth - fromMonth);
}

function tooMany(bucket: Bucket): AppError {
  const message = `cuts the period into more than ${MAX_POINTS} points by ${bucket}`;
  return new AppError("invalid_request", `query.bucket ${message}`, { faults: [{ field: "query.bucket", message }] });
}
