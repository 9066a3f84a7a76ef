import {
  MAX_NOTE_CHARACTERS,
  OVERRIDE_FIELDS,
  type OverrideChange,
  type OverrideField,
} from "@/lib/overrides/schema.ts";
import { isCertain, otherDate, readDate } from "./dates.ts";
import type { Sheet, SheetRow } from "./parse.ts";
import type { Reading, ReportRow } from "./schema.ts";
import { foldWord, guessMeaning, readPriority } from "./words.ts";

/** What a row asks for, what is wrong with it, and a date of it that could be another. */
export type ReadCells = Pick<ReportRow, "faults" | "ambiguous_date"> & { change: OverrideChange };

type Read<F extends OverrideField> = { value: OverrideChange[F] } | { fault: string };

/** How the cells of a sheet's rows are read: an empty cell is no change, or clears where the reading says so. */
export function cellReader(sheet: Sheet, reading: Reading): (row: SheetRow) => ReadCells {
  const { columns, date_format: format, empty_clears: emptyClears } = reading;
  const datesAreCertain = isCertain(columnCells(sheet, columns.target_date), format);
  const read = {
    internal_status: (text: string) => readStatus(text, reading),
    priority: (text: string) => orFault(readPriority(text), `${quoted(text)} is no priority from 1 to 5`),
    target_date: (text: string) => orFault(readDate(text, format), `${quoted(text)} is no date in this format`),
    internal_notes: readNotes,
  } satisfies { [F in OverrideField]: (text: string) => Read<F> };
  return ({ cells }) => {
    const change: OverrideChange = {};
    const faults: ReportRow["faults"] = [];
    const extra = cells.length - sheet.columns.length;
    if (extra > 0) faults.push({ field: "row", message: `has ${extra} more cells than the head` });
    for (const field of OVERRIDE_FIELDS) {
      const text = cellOf(cells, columns[field]);
      if (text === null || (text === "" && !emptyClears)) continue;
      const answer = text === "" ? { value: null } : read[field](text);
      if ("fault" in answer) faults.push({ field, message: answer.fault });
      else Object.assign(change, { [field]: answer.value });
    }
    const date = datesAreCertain ? null : cellOf(cells, columns.target_date);
    return { change, faults, ambiguous_date: date === null ? null : ambiguity(date, reading) };
  };
}

/** The words of the status column and what each is taken for, the commonest first. */
export function statusWords(sheet: Sheet, reading: Reading) {
  const cells = columnCells(sheet, reading.columns.internal_status).map(foldWord);
  const counted = [...Map.groupBy(cells, (word) => word)].map(([word, all]) => ({
    word,
    rows: all.length,
    meaning: meaningOf(word, reading),
  }));
  return counted.toSorted((a, b) => b.rows - a.rows || (a.word < b.word ? -1 : 1));
}

/** The cells of a column that are not empty. */
export function columnCells({ rows }: Sheet, column: number | null): string[] {
  return rows.map(({ cells }) => cellOf(cells, column) ?? "").filter((text) => text !== "");
}

/** The text of a cell; null where the sheet has no such column. */
export function cellOf(cells: readonly string[], column: number | null): string | null {
  return column === null ? null : (cells[column] ?? "");
}

function readStatus(text: string, reading: Reading): Read<"internal_status"> {
  const meaning = meaningOf(foldWord(text), reading);
  if (meaning === null) return { fault: `${quoted(text)} is not mapped to a status` };
  return { value: meaning === "clear" ? null : meaning };
}

function meaningOf(word: string, { words }: Reading) {
  return Object.hasOwn(words, word) ? (words[word] ?? null) : guessMeaning(word);
}

function readNotes(text: string): Read<"internal_notes"> {
  if (text.length <= MAX_NOTE_CHARACTERS) return { value: text };
  return { fault: `has ${text.length} characters; ${MAX_NOTE_CHARACTERS} is the most` };
}

function ambiguity(text: string, { date_format: format }: Reading): ReportRow["ambiguous_date"] {
  const [read, other] = [readDate(text, format), otherDate(text, format)];
  return read === null || other === null ? null : { text, read, other };
}

function orFault<T>(value: T | null, fault: string): { value: T } | { fault: string } {
  return value === null ? { fault } : { value };
}

const SHOWN = 60;
function quoted(text: string): string {
  return `“${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}”`;
}
