import { DAY_MS, dayAfter } from "./filters/days.ts";

export type Days = { from: string; to: string };

/** Days one after the other, gathered while they have the same name: the day itself, the Monday of its week, or its month. */
export function pointsOf({ from, to }: Days, bucket: string, today: string): Days[] {
  const points: (Days & { name: string })[] = [];
  for (let day = from; day <= to && day <= today; day = dayAfter(day, 1)) {
    const name = nameOf(day, bucket);
    const last = points.at(-1);
    if (last?.name === name) last.to = day;
    else points.push({ from: day, to: day, name });
  }
  return points.map((point) => ({ from: point.from, to: point.to }));
}

function nameOf(day: string, bucket: string): string {
  if (bucket === "month") return day.slice(0, 7);
  return bucket === "week" ? dayAfter(day, -((weekdayOf(day) + 6) % 7)) : day;
}

/** 0 is Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** As many days before; where it is whole months, as many months. */
export function daysBefore({ from, to }: Days): Days {
  const end = dayAfter(from, -1);
  if (from.endsWith("-01") && dayAfter(to, 1).endsWith("-01")) {
    let start = from;
    for (let day = from; day <= to; day = firstOfNextMonth(day)) start = firstOfMonthBefore(start);
    return { from: start, to: end };
  }
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  return { from: dayAfter(from, -days), to: end };
}

function firstOfMonthBefore(first: string): string {
  return `${dayAfter(first, -1).slice(0, 7)}-01`;
}

function firstOfNextMonth(first: string): string {
  return `${dayAfter(first, 32).slice(0, 7)}-01`;
}
