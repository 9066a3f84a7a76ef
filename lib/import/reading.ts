import { AppError } from "@/lib/errors.ts";
import { columnCells } from "./cells.ts";
import { guessColumns } from "./columns.ts";
import { guessDateFormat } from "./dates.ts";
import type { Sheet } from "./parse.ts";
import type { Reading } from "./schema.ts";

/**
 * How the sheet is read: as is said, else as its head and its cells suggest.
 * @throws AppError `invalid_request` for a column that the sheet does not have
 */
export function settleReading(sheet: Sheet, given: Reading | undefined): Reading {
  if (given === undefined) return guessReading(sheet);
  const beyond = Object.entries(given.columns).find(([, column]) => column !== null && column >= sheet.columns.length);
  if (beyond === undefined) return given;
  const fault = {
    field: `body.reading.columns.${beyond[0]}`,
    message: `is beyond the last column, ${sheet.columns.length - 1}`,
  };
  throw new AppError("invalid_request", `${fault.field} ${fault.message}`, { faults: [fault] });
}

function guessReading(sheet: Sheet): Reading {
  const { columns, find_by } = guessColumns(sheet);
  const dates = columnCells(sheet, columns.target_date);
  return { find_by, columns, date_format: guessDateFormat(dates), words: {}, empty_clears: false };
}
