import { isPlainDate, localDay, type PlainDate } from "@/lib/time.ts";
import { dayInWords } from "@/lib/time-wording.ts";
import type { BacklogChange, FilterParam, IssueParams } from "@/lib/issues/filters.ts";

export type DayRange = { name: string; label: string; from: FilterParam; to: FilterParam };

export const DAY_RANGES: readonly DayRange[] = [
  { name: "created", label: "Created", from: "created_from", to: "created_to" },
  { name: "updated", label: "Updated", from: "updated_from", to: "updated_to" },
  { name: "completed", label: "Completed", from: "completed_from", to: "completed_to" },
];

/** `1 Mar 2026 – 5 Mar 2026`, `since …`, `until …`; null where neither end is set. */
export function rangeSummary({ from, to }: DayRange, params: IssueParams): string | null {
  const [first, last] = [params[from], params[to]];
  if (first && last) return first === last ? dayInWords(first) : `${dayInWords(first)} – ${dayInWords(last)}`;
  if (first) return `since ${dayInWords(first)}`;
  return last ? `until ${dayInWords(last)}` : null;
}

/**
 * One end moved; the other is let go when the range would end before it begins. Null while what is typed is not yet a day:
 * a year of four digits is a day from its first digit on.
 */
export function withEnd(range: DayRange, params: IssueParams, end: "from" | "to", day: string): BacklogChange | null {
  if (day === "") return { [range[end]]: null };
  if (!isPlainDate(day)) return null;
  const other = end === "from" ? range.to : range.from;
  const limit = params[other];
  const crossed = limit !== undefined && (end === "from" ? day > limit : day < limit);
  return crossed ? { [range[end]]: day, [other]: null } : { [range[end]]: day };
}

/** The last so many days, today among them, as days of the organisation's zone. */
export function lastDays({ from, to }: DayRange, days: number, clock: { now: Date; zone: string }): BacklogChange {
  return { [from]: daysBefore(localDay(clock.now, clock.zone), days - 1), [to]: null };
}

function daysBefore(day: PlainDate, count: number): PlainDate {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - count);
  return date.toISOString().slice(0, 10);
}
