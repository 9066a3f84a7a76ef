import { BacklogSkeleton } from "@/components/backlog/backlog-skeleton.tsx";
import { PageHeader } from "@/components/layout/page-header.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";

/** The page's final shape: head, chips, rows, bar. */
export default function BacklogLoading() {
  return (
    <div className="flex min-h-0 flex-1 flex-col md:h-[calc(100dvh-var(--above))] md:flex-none">
      <div className="flex flex-col gap-2 px-6 py-2 phone:px-4">
        <PageHeader title="Backlog">
          <Skeleton className="my-0.5 h-3.5 w-24" />
        </PageHeader>
        <Skeleton className="h-7 w-full max-w-2xl rounded-full phone:h-11 phone:max-w-32" />
      </div>
      <BacklogSkeleton className="flex-1 border-t" />
      <div className="h-11 shrink-0" />
    </div>
  );
}
