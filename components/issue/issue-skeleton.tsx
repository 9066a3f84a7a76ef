import { Skeleton } from "@/components/ui/skeleton.tsx";

const LINES = ["w-full", "w-11/12", "w-10/12", "w-4/5", "w-2/3"];
const FIELDS = ["w-24", "w-32", "w-20", "w-28", "w-40", "w-36"];

/** The issue's page before the issue is known. */
export function IssueSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading the issue"
      className="mx-auto flex w-full max-w-[1600px] flex-col gap-6 px-6 py-4 phone:px-4"
    >
      <div className="flex flex-col gap-3">
        <Skeleton className="h-7 w-64" />
        <Skeleton className="h-7 w-full max-w-xl" />
        <Skeleton className="h-5 w-72" />
      </div>
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex max-w-[72ch] flex-col gap-3">
          {LINES.map((width) => (
            <Skeleton key={width} className={`h-4 ${width}`} />
          ))}
        </div>
        <div className="flex flex-col gap-3">
          {FIELDS.map((width) => (
            <Skeleton key={width} className={`h-5 ${width}`} />
          ))}
        </div>
      </div>
    </div>
  );
}
