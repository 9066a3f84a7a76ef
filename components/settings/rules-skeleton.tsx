import { PageBody } from "@/components/layout/page-body.tsx";
import { PageHeader } from "@/components/layout/page-header.tsx";
import { SkeletonCard } from "@/components/ui/skeleton-card.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { SettingsNav } from "./settings-nav.tsx";

/** The screen before its data: the same boxes in the same places. */
export function RulesSkeleton() {
  return (
    <PageBody aria-busy>
      <PageHeader title="Settings" action={<Skeleton className="h-8 w-24 phone:h-11" />} />
      <SettingsNav />
      <SkeletonCard title="Status rules" rows={12} rowClassName="h-9" />
      <SkeletonCard title="Labels without a rule" rows={6} rowClassName="h-9" />
    </PageBody>
  );
}
