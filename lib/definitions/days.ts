import { localDay, type Clock, type PlainDate } from "@/lib/time.ts";

const DAY_MS = 86_400_000;
const DEFAULT_PERIOD_DAYS = 30;
/** The first of January 1970, day 0, was a Thursday. */
const WEEKDAY_OF_DAY_0 = 4;
const THURSDAY = 4;

/** Inclusive local days. */
export type DayRange = { from: PlainDate; to: PlainDate };
/** From an instant up to, and without, another. */
export type Stretch = { from: Date; until: Date };

/** A plain date as a count of days since 1970-01-01. No zone is applied. */
export function dayNumber(day: PlainDate): number {
  return Date.parse(day) / DAY_MS; // a date without a time is read as UTC (ECMA-262, "Date Time String Format")
}

/** The plain date of a count of days since 1970-01-01. No zone is applied. */
export function dayOfNumber(number: number): PlainDate {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** The plain date so many days later, or earlier. */
export function addDays(day: PlainDate, days: number): PlainDate {
  return dayOfNumber(dayNumber(day) + days);
}

/** How many days `to` is after `from`; negative where it is before. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The weekday of a count of days, as ISO 8601 has it: Monday is 1, Sunday 7. */
export function weekdayOfNumber(number: number): number {
  return ((((number + WEEKDAY_OF_DAY_0 - 1) % 7) + 7) % 7) + 1;
}

/** The ISO week of a day, such as `2026-W53`: Monday to Sunday, and a year's first is the one that holds its first Thursday. */
export function isoWeek(day: PlainDate): string {
  const number = dayNumber(day);
  const thursday = number - weekdayOfNumber(number) + THURSDAY;
  const year = dayOfNumber(thursday).slice(0, 4);
  const week = Math.floor((thursday - dayNumber(`${year}-01-01`)) / 7) + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}

/** The period of a figure for which none was chosen: the last 30 local days, today among them. */
export function defaultPeriod({ now, zone }: Clock): DayRange {
  const to = localDay(now, zone);
  return { from: addDays(to, 1 - DEFAULT_PERIOD_DAYS), to };
}

/** The instants of inclusive local days, so that ranges of days which follow each other leave no gap and share nothing. */
export function instantsOf({ from, to }: DayRange, zone: string): Stretch {
  return { from: startOfDay(from, zone), until: startOfDay(addDays(to, 1), zone) };
}

/**
 * The first instant of a local day. Where the clocks go forward at midnight it begins later than 00:00, where they go back
 * it begins at the first of the two midnights, so that every instant of the day is in it (Postgres would take the second).
 */
export function startOfDay(day: PlainDate, zone: string): Date {
  const midnight = dayNumber(day) * DAY_MS;
  const [earlier, later] = [offsetMs(midnight - DAY_MS, zone), offsetMs(midnight + DAY_MS, zone)];
  const [byEarlier, byLater] = [midnight - earlier, midnight - later];
  const isByLater = earlier !== later && offsetMs(byEarlier, zone) !== earlier && offsetMs(byLater, zone) === later;
  return new Date(isByLater ? byLater : byEarlier);
}

/** The first local day that begins at or after an instant. */
export function firstDayFrom(instant: Date, zone: string): PlainDate {
  const day = localDay(instant, zone);
  return startOfDay(day, zone).getTime() === instant.getTime() ? day : addDays(day, 1);
}

/** The local day of an instant as a count of days: `localDay` for those who ask it of very many. */
export function localDayNumber(instant: Date, zone: string): number {
  return Math.floor((instant.getTime() + offsetMs(instant.getTime(), zone)) / DAY_MS);
}

/** How far the zone's clocks are ahead of UTC at an instant. */
function offsetMs(instant: number, zone: string): number {
  const wall = Date.parse(`${wallFormat(zone).format(instant).replace(" ", "T")}Z`);
  return wall - Math.floor(instant / 1000) * 1000;
}

const WALL_FORMATS = new Map<string, Intl.DateTimeFormat>();

/** Writes `2026-03-29 01:59:59`. Kept by zone: making a format takes far longer than using it. */
function wallFormat(zone: string): Intl.DateTimeFormat {
  const kept = WALL_FORMATS.get(zone);
  if (kept) return kept;
  const format = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone: zone });
  WALL_FORMATS.set(zone, format);
  return format;
}
