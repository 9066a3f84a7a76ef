"use client";

import { ColumnMenu } from "@/components/data-table/column-menu.tsx";
import { COLUMN_WORDS } from "@/lib/issues/wording.ts";
import { COLUMN_IDS, isAlwaysShown, isColumn, readColumns, withColumn, writeColumns } from "./column-choice.ts";
import type { ChangeBacklog } from "./use-backlog-url.ts";

/** Which columns the backlog shows; a phone's cards always show the same. */
export function BacklogColumns({ columns, onChange }: { columns: string | undefined; onChange: ChangeBacklog }) {
  const shown = readColumns(columns);
  const choices = COLUMN_IDS.map((id) => ({
    id,
    label: COLUMN_WORDS[id],
    shown: shown.includes(id),
    fixed: isAlwaysShown(id),
  }));
  return (
    <div className="phone:hidden">
      <ColumnMenu
        columns={choices}
        onChange={(id, isShown) => {
          if (isColumn(id)) onChange({ columns: writeColumns(withColumn(shown, id, isShown)) }, "replace");
        }}
        onReset={columns === undefined ? null : () => onChange({ columns: null }, "replace")}
      />
    </div>
  );
}
