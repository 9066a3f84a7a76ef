import { PageBody } from "@/components/layout/page-body.tsx";
import { PageHeader } from "@/components/layout/page-header.tsx";
import { Card, CardHeader, CardTitle } from "@/components/ui/card.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { SettingsNav } from "./settings-nav.tsx";

/** The screen before its data: the same boxes in the same places. */
export function RulesSkeleton() {
  return (
    <PageBody aria-busy>
      <PageHeader title="Settings" action={<Skeleton className="h-8 w-24 phone:h-11" />} />
      <SettingsNav />
      <SkeletonCard title="Status rules" rows={12} />
      <SkeletonCard title="Labels without a rule" rows={6} />
    </PageBody>
  );
}

function SkeletonCard({ title, rows }: { title: string; rows: number }) {
  return (
    <Card>
      <CardHeader className="py-2.5">
        <div>
          <CardTitle>{title}</CardTitle>
          <Skeleton className="my-0.5 h-3.5 w-72 max-w-full" />
        </div>
      </CardHeader>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-9 items-center gap-8 px-4">
          <Skeleton className="h-4 flex-1" />
          <Skeleton className="h-4 w-24 phone:hidden" />
          <Skeleton className="h-4 w-24 phone:hidden" />
        </div>
      ))}
    </Card>
  );
}
