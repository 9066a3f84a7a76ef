import { cn } from "@/lib/cn.ts";
import { Card, CardHeader, CardTitle } from "./card.tsx";
import { Skeleton } from "./skeleton.tsx";

/** `rowClassName` gives the height that a row will have. */
type SkeletonRowsProps = { rows: number; rowClassName?: string };

/** A section before its list is known. */
export function SkeletonCard({ title, ...list }: SkeletonRowsProps & { title: string }) {
  return (
    <Card>
      <CardHeader className="py-2.5">
        <div>
          <CardTitle>{title}</CardTitle>
          <Skeleton className="my-0.5 h-3.5 w-72 max-w-full" />
        </div>
      </CardHeader>
      <SkeletonRows {...list} />
    </Card>
  );
}

/** The list itself before it is known. */
export function SkeletonRows({ rows, rowClassName = "h-11" }: SkeletonRowsProps) {
  return Array.from({ length: rows }, (_, row) => (
    <div key={row} className={cn("flex items-center gap-8 px-4", rowClassName)}>
      <Skeleton className="h-4 flex-1" />
      <Skeleton className="h-4 w-24 phone:hidden" />
      <Skeleton className="h-4 w-24 phone:hidden" />
    </div>
  ));
}
