import { BYTE_ORDER_MARK, type CsvValue, row } from "@/lib/csv.ts";
import { cellOf, type ChartColumn, type ChartRow, type ChartTable } from "./chart-table.ts";

/**
 * A table as a CSV file: values as they are, not in words, and the whole address of each list. `origin` is that of the page, as in
 * `https://backtrak.example`.
 */
export function chartCsv({ columns, rows }: ChartTable, origin: string): string {
  const leading = [...new Set(rows.flatMap((one) => Object.keys(one.file)))];
  const headers = [...leading, ...columns.flatMap(headersOf), "notes"];
  const lines = rows.map((one) => [
    ...leading.map((name) => one.file[name] ?? null),
    ...columns.flatMap((column) => valuesOf(one, column, origin)),
    one.notes === undefined || one.notes.length === 0 ? null : one.notes.join("; "),
  ]);
  return BYTE_ORDER_MARK + [headers, ...lines].map(row).join("");
}

/** Hands a text to the browser as a file to keep. */
export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has read it by the next turn, and would otherwise keep it as long as the page.
  setTimeout(() => URL.revokeObjectURL(url));
}

function headersOf({ key, hasLists }: ChartColumn): string[] {
  return hasLists ? [key, `${key}_url`] : [key];
}

function valuesOf(one: ChartRow, { key, hasLists }: ChartColumn, origin: string): CsvValue[] {
  const { value, href } = cellOf(one, key);
  return hasLists ? [value, href === null ? null : new URL(href, origin).href] : [value];
}
