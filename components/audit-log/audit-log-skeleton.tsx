import { PageBody } from "@/components/layout/page-body.tsx";
import { PageHeader } from "@/components/layout/page-header.tsx";
import { SettingsNav } from "@/components/settings/settings-nav.tsx";
import { Card } from "@/components/ui/card.tsx";
import { SectionHead } from "@/components/ui/section-head.tsx";
import { SkeletonRows } from "@/components/ui/skeleton-card.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";

export const AUDIT_LOG_EXPLANATION =
  "Who signed in or was refused, and who changed what in users, rules, feeds and sync. Changes of issues stand in each issue's timeline.";

/** The screen before its data: the same boxes in the same places. */
export function AuditLogSkeleton() {
  return (
    <PageBody aria-busy>
      <PageHeader title="Settings" />
      <SettingsNav />
      <Card>
        <SectionHead id="audit-log" title="Audit log" explanation={AUDIT_LOG_EXPLANATION} />
        <div className="border-b px-4 py-2.5">
          <Skeleton className="h-[3.25rem] w-full max-w-3xl phone:h-54" />
        </div>
        <SkeletonRows rows={12} rowClassName="h-9" />
      </Card>
    </PageBody>
  );
}
