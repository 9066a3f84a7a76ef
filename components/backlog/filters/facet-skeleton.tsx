import { Skeleton } from "@/components/ui/skeleton.tsx";

/** What a filter can be set to, before it is known. */
export function FacetSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-2 p-2">
      {["w-3/4", "w-1/2", "w-2/3", "w-3/5"].map((width) => (
        <Skeleton key={width} className={`h-4 ${width}`} />
      ))}
    </div>
  );
}
