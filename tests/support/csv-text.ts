import { parseCsv as parseRows } from "./csv.ts";

/** Cells that a spreadsheet would take for a formula (OWASP, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** A CSV taken apart (RFC 4180): the names of its columns, and its rows. */
export type Csv = { columns: string[]; rows: string[][] };

/** @throws Error when it does not end with a whole row, or a row has another number of cells than the head */
export function parseCsv(text: string): Csv {
  const [columns = [], ...rows] = parseRows(text.replace(/^\uFEFF/, ""));
  const uneven = rows.findIndex((row) => row.length !== columns.length);
  if (uneven >= 0) throw new Error(`row ${uneven + 1} has ${rows[uneven]?.length} cells instead of ${columns.length}`);
  return { columns, rows };
}

/** The cells that a spreadsheet would run. */
export function formulaCells({ rows }: Csv): string[] {
  return rows.flat().filter((cell) => FORMULA.test(cell));
}

/** One column by its name. @throws Error when there is none of that name */
export function columnOf({ columns, rows }: Csv, name: string): string[] {
  const index = columns.indexOf(name);
  if (index < 0) throw new Error(`there is no column ${name} among ${columns.join(", ")}`);
  return rows.map((row) => row[index] ?? "");
}
