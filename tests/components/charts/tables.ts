import { vi } from "vitest";
import type { ChartRow, ChartSeries, ChartTable } from "@/components/charts/chart-table.ts";

/** jsdom lays nothing out: every element is said to be so large, that charts are drawn. */
export function giveSize({ width, height }: { width: number; height: number } = { width: 600, height: 240 }): void {
  vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockReturnValue(new DOMRect(0, 0, width, height));
}

export const SERIES: ChartSeries[] = [
  { key: "completed", name: "Completed", color: "green", look: "solid" },
  { key: "closed_not_done", name: "Closed, not done", color: "slategrey", look: "striped" },
];

export function count(value: number, query: string): ChartRow["cells"][string] {
  return { value, words: String(value), href: `/backlog?${query}` };
}

export function day(date: string, part: Partial<ChartRow> = {}): ChartRow {
  return { key: date, tick: date.slice(5), name: `Day ${date}`, cells: {}, file: { from: date, to: date }, ...part };
}

/** Three days: the first is not known whole, the second has nothing closed, in the third the rules were changed. */
export function table(part: Partial<ChartTable> = {}): ChartTable {
  return {
    caption: "Completed by day",
    rowName: "Day",
    columns: [
      { key: "completed", name: "Completed", hasLists: true },
      { key: "closed_not_done", name: "Closed, not done", hasLists: true },
      { key: "share", name: "Share" },
    ],
    rows: [
      day("2026-11-20", {
        faint: true,
        notes: ["incomplete before 21 Nov 2026"],
        cells: { completed: count(4, "a=1"), closed_not_done: count(1, "b=1"), share: half(0.8) },
      }),
      day("2026-11-21", { cells: { completed: count(0, "a=2"), closed_not_done: count(0, "b=2") } }),
      day("2026-11-22", {
        mark: "rules changed: Doing",
        notes: ["rules changed: Doing"],
        cells: { completed: count(1_200, "a=3"), closed_not_done: count(3, "b=3,4"), share: half(0.9975) },
      }),
    ],
    ...part,
  };
}

function half(value: number): ChartRow["cells"][string] {
  return { value, words: `${value * 100} %`, href: null };
}
