import type { CsvValue } from "@/lib/csv.ts";

/** What a chart draws, its table says and its file holds: all three are made of these rows. */
export type ChartTable = {
  /** What is told, and of when. */
  caption: string;
  /** What a row is: "Week". */
  rowName: string;
  columns: readonly ChartColumn[];
  rows: readonly ChartRow[];
};

/** `key` is its name in the file. Where its values lead to lists of their own, the file has their addresses beside them. */
export type ChartColumn = { key: string; name: string; hasLists?: boolean };

export type ChartRow = {
  key: string;
  /** On the axis, where there is little room; `name` is the whole of it. */
  tick: string;
  name: string;
  cells: Readonly<Partial<Record<string, ChartCell>>>;
  /** Not known whole: drawn lighter and with a dashed edge. */
  faint?: boolean;
  /** What happened then and bends the trend: a dashed line. */
  mark?: string | null;
  /** Said of this row besides its values. */
  notes?: readonly string[];
  /** Its first columns in the file. */
  file: Readonly<Record<string, CsvValue>>;
  /** Where the bars of one series have meanings of their own. */
  paint?: Paint;
};

/** `href` lists what the value counts. Null is no value, which is not 0. */
export type ChartCell = { value: number | null; words: string; href: string | null };

/** Never colour alone: bars differ by their filling, lines by their dashes and the shape of their points. */
export type BarLook = "solid" | "striped" | "outlined";
export type LineLook = "line" | "dashed" | "dotted";
export type Paint = { color: string; look: BarLook | LineLook };

/** The column that is drawn, and how. */
export type ChartSeries = Paint & { key: string; name: string };

const NO_CELL: ChartCell = { value: null, words: "–", href: null };

/** What a row has in a column. */
export function cellOf(row: ChartRow, key: string): ChartCell {
  return row.cells[key] ?? NO_CELL;
}
