import { addDays, type Days, monthOf, quarterOf, weekOf } from "@/components/backlog/filters/days.ts";
import type { DashboardParams } from "@/lib/dashboard/filters.ts";
import { type Clock, localDay } from "@/lib/time.ts";

/** `isDefault`: what a URL that names no day means. */
export type PeriodPreset = { words: string; days: Days; isDefault?: true };

const DEFAULT_DAYS = 30;
const WEEKS = 12;

/** The periods that people ask for, in the days of the organisation's zone. */
export function periodPresets({ now, zone }: Clock): PeriodPreset[] {
  const today = localDay(now, zone);
  const lastWeek = weekOf(today, -1);
  return [
    { words: "This week", days: weekOf(today) },
    { words: "Last week", days: lastWeek },
    { words: "This month", days: monthOf(today) },
    { words: "Last month", days: monthOf(today, -1) },
    { words: "This quarter", days: quarterOf(today) },
    { words: "Last quarter", days: quarterOf(today, -1) },
    {
      words: `Last ${DEFAULT_DAYS} days`,
      days: { from: addDays(today, 1 - DEFAULT_DAYS), to: today },
      isDefault: true,
    },
    // Whole weeks, so that their figures can be held against each other.
    { words: `Last ${WEEKS} weeks`, days: { from: weekOf(today, -WEEKS).from, to: lastWeek.to } },
  ];
}

/** The preset that the URL says; undefined where it says other days. */
export function chosenPreset(
  presets: readonly PeriodPreset[],
  { from, to }: DashboardParams,
): PeriodPreset | undefined {
  if (from === undefined && to === undefined) return presets.find(({ isDefault }) => isDefault);
  return presets.find(({ days }) => days.from === from && days.to === to);
}

/** The change of the URL that chooses a preset. The default is the URL without days: it goes on with time. */
export function choice({ days, isDefault }: PeriodPreset): { from: string | null; to: string | null } {
  return isDefault ? { from: null, to: null } : days;
}
