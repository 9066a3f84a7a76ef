import type { SortingState } from "@tanstack/react-table";
import { DEFAULT_SORT } from "@/lib/issues/filters.ts";

/** `-updated_at,title` as the table knows it. */
export function readSorting(sort: string = DEFAULT_SORT): SortingState {
  return sort.split(",").map((term) => ({ id: term.replace(/^-/, ""), desc: term.startsWith("-") }));
}

/** The reverse; null where no order is left, which leads back to the default. */
export function writeSorting(sorting: SortingState): string | null {
  return sorting.map(({ id, desc }) => (desc ? `-${id}` : id)).join(",") || null;
}
