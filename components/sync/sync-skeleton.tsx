import { PageBody } from "@/components/layout/page-body.tsx";
import { PageHeader } from "@/components/layout/page-header.tsx";
import { Card } from "@/components/ui/card.tsx";
import { SkeletonCard } from "@/components/ui/skeleton-card.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";

const FIGURES = ["Data", "GitLab", "Worker", "Queue"];

/** The sync page before its data: the same boxes in the same places. */
export function SyncSkeleton() {
  return (
    <PageBody aria-busy>
      <PageHeader title="Sync" action={<Skeleton className="h-8 w-24 phone:h-11" />} />
      <Skeleton className="h-9 w-full max-w-md phone:h-11" />
      <Card className="flex gap-3 px-4 py-3">
        <Skeleton className="mt-0.5 size-5 rounded-full" />
        <div className="flex-1">
          <Skeleton className="my-1 h-4 w-44" />
          <Skeleton className="my-0.5 h-3 w-80 max-w-full" />
        </div>
      </Card>
      <div className="grid grid-cols-4 gap-px overflow-hidden rounded-lg border bg-border max-lg:grid-cols-2">
        {FIGURES.map((name) => (
          <div key={name} className="flex flex-col bg-card px-4 py-3">
            <span className="text-xs text-muted-foreground">{name}</span>
            <Skeleton className="my-1 h-5 w-24" />
            <Skeleton className="my-0.5 h-3 w-36 max-w-full" />
          </div>
        ))}
      </div>
      <SkeletonCard title="Running now" rows={1} />
      <SkeletonCard title="Projects" rows={5} />
    </PageBody>
  );
}
