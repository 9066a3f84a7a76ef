import type { PlainDate } from "@/lib/time.ts";
import { dayNumber, dayOfNumber, localDayNumber, startOfDay, type Stretch, weekdayOfNumber } from "./days.ts";

const FRIDAY = 5;

/** Where days begin, and which of them are off besides Saturdays and Sundays. */
export type Calendar = { zone: string; holidays: readonly PlainDate[] };

/**
 * How many seconds of a stretch lie in working days: Monday to Friday, local days, less holidays. A working day counts from
 * midnight to midnight, not by office hours, and as long as it is: 23 or 25 hours where the clocks change. Divided by 86,400
 * it is working days. A stretch that ends before it begins has none. Made once for many stretches: it keeps the days' starts.
 */
export function workingTime({ zone, holidays }: Calendar): (stretch: Stretch) => number {
  const daysOff = new Set(holidays.map(dayNumber));
  const starts = new Map<number, number>();
  const startMs = (day: number): number => {
    const start = starts.get(day) ?? startOfDay(dayOfNumber(day), zone).getTime();
    starts.set(day, start);
    return start;
  };
  const isWorking = (day: number) => weekdayOfNumber(day) <= FRIDAY && !daysOff.has(day);
  return ({ from, until }) => {
    let ms = 0;
    for (let day = localDayNumber(from, zone); startMs(day) < until.getTime(); day += 1) {
      if (!isWorking(day)) continue;
      ms += Math.max(0, Math.min(until.getTime(), startMs(day + 1)) - Math.max(from.getTime(), startMs(day)));
    }
    return ms / 1000;
  };
}
