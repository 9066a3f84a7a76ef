import { COLUMN_WORDS } from "@/lib/issues/wording.ts";

export type ColumnId = keyof typeof COLUMN_WORDS;

const ALWAYS: readonly ColumnId[] = ["reference", "title"];
/** The project is not among them: the reference names it. */
export const DEFAULT_COLUMNS: readonly ColumnId[] = [...ALWAYS, "status", "assignees", "priority", "due", "updated_at"];
export const COLUMN_IDS: readonly ColumnId[] = Object.keys(COLUMN_WORDS).filter(isColumn);

export function isColumn(text: string): text is ColumnId {
  return Object.hasOwn(COLUMN_WORDS, text);
}

/** Whether a column stays whatever is chosen: without it a row could not be told or opened. */
export function isAlwaysShown(column: ColumnId): boolean {
  return ALWAYS.includes(column);
}

/** The columns that `columns=status,due` shows, in its order after those that are always there. */
export function readColumns(text: string | undefined): readonly ColumnId[] {
  if (text === undefined) return DEFAULT_COLUMNS;
  return [...new Set([...ALWAYS, ...text.split(",").filter(isColumn)])];
}

/** How a choice stands in the URL; null for the default one. */
export function writeColumns(columns: readonly ColumnId[]): string | null {
  const text = columns.join(",");
  return text === DEFAULT_COLUMNS.join(",") ? null : text;
}

/** The choice with one of its columns at another place; those that are always there stay in front. */
export function withColumnAt(columns: readonly ColumnId[], id: ColumnId, place: number): readonly ColumnId[] {
  if (isAlwaysShown(id) || !columns.includes(id)) return columns;
  const others = columns.filter((column) => column !== id);
  return others.toSpliced(Math.max(place, ALWAYS.length), 0, id);
}

/** The choice with one column more or less; a new one goes to the place it has in the full list. */
export function withColumn(columns: readonly ColumnId[], id: ColumnId, shown: boolean): readonly ColumnId[] {
  const others = columns.filter((column) => column !== id);
  if (!shown) return others;
  const before = COLUMN_IDS.slice(0, COLUMN_IDS.indexOf(id));
  const place = others.findLastIndex((column) => before.includes(column)) + 1;
  return others.toSpliced(place, 0, id);
}
