"use client";

import { ColumnList } from "@/components/data-table/column-list.tsx";
import { DensityField } from "@/components/data-table/density-field.tsx";
import { readParams } from "@/lib/issues/filters.ts";
import { COLUMN_WORDS } from "@/lib/issues/wording.ts";
import type { BacklogColumnsProps } from "./backlog-columns.tsx";
import {
  COLUMN_IDS,
  type ColumnId,
  isAlwaysShown,
  isColumn,
  readColumns,
  withColumn,
  withColumnAt,
  writeColumns,
} from "./column-choice.ts";
import { OrderEditor } from "./order-editor.tsx";

/** How high the rows of the table are, which columns it has in which order, and in which order its rows stand. */
export function TableEditor({ params: { columns, sort }, onChange, density, onDensity }: BacklogColumnsProps) {
  const shown = readColumns(columns);
  const choices = [...shown, ...COLUMN_IDS.filter((id) => !shown.includes(id))].map((id) => ({
    id,
    label: COLUMN_WORDS[id],
    shown: shown.includes(id),
    fixed: isAlwaysShown(id),
  }));
  const choose = (id: string, chosen: (present: readonly ColumnId[], column: ColumnId) => readonly ColumnId[]) => {
    if (isColumn(id)) onChange({ columns: writeColumns(chosen(presentColumns(), id)) }, "replace");
  };
  return (
    <>
      <DensityField density={density} onChange={onDensity} />
      <ColumnList
        columns={choices}
        onChange={(id, isShown) => choose(id, (present, column) => withColumn(present, column, isShown))}
        onStep={(id, by) =>
          choose(id, (present, column) => withColumnAt(present, column, present.indexOf(column) + by))
        }
        onPut={(id, other) =>
          choose(id, (present, column) =>
            withColumnAt(
              present,
              column,
              present.findIndex((it) => it === other),
            ),
          )
        }
        onReset={columns === undefined ? null : () => onChange({ columns: null }, "replace")}
      />
      <OrderEditor sort={sort} onChange={(changed) => onChange({ sort: changed })} />
    </>
  );
}

/** From the address itself: a key that is held moves a column again before React has drawn its last move. */
function presentColumns(): readonly ColumnId[] {
  return readColumns(readParams(new URLSearchParams(window.location.search)).columns);
}
