import { Skeleton } from "@/components/ui/skeleton.tsx";
import { ROW, ROW_PARTS } from "./row-classes.ts";

const WIDTHS = ["w-3/4", "w-1/2", "w-2/3", "w-5/6", "w-3/5"];

/** The results before they are there. */
export function SearchSkeleton() {
  return (
    <div role="status" aria-label="Searching" className="p-1">
      {WIDTHS.map((width) => (
        <div key={width} className={ROW}>
          <Skeleton className={`h-3.5 w-24 ${ROW_PARTS.reference}`} />
          <Skeleton className={`h-4 ${width} ${ROW_PARTS.title}`} />
          <Skeleton className={`h-5 w-20 ${ROW_PARTS.status}`} />
        </div>
      ))}
    </div>
  );
}
