import { Skeleton } from "@/components/ui/skeleton.tsx";

/** A few lines of a list that is on its way. */
export function ViewsSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-2 p-2">
      <Skeleton className="h-5 w-4/5" />
      <Skeleton className="h-5 w-3/5" />
      <Skeleton className="h-5 w-2/3" />
    </div>
  );
}
