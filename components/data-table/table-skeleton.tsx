import { Skeleton } from "@/components/ui/skeleton.tsx";
import { cn } from "@/lib/cn.ts";
import type { ColumnMeta } from "./features.ts";

type TableSkeletonProps = { columns: readonly ColumnMeta[]; rows: number; className?: string };

/** The table before its rows are known: the same head, the same heights and widths. */
export function TableSkeleton({ columns, rows, className }: TableSkeletonProps) {
  return (
    <div aria-hidden className={cn("overflow-hidden", className)}>
      <table className="w-full border-separate border-spacing-0 text-sm">
        <thead>
          <tr>
            {columns.map(({ label, className: width, align }) => (
              <th
                key={label}
                scope="col"
                className={cn(
                  "h-9 border-b bg-card px-3 text-left text-xs font-medium whitespace-nowrap text-muted-foreground",
                  align === "end" && "text-right",
                  width,
                )}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: rows }, (_, row) => (
            <tr key={row}>
              {columns.map(({ label, className: width }, column) => (
                <td key={label} className={cn("h-(--row-height,2.25rem) border-b bg-card px-3", width)}>
                  <Skeleton className={cn("h-3.5", WIDTHS[(row + column) % WIDTHS.length])} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Uneven, as text is. */
const WIDTHS = ["w-3/4", "w-2/3", "w-5/6", "w-1/2"];
