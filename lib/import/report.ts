import { OVERRIDE_FIELDS, type OverrideChange } from "@/lib/overrides/schema.ts";
import type { ReadCells } from "./cells.ts";
import type { FoundIssue } from "./queries/named.ts";
import type { Standing } from "./queries/standing.ts";
import type { ReportRow } from "./schema.ts";
import { ROW_KINDS, type RowKind } from "./wording.ts";

/** A row of the sheet, what its name was found to mean, and what it asks for. */
export type ReadRow = { row: number; name: string; found: FoundIssue[]; cells: ReadCells };

/** A line of the report, with the whole change where there is one. */
export type JudgedRow = { line: ReportRow; change: OverrideChange };

const SHOWN_CHARACTERS = 200;
const SHOWN_CANDIDATES = 5;

/**
 * What becomes of each row, given the overrides that stand: the first reason not to apply it counts, in the order not found, ambiguous,
 * repeated, bad value. Of several rows that name one issue the first stands, whatever it says.
 */
export function judge(rows: readonly ReadRow[], standing: ReadonlyMap<string, Standing>): JudgedRow[] {
  const first = new Map<string, number>();
  return rows.map((row) => {
    const [issue] = row.found.length === 1 ? row.found : [];
    const repeats = issue === undefined ? null : (first.get(issue.id) ?? null);
    if (issue !== undefined && repeats === null) first.set(issue.id, row.row);
    const stands = issue && standing.get(issue.id);
    const changes = stands === undefined ? [] : changesOf(stands, row.cells.change);
    const kind = kindOf(row, { repeats, changes: changes.length });
    const isApplied = kind === "changed";
    const line: ReportRow = {
      row: row.row,
      kind,
      name: shown(row.name),
      issue: issue ?? null,
      version: isApplied ? (stands?.version ?? null) : null,
      changes: isApplied ? changes : [],
      faults: kind === "bad_value" ? row.cells.faults : [],
      candidates: kind === "ambiguous" ? row.found.slice(0, SHOWN_CANDIDATES) : [],
      repeats,
      ambiguous_date: isApplied ? row.cells.ambiguous_date : null,
    };
    return { line, change: row.cells.change };
  });
}

/** How many rows of each kind there are. */
export function countKinds(lines: readonly ReportRow[]): Record<RowKind, number> {
  const counts = { changed: 0, unchanged: 0, not_found: 0, ambiguous: 0, bad_value: 0, repeated: 0 };
  for (const { kind } of lines) counts[kind] += 1;
  return counts;
}

/** How many rows cannot be applied. */
export function countFaulty(counts: Record<RowKind, number>): number {
  return ROW_KINDS.filter((kind) => kind !== "changed" && kind !== "unchanged").reduce(
    (sum, kind) => sum + counts[kind],
    0,
  );
}

function kindOf({ found, cells }: ReadRow, { repeats, changes }: { repeats: number | null; changes: number }): RowKind {
  if (found.length === 0) return "not_found";
  if (found.length > 1) return "ambiguous";
  if (repeats !== null) return "repeated";
  if (cells.faults.length > 0) return "bad_value";
  return changes > 0 ? "changed" : "unchanged";
}

function changesOf({ values }: Standing, change: OverrideChange): ReportRow["changes"] {
  return OVERRIDE_FIELDS.flatMap((field) => {
    const to = change[field];
    if (to === undefined || to === values[field]) return [];
    return [{ field, from: asText(values[field]), to: asText(to) }];
  });
}

function asText(value: string | number | null): string | null {
  return value === null ? null : shown(String(value));
}

function shown(text: string): string {
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS - 1)}…` : text;
}
