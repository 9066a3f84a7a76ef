import { type BacklogChange, FILTER_PARAMS, type FilterParam, type IssueParams } from "@/lib/issues/filters.ts";
import { isPlainDate, localDay, type Clock } from "@/lib/time.ts";
import { dayInWords, exactTime } from "@/lib/time-wording.ts";
import { addDays, type Days, monthOf, quarterOf, weekOf } from "./days.ts";
import type { DayFilterName } from "./filter-list.ts";

export type DayRange = { from: FilterParam; to: FilterParam };

/** The two ends of a filter's days. */
export function rangeOf(name: DayFilterName | "due"): DayRange {
  return { from: `${name}_from`, to: `${name}_to` };
}

/** `1 Mar 2026 – 5 Mar 2026`, `since …`, `until …`; null where neither end is set. */
export function rangeSummary({ from, to }: DayRange, params: IssueParams): string | null {
  const [first, last] = [params[from], params[to]];
  if (first && last) return first === last ? dayInWords(first) : `${dayInWords(first)} – ${dayInWords(last)}`;
  if (first) return `since ${dayInWords(first)}`;
  return last ? `until ${dayInWords(last)}` : null;
}

/** `since 1 Mar 2026`, or since an instant of the organisation's zone. */
export function sinceSummary(since: string, zone: string): string {
  return `since ${isPlainDate(since) ? dayInWords(since) : exactTime(since, zone)}`;
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
export function lastDays({ from, to }: DayRange, days: number, { now, zone }: Clock): BacklogChange {
  return { [from]: addDays(localDay(now, zone), 1 - days), [to]: null };
}

/** Not since so many days: the last was before them. */
export function untouchedFor({ from, to }: DayRange, days: number, { now, zone }: Clock): BacklogChange {
  return { [from]: null, [to]: addDays(localDay(now, zone), -days) };
}

export type Preset = { words: string; change: BacklogChange };

/** The ranges that people ask for of what has happened. */
export function pastPresets(range: DayRange, clock: Clock): Preset[] {
  const today = localDay(clock.now, clock.zone);
  return [
    ...[7, 30, 90].map((days) => ({ words: `Last ${days} days`, change: lastDays(range, days, clock) })),
    { words: "This week", change: within(range, weekOf(today)) },
    { words: "Last week", change: within(range, weekOf(today, -1)) },
    { words: "This month", change: within(range, monthOf(today)) },
    { words: "Last month", change: within(range, monthOf(today, -1)) },
    { words: "Last quarter", change: within(range, quarterOf(today, -1)) },
  ];
}

/** A range as a change of the URL. */
export function within({ from, to }: DayRange, days: Days): BacklogChange {
  return { [from]: days.from, [to]: days.to };
}

/** Whether the URL says already what a preset would set. */
export function isChosen({ change }: Preset, params: IssueParams): boolean {
  return FILTER_PARAMS.every((name) => !(name in change) || (params[name] ?? null) === change[name]);
}
