import { firstMoment } from "./filters/choose.ts";
import { dayAfter, localDay } from "./filters/days.ts";
import type { PlainIssue, Status } from "./filters/plain.ts";
import { weekdayOf } from "./panels-points.ts";

export type Span = { from: number; until: number; status: Status };

/** What an issue went through between two moments, stretch by stretch. */
export function spansOf({ timeline }: PlainIssue, from: number, until: number): Span[] {
  const ends = [...timeline.slice(1).map(({ at }) => at), Infinity];
  return timeline
    .map(({ at, to }, index) => ({
      from: Math.max(at, from),
      until: Math.min(ends[index] ?? until, until),
      status: to,
    }))
    .filter((span) => span.from < span.until);
}

export function isClosing(status: Status): boolean {
  return status === "completed" || status === "closed_not_done" || status === "gone";
}

/** How many seconds of a stretch count. */
export type Measure = (from: number, until: number) => number;

export const byCalendar: Measure = (from, until) => (until - from) / 1000;

/** Seconds on Mondays to Fridays that are no holidays, from the first moment of a day to that of the next. */
export function byWorkingDays(zone: string, holidays: readonly string[]): Measure {
  const starts = new Map<string, number>();
  const startOf = (day: string) => {
    const start = starts.get(day) ?? firstMoment(day, zone);
    starts.set(day, start);
    return start;
  };
  return (from, until) => {
    let ms = 0;
    for (let day = dayAfter(localDay(from, zone), -1); startOf(day) < until; day = dayAfter(day, 1)) {
      const isOff = weekdayOf(day) === 0 || weekdayOf(day) === 6 || holidays.includes(day);
      const [start, end] = [Math.max(startOf(day), from), Math.min(startOf(dayAfter(day, 1)), until)];
      if (!isOff) ms += Math.max(0, end - start);
    }
    return ms / 1000;
  };
}

/** The value at a share of the way through them in order; between two values in a straight line. */
export function shareOf(values: readonly number[], share: number): number | null {
  const inOrder = values.toSorted((a, b) => a - b);
  const at = (inOrder.length - 1) * share;
  const [below, above] = [inOrder[Math.floor(at)], inOrder[Math.ceil(at)]];
  return below === undefined || above === undefined ? null : below + (above - below) * (at % 1);
}
