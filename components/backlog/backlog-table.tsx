"use client";

import { type SortingState, type Updater, useTable } from "@tanstack/react-table";
import { useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table.tsx";
import { features } from "@/components/data-table/features.ts";
import { MAX_SORT_KEYS } from "@/lib/issues/filters.ts";
import type { IssueRow } from "@/lib/issues/schema.ts";
import { readColumns } from "./column-choice.ts";
import { toColumns } from "./columns.tsx";
import { readSorting, writeSorting } from "./sorting.ts";

type BacklogTableProps = {
  issues: IssueRow[];
  sort: string | undefined;
  columns: string | undefined;
  busy: boolean;
  onSort: (sort: string | null) => void;
  className?: string;
};

/** A page of issues as a table, in the order the server gave them. */
export function BacklogTable({ issues, sort, columns, busy, onSort, className }: BacklogTableProps) {
  const definitions = useMemo(() => toColumns(readColumns(columns)), [columns]);
  const sorting = useMemo(() => readSorting(sort), [sort]);
  const table = useTable({
    features,
    columns: definitions,
    data: issues,
    getRowId: (issue) => issue.id,
    manualSorting: true,
    maxMultiSortColCount: MAX_SORT_KEYS,
    isMultiSortEvent: (event) =>
      typeof event === "object" && event !== null && "shiftKey" in event && event.shiftKey === true,
    state: { sorting },
    onSortingChange: (update) => onSort(writeSorting(resolve(update, sorting))),
  });
  return <DataTable table={table} label="Issues" busy={busy} className={className} />;
}

function resolve(update: Updater<SortingState>, present: SortingState): SortingState {
  return typeof update === "function" ? update(present) : update;
}
