import type { EngineerRow } from "@/lib/dashboard/schema.ts";
import type { DefinitionId } from "@/lib/definitions/wording.ts";
import { STATUS_WORDS } from "@/lib/status/wording.ts";

export type CountKey = "wip" | "in_progress" | "blocked" | "overdue" | "not_started" | "open" | "completed";
export type EngineerKey = "person" | "oldest" | CountKey;
export type EngineerOrder = { key: EngineerKey; descending: boolean };

/** The numbers that a person has, in order. */
export const COUNTS: readonly { key: CountKey; words: string; definition: DefinitionId }[] = [
  { key: "wip", words: "WIP", definition: "wip" },
  { key: "in_progress", words: STATUS_WORDS.in_progress, definition: "in-progress" },
  { key: "blocked", words: STATUS_WORDS.blocked, definition: "blocked" },
  { key: "overdue", words: "Overdue", definition: "overdue" },
  { key: "not_started", words: STATUS_WORDS.not_started, definition: "not-started" },
  { key: "open", words: "Open", definition: "open" },
  { key: "completed", words: STATUS_WORDS.completed, definition: "completed-by" },
];

/** What a column is called, also on a phone's list of orders. */
export function columnWords(key: EngineerKey): string {
  if (key === "person") return "Engineer";
  return COUNTS.find((column) => column.key === key)?.words ?? "Oldest in work";
}

export function nameOf({ person }: EngineerRow): string {
  return person?.name ?? "Unassigned";
}

/** The order after a press on a column: names begin with A, numbers and ages with the most; a second press turns it round. */
export function nextOrder(present: EngineerOrder | null, key: EngineerKey): EngineerOrder {
  const isSame = present?.key === key;
  return { key, descending: isSame ? !present.descending : key !== "person" };
}

/** The rows in an order; as they came where none is chosen. What nobody has, and who has nothing old, stands last either way. */
export function inOrder(rows: readonly EngineerRow[], order: EngineerOrder | null): readonly EngineerRow[] {
  if (order === null) return rows;
  const sign = order.descending ? -1 : 1;
  return rows.toSorted((one, other) => {
    const last = Number(isLast(one, order)) - Number(isLast(other, order));
    const nobody = Number(one.person === null) - Number(other.person === null);
    return nobody || last || sign * compare(one, other, order.key);
  });
}

function isLast(row: EngineerRow, { key }: EngineerOrder): boolean {
  return key === "oldest" && row.oldest === null;
}

function compare(one: EngineerRow, other: EngineerRow, key: EngineerKey): number {
  if (key === "person") return nameOf(one).localeCompare(nameOf(other), "en");
  if (key !== "oldest") return one[key].value - other[key].value;
  const [first, second] = [one.oldest?.wip_since ?? "", other.oldest?.wip_since ?? ""];
  // The older began earlier.
  return first === second ? 0 : first < second ? 1 : -1;
}
