"use client";

import { lazy, Suspense } from "react";
import { ColumnMenu } from "@/components/data-table/column-menu.tsx";
import type { BacklogParams } from "@/lib/issues/filters.ts";
import { COLUMN_WORDS } from "@/lib/issues/wording.ts";
import { COLUMN_IDS, isAlwaysShown, isColumn, readColumns, withColumn, writeColumns } from "./column-choice.ts";
import type { ChangeBacklog } from "./use-backlog-url.ts";

const OrderEditor = lazy(async () => ({ default: (await import("./order-editor.tsx")).OrderEditor }));

type BacklogColumnsProps = { params: BacklogParams; onChange: ChangeBacklog };

/** Which columns the backlog shows, and in which order its rows stand; a phone's cards always show the same. */
export function BacklogColumns({ params: { columns, sort }, onChange }: BacklogColumnsProps) {
  const shown = readColumns(columns);
  const choices = COLUMN_IDS.map((id) => ({
    id,
    label: COLUMN_WORDS[id],
    shown: shown.includes(id),
    fixed: isAlwaysShown(id),
  }));
  return (
    <ColumnMenu
      columns={choices}
      onChange={(id, isShown) => {
        if (isColumn(id)) onChange({ columns: writeColumns(withColumn(shown, id, isShown)) }, "replace");
      }}
      onReset={columns === undefined ? null : () => onChange({ columns: null }, "replace")}
    >
      <Suspense>
        <OrderEditor sort={sort} onChange={(changed) => onChange({ sort: changed })} />
      </Suspense>
    </ColumnMenu>
  );
}
