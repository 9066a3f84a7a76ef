const DAY_MS = 86_400_000;
const WEEK = 7;

/** Inclusive days. */
export type Days = { from: string; to: string };

/** The organisation's day of an instant: a demo has its days in UTC. */
export function dayOf(instant: Date | string): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** The day so many days before today; a negative one is to come. */
export function daysAgo(count: number): string {
  return dayOf(new Date(Date.now() - count * DAY_MS));
}

export function addDays(day: string, count: number): string {
  return dayOf(new Date(Date.parse(day) + count * DAY_MS));
}

export function mondayOf(day: string): string {
  return addDays(day, -((new Date(day).getUTCDay() + WEEK - 1) % WEEK));
}

/** The week of today, or the one so many weeks before. */
export function weekAgo(count: number): Days {
  const from = addDays(mondayOf(daysAgo(0)), -WEEK * count);
  return { from, to: addDays(from, WEEK - 1) };
}

/** The month of today, or the one so many months before. */
export function monthAgo(count: number): Days {
  return months(daysAgo(0), { ago: count, long: 1 });
}

/** The quarter of a day, or the one so many quarters before. */
export function quarterOf(day: string, ago = 0): Days {
  const sinceFirst = (Number(day.slice(5, 7)) - 1) % 3;
  return months(day, { ago: sinceFirst + 3 * ago, long: 3 });
}

function months(day: string, { ago, long }: { ago: number; long: number }): Days {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1];
  const first = (later: number) => dayOf(new Date(Date.UTC(year, month - ago + later, 1)));
  return { from: first(0), to: addDays(first(long), -1) };
}

/** How much of a stretch of time is on Monday to Friday, in days of 24 hours; to the minute. */
export function workingDays(from: Date, to: Date): number {
  const [step, end] = [60_000, to.getTime()];
  let worked = 0;
  for (let at = from.getTime(); at < end; at += step) {
    const weekday = new Date(at).getUTCDay();
    if (weekday !== 0 && weekday !== 6) worked += step;
  }
  return worked / DAY_MS;
}
