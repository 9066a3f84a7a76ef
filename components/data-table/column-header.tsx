import type { Header, RowData } from "@tanstack/react-table";
import { ArrowDown, ArrowUp } from "lucide-react";
import { cn } from "@/lib/cn.ts";
import type { Features } from "./features.ts";

type ColumnHeaderProps<T extends RowData> = { header: Header<Features, T>; className?: string };

const ARIA_SORT = { asc: "ascending", desc: "descending" } as const;
const ORDINALS = ["", "second", "third"];

/** A column's name; a click sorts by it, with Shift beside what is sorted already. */
export function ColumnHeader<T extends RowData>({ header, className }: ColumnHeaderProps<T>) {
  const { column } = header;
  const { label = column.id, align, lead: Lead } = column.columnDef.meta ?? {};
  const sorted = column.getIsSorted();
  const position = column.getSortIndex();
  // Only one head may carry aria-sort: the others say it in words.
  const ariaSort = sorted && position === 0 ? ARIA_SORT[sorted] : undefined;
  return (
    <th scope="col" aria-sort={ariaSort} className={cn(className, align === "end" && "text-right")}>
      {Lead && <Lead />}
      {column.getCanSort() ? (
        <button
          type="button"
          title={`Sort by ${label.toLowerCase()}. Shift-click adds it to the present order.`}
          onClick={column.getToggleSortingHandler()}
          className={cn(
            "-mx-1 inline-flex h-6 max-w-full items-center gap-1 rounded-sm px-1 text-xs font-medium whitespace-nowrap text-muted-foreground hover:bg-muted hover:text-foreground",
            sorted && "text-foreground",
            Lead && "ml-0 pl-0", // as near as a finger's target beside it lets it come
          )}
        >
          {label}
          {sorted && <SortMark direction={sorted} position={position} />}
        </button>
      ) : (
        <span className="text-xs font-medium whitespace-nowrap text-muted-foreground">{label}</span>
      )}
    </th>
  );
}

function SortMark({ direction, position }: { direction: "asc" | "desc"; position: number }) {
  const Arrow = direction === "asc" ? ArrowUp : ArrowDown;
  return (
    <>
      <Arrow aria-hidden className="size-3.5 shrink-0" />
      {position > 0 && (
        <>
          <span aria-hidden className="tabular-nums">
            {position + 1}
          </span>
          <span className="sr-only">{`sorted ${ORDINALS[position]}, ${ARIA_SORT[direction]}`}</span>
        </>
      )}
    </>
  );
}
