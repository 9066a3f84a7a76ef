import type { ChartRow } from "@/components/charts/chart-table.ts";
import type { Bucket } from "@/lib/dashboard/filters.ts";
import type { About } from "@/lib/dashboard/schema.ts";
import { incompleteWords } from "@/lib/definitions/wording.ts";
import { countWords } from "@/lib/issues/wording.ts";
import { localDay } from "@/lib/time.ts";
import { dayInWords } from "@/lib/time-wording.ts";
import { periodWords } from "./period-words.ts";

type Days = { from: string; to: string };
type Told = Pick<About, "zone" | "incomplete_before" | "rule_changes"> & { bucket: Bucket };

/** As many as a legend has room for on a phone. */
const NAMED_PATTERNS = 2;

export const BUCKET_WORDS: Record<Bucket, string> = { day: "Day", week: "Week", month: "Month" };

/** The row of a trend's point: its days in words, whether it is known whole, and whether the rules were changed in it. */
export function trendRow(point: Days, told: Told): Omit<ChartRow, "cells"> {
  const rules = rulesChanged(point, told);
  const faint = told.incomplete_before !== null && point.from < told.incomplete_before;
  const incomplete = faint && told.incomplete_before !== null ? [incompleteWords(told.incomplete_before)] : [];
  return {
    key: point.from,
    tick: tickOf(point.from, told.bucket),
    name: periodWords(point),
    faint,
    mark: rules,
    notes: rules === null ? incomplete : [...incomplete, rules],
    file: { from: point.from, to: point.to },
  };
}

/** What lighter points mean, where a trend has some. */
export function faintWords(rows: readonly ChartRow[], { incomplete_before }: Pick<About, "incomplete_before">) {
  return incomplete_before !== null && rows.some((row) => row.faint) ? incompleteWords(incomplete_before) : null;
}

/** What dashed lines mean, where a trend has some: "rules changed: Doing, Blocked and 3 more". */
export function marksWords(rows: readonly ChartRow[], { rule_changes }: Pick<About, "rule_changes">): string | null {
  const all = rows.some((row) => row.mark) ? [...new Set(rule_changes.map(({ pattern }) => pattern))] : [];
  const [named, more] = [all.slice(0, NAMED_PATTERNS), all.length - NAMED_PATTERNS];
  return all.length === 0
    ? null
    : `rules changed: ${named.join(", ")}${more > 0 ? ` and ${countWords(more)} more` : ""}`;
}

function rulesChanged({ from, to }: Days, { zone, rule_changes }: Told): string | null {
  const patterns = rule_changes
    .filter(({ at }) => {
      const day = localDay(new Date(at), zone);
      return from <= day && day <= to;
    })
    .map(({ pattern }) => pattern);
  return patterns.length === 0 ? null : `rules changed: ${[...new Set(patterns)].join(", ")}`;
}

/** "22 Nov" of a day or a week, "Nov 2026" of a month. */
function tickOf(day: string, bucket: Bucket): string {
  const [date = "", month = "", year = ""] = dayInWords(day).split(" ");
  return bucket === "month" ? `${month} ${year}` : `${date} ${month}`;
}
