/** Cells that a spreadsheet would take for a formula (OWASP, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** A CSV taken apart: the names of its columns, and its rows. */
export type Csv = { columns: string[]; rows: string[][] };

/**
 * As RFC 4180 says: quotes doubled within quotes, lines ended by CRLF.
 * @throws Error where it is none, or a row has another number of cells than the head
 */
export function parseCsv(text: string): Csv {
  const [columns = [], ...rows] = linesOf(text.replace(/^\uFEFF/, ""));
  const uneven = rows.findIndex((row) => row.length !== columns.length);
  if (uneven >= 0) throw new Error(`row ${uneven + 1} has ${rows[uneven]?.length} cells instead of ${columns.length}`);
  return { columns, rows };
}

function linesOf(text: string): string[][] {
  const lines: string[][] = [];
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  let line: string[] = [];
  let end = 0;
  for (const [all, quoted, plain, separator] of text.matchAll(cells)) {
    end += all.length;
    line.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (separator === ",") continue;
    lines.push(line);
    line = [];
  }
  if (end !== text.length || line.length > 0)
    throw new Error(`no CSV from character ${end}: ${text.slice(end, end + 80)}`);
  return lines;
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
