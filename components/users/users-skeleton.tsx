import { PageBody } from "@/components/layout/page-body.tsx";
import { PageHeader } from "@/components/layout/page-header.tsx";
import { SettingsNav } from "@/components/settings/settings-nav.tsx";
import { Card } from "@/components/ui/card.tsx";
import { SectionHead } from "@/components/ui/section-head.tsx";
import { SkeletonRows } from "@/components/ui/skeleton-card.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";

export const USERS_EXPLANATION = "Everybody who has signed in once. Last seen is known to the day.";

/** The screen before its data: the same boxes in the same places. */
export function UsersSkeleton() {
  return (
    <PageBody aria-busy>
      <PageHeader title="Settings" />
      <SettingsNav />
      <Card>
        <SectionHead id="users" title="Users" explanation={USERS_EXPLANATION}>
          <Skeleton className="h-7 w-52 phone:h-11 phone:w-full" />
          <Skeleton className="h-7 w-24 phone:h-11 phone:flex-1" />
        </SectionHead>
        <SkeletonRows rows={6} />
      </Card>
    </PageBody>
  );
}
