import { CsvError, parse } from "csv-parse/sync";
import { unguarded } from "@/lib/csv.ts";
import { AppError } from "@/lib/errors.ts";
import { MAX_ROWS } from "./schema.ts";
import { MAX_FILE_BYTES } from "./wording.ts";

/** One row below the head, by its number in a spreadsheet (the head is 1). As many cells as the head, or more where it has more. */
export type SheetRow = { row: number; cells: string[] };
export type Sheet = { columns: string[]; rows: SheetRow[] };

const TAB = "\t";
/** Of equals the first: a comma stands in texts too. */
const DELIMITERS = [TAB, ";", ","] as const;
const LINE_BREAKS = ["\r\n", "\n", "\r"];

/**
 * A CSV file taken apart, with or without a byte order mark, its cells apart by commas, semicolons or tabs (what its head has most of).
 * Blank rows are left out and counted.
 * @throws AppError `payload_too_large`; `invalid_request` for what is no table, naming the line
 */
export function parseSheet(text: string): Sheet {
  if (Buffer.byteLength(text) > MAX_FILE_BYTES) throw new AppError("payload_too_large", "The file is over 10 MB.");
  if (text.includes("\uFFFD")) throw refused("has characters that were lost when it was saved: save it as UTF-8");
  const [head, ...below] = recordsOf(text, delimiterOf(text));
  if (head === undefined || head.every(isBlank)) throw refused("has no head: its first row names the columns");
  const rows = below.map((cells, index) => ({ row: index + 2, cells: filledTo(head.length, cells) }));
  const full = rows.filter(({ cells }) => !cells.every(isBlank));
  if (full.length > MAX_ROWS) throw refused(`has ${full.length} rows; an import takes ${MAX_ROWS} at most`);
  return { columns: head.map((name) => name.trim()), rows: full };
}

function recordsOf(text: string, delimiter: string, most?: number): string[][] {
  let readTo = 0;
  try {
    return parse(text, {
      bom: true,
      delimiter,
      record_delimiter: LINE_BREAKS,
      relax_column_count: true,
      relax_quotes: delimiter === TAB, // Google's tab-separated files quote nothing
      on_record(record: string[], { lines }) {
        readTo = lines;
        return record;
      },
      ...(most !== undefined && { to: most }),
    });
  } catch (error) {
    throw error instanceof CsvError ? refused(wordsOf(error, readTo + 1)) : error;
  }
}

/** csv-parse tells where it gave up, which for a quote that never closes is the end of the file: its row begins after the last whole one. */
function wordsOf(error: CsvError, rowBeginsIn: number): string {
  const at = typeof error.lines === "number" ? ` in line ${error.lines}` : "";
  if (error.code === "CSV_QUOTE_NOT_CLOSED") return `has a quote in line ${rowBeginsIn} or below that never closes`;
  const isQuote = error.code === "CSV_INVALID_CLOSING_QUOTE" || error.code === "INVALID_OPENING_QUOTE";
  return isQuote ? `has a quote${at} that stands alone: double it, and quote its cell` : `is no CSV${at}`;
}

/** Of a head that cannot be read with a delimiter, as where a quote belongs to another one, that one is not taken. */
function delimiterOf(text: string): string {
  const widths = DELIMITERS.map((delimiter) => ({ delimiter, width: headWidth(text, delimiter) }));
  return widths.toSorted((a, b) => b.width - a.width)[0]?.delimiter ?? ",";
}

function headWidth(text: string, delimiter: string): number {
  try {
    return recordsOf(text, delimiter, 1)[0]?.length ?? 0;
  } catch {
    return 0;
  }
}

function filledTo(width: number, cells: string[]): string[] {
  const filled = cells.map((cell) => unguarded(cell.replaceAll(/\r\n?/g, "\n").trim()));
  while (filled.length < width) filled.push("");
  return filled;
}

function isBlank(cell: string): boolean {
  return cell.trim() === "";
}

function refused(message: string): AppError {
  return new AppError("invalid_request", `The file ${message}.`, { faults: [{ field: "body.text", message }] });
}
