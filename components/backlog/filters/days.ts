import type { PlainDate } from "@/lib/time.ts";

const DAY_MS = 86_400_000;
const WEEK = 7;

/** Inclusive local days. */
export type Days = { from: PlainDate; to: PlainDate };

/** The plain date so many days later, or earlier. */
export function addDays(day: PlainDate, count: number): PlainDate {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** The ISO week of a day, Monday to Sunday, or the one so many weeks later. */
export function weekOf(day: PlainDate, later = 0): Days {
  const sinceMonday = (new Date(Date.parse(day)).getUTCDay() + WEEK - 1) % WEEK;
  const from = addDays(day, later * WEEK - sinceMonday);
  return { from, to: addDays(from, WEEK - 1) };
}

/** The month of a day, or the one so many months later. */
export function monthOf(day: PlainDate, later = 0): Days {
  return months(day, { first: later, count: 1 });
}

/** The quarter of a day, or the one so many quarters later. */
export function quarterOf(day: PlainDate, later = 0): Days {
  const month = Number(day.slice(5, 7)) - 1;
  return months(day, { first: later * 3 - (month % 3), count: 3 });
}

function months(day: PlainDate, { first, count }: { first: number; count: number }): Days {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + first];
  const at = (monthNumber: number, date: number) =>
    new Date(Date.UTC(year, monthNumber, date)).toISOString().slice(0, 10);
  return { from: at(month, 1), to: at(month + count, 0) }; // day 0 is the last of the month before
}
