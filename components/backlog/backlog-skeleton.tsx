import { TableSkeleton } from "@/components/data-table/table-skeleton.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { cn } from "@/lib/cn.ts";
import { readColumns } from "./column-choice.ts";
import { columnMeta } from "./column-meta.ts";

const ROWS = 50;
const CARDS = 8;

/** The rows before they are known: the table, or on a phone the cards. */
export function BacklogSkeleton({ columns, className }: { columns?: string; className?: string }) {
  return (
    <div role="status" aria-label="Loading issues" className={cn("flex min-h-0 flex-col overflow-hidden", className)}>
      <TableSkeleton columns={readColumns(columns).map(columnMeta)} rows={ROWS} className="phone:hidden" />
      <div className="md:hidden">
        {Array.from({ length: CARDS }, (_, index) => (
          <div key={index} className="flex h-32 flex-col gap-3 border-b bg-card px-4 py-3">
            <Skeleton className="h-3 w-32" />
            <Skeleton className="h-4 w-full" />
            <Skeleton className="h-5 w-40" />
            <Skeleton className="h-5 w-24" />
          </div>
        ))}
      </div>
    </div>
  );
}
