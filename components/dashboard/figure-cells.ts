import type { ChartCell } from "@/components/charts/chart-table.ts";
import type { Figure } from "@/lib/dashboard/schema.ts";
import { countWords } from "@/lib/issues/wording.ts";
import { figureHref } from "./figure-link.tsx";

const DAY_S = 86_400;
const DAYS = new Intl.NumberFormat("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** A count and its list. */
export function countCell(figure: Figure): ChartCell {
  return { value: figure.value, words: countWords(figure.value), href: figureHref(figure) };
}

/** So many days, of the issues of a figure. */
export function daysCell(seconds: number | null, of: Figure): ChartCell {
  if (seconds === null) return { value: null, words: "–", href: null };
  return { value: inDays(seconds), words: daysInWords(seconds), href: figureHref(of) };
}

/** A length of time in days: "4.2 days". */
export function daysInWords(seconds: number | null): string {
  return seconds === null ? "–" : `${DAYS.format(seconds / DAY_S)} days`;
}

/** To a thousandth of a day, which is a minute and a half. */
function inDays(seconds: number): number {
  return Math.round((seconds / DAY_S) * 1000) / 1000;
}
