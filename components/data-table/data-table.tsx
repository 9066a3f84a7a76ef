import { FlexRender, type ReactTable, type Row, type RowData } from "@tanstack/react-table";
import { useMemo } from "react";
import { cn } from "@/lib/cn.ts";
import { ColumnHeader } from "./column-header.tsx";
import type { Features } from "./features.ts";

type DataTableProps<T extends RowData> = {
  table: ReactTable<Features, T>;
  /** What the rows are, for those who cannot see the page round the table. */
  label: string;
  /** The rows shown are the last ones; newer are on their way. */
  busy?: boolean;
  className?: string;
};

/** Pale only when it takes long: most answers are there before the eye would see it. */
const BUSY = "opacity-60 transition-opacity delay-200 duration-100";
const HEAD_CELL = "sticky top-0 z-20 h-9 border-b bg-card px-3 text-left align-middle";
/** Hover greys a row, a selection tints it, keyboard focus draws lines above and below it. */
const CELL =
  "h-(--row-height,2.25rem) border-b bg-card px-3 py-0 align-middle group-hover/row:bg-muted group-has-[input:checked]/row:bg-selected group-has-[:focus-visible]/row:shadow-[inset_0_1px_0_var(--ring),inset_0_-1px_0_var(--ring)]";
/**
 * The first column stays while the others pass beneath it; keyboard focus paints a bar on it. It is sticky only where there is
 * something to pass: a browser moves each sticky cell by itself, in either direction.
 */
const FIRST =
  "left-0 z-10 group-data-wider/scroller:sticky group-data-wider/scroller:border-r group-has-[:focus-visible]/row:shadow-[inset_4px_0_0_var(--ring),inset_0_1px_0_var(--ring),inset_0_-1px_0_var(--ring)]";
const FIRST_HEAD = "left-0 z-30 group-data-wider/scroller:border-r";

/** A table whose head and first column stay in sight. It scrolls inside itself, both ways. */
export function DataTable<T extends RowData>({ table, label, busy = false, className }: DataTableProps<T>) {
  const { rows } = table.getRowModel();
  const { columns } = table.options;
  // The rows are most of the page: they are drawn anew when they or their columns change, not with the head's order or `busy`.
  // oxlint-disable-next-line react/exhaustive-deps -- a row reads its columns from the table
  const body = useMemo(() => rows.map((row) => <BodyRow key={row.id} row={row} />), [rows, columns]);
  return (
    <div ref={markWider} className={cn("group/scroller relative scroll-pt-9 overflow-auto", className)}>
      <table
        aria-label={label}
        aria-busy={busy}
        className={cn("w-full border-separate border-spacing-0 text-sm", busy && BUSY)}
      >
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header, index) => (
                <ColumnHeader
                  key={header.id}
                  header={header}
                  className={cn(HEAD_CELL, index === 0 && FIRST_HEAD, header.column.columnDef.meta?.className)}
                />
              ))}
            </tr>
          ))}
        </thead>
        <tbody>{body}</tbody>
      </table>
    </div>
  );
}

/** Keeps `data-wider` on a scroller whose content is wider than itself. For `ref`. */
function markWider(scroller: HTMLElement | null): (() => void) | undefined {
  if (scroller === null) return undefined;
  const observer = new ResizeObserver(() =>
    scroller.toggleAttribute("data-wider", scroller.scrollWidth > scroller.clientWidth),
  );
  for (const element of [scroller, ...scroller.children]) observer.observe(element);
  return () => observer.disconnect();
}

function BodyRow<T extends RowData>({ row }: { row: Row<Features, T> }) {
  return (
    <tr className="group/row">
      {row.getAllCells().map((cell, index) => {
        const { meta } = cell.column.columnDef;
        const content = <FlexRender cell={cell} />;
        return (
          <td
            key={cell.id}
            className={cn(
              CELL,
              index === 0 && FIRST,
              meta?.align === "end" && "text-right tabular-nums",
              meta?.className,
            )}
          >
            {content}
          </td>
        );
      })}
    </tr>
  );
}
