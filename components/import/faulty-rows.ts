import { BYTE_ORDER_MARK, row as csvRow } from "@/lib/csv.ts";
import type { ImportReport, ReportRow } from "@/lib/import/schema.ts";
import { OVERRIDE_FIELD_WORDS } from "@/lib/overrides/wording.ts";
import { KIND_WORDS } from "@/lib/import/wording.ts";

/** The rows that cannot be applied. */
export function faultyRows({ rows }: ImportReport): ReportRow[] {
  return rows.filter(({ kind }) => kind !== "changed" && kind !== "unchanged");
}

/** What stands in a row's way, in words; empty where nothing does. */
export function faultWords({ kind, faults, candidates, repeats }: ReportRow): string {
  switch (kind) {
    case "not_found":
      return "No issue of this name";
    case "ambiguous":
      return `Could be ${candidates.map(({ reference }) => reference).join(", ")}`;
    case "repeated":
      return `Row ${repeats} names it already`;
    case "bad_value":
      return faults
        .map(({ field, message }) => (field === "row" ? `It ${message}` : `${OVERRIDE_FIELD_WORDS[field]}: ${message}`))
        .join("; ");
    case "changed":
    case "unchanged":
      return "";
  }
}

/** The faulty rows as a CSV file: to be mended in the sheet. */
export function faultyFile(report: ImportReport): string {
  const lines = faultyRows(report).map((line) => [line.row, line.name, KIND_WORDS[line.kind], faultWords(line)]);
  return BYTE_ORDER_MARK + [["row", "issue", "outcome", "fault"], ...lines].map(csvRow).join("");
}
