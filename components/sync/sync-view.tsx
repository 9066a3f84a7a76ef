"use client";

import { PageBody } from "@/components/layout/page-body.tsx";
import { PageHeader } from "@/components/layout/page-header.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { problemOf } from "@/components/ui/problem-of.ts";
import type { SyncStatus } from "@/lib/sync/schema.ts";
import { Audits } from "./audits.tsx";
import { Deliveries } from "./deliveries.tsx";
import { Gaps } from "./gaps.tsx";
import { Health } from "./health.tsx";
import { HookStates } from "./hook-states.tsx";
import { Parked } from "./parked.tsx";
import { ProjectsTable } from "./projects-table.tsx";
import { Running } from "./running.tsx";
import { Runs } from "./runs.tsx";
import { SyncMenu } from "./sync-menu.tsx";
import { SyncSkeleton } from "./sync-skeleton.tsx";
import { SyncTabs } from "./sync-tabs.tsx";
import { useSyncStatus } from "./use-sync-status.ts";
import { type SyncTab, useSyncTab } from "./use-sync-tab.ts";
import { Verdict } from "./verdict.tsx";
import { WebhookSetup } from "./webhook-setup.tsx";

/** Whether the mirror is well, what it is doing, what it did, and the buttons that have it do something now. */
export function SyncView() {
  const { data, error, isFetching, refetch } = useSyncStatus();
  const tab = useSyncTab();
  if (!data && !error) return <SyncSkeleton />;
  const active = data?.projects.filter((project) => project.active && project.gone_at === null).length ?? 0;
  return (
    <PageBody>
      <PageHeader title="Sync" action={<SyncMenu project={null} projects={active} disabled={active === 0} />} />
      {error && (
        <ErrorState
          shape={data ? "banner" : "page"}
          {...problemOf(
            error,
            data ? "What stands below could not be renewed." : "The state of the sync could not be read.",
          )}
          onRetry={() => refetch()}
          retrying={isFetching}
        />
      )}
      {data && <SyncTabs current={tab} parked={data.queue.failed} />}
      {data && <SyncPart tab={tab} status={data} />}
    </PageBody>
  );
}

function SyncPart({ tab, status }: { tab: SyncTab; status: SyncStatus }) {
  switch (tab) {
    case "overview":
      return (
        <>
          <Verdict status={status} />
          <Health status={status} />
          <Running runs={status.runs.filter((run) => run.status === "running")} />
          <ProjectsTable status={status} />
        </>
      );
    case "runs":
      return <Runs projects={status.projects} />;
    case "audits":
      return <Audits projects={status.projects} gitlabUrl={status.gitlab.url} />;
    case "webhook":
      return (
        <>
          <WebhookSetup webhook={status.webhook} />
          <HookStates projects={status.projects} />
          <Gaps />
          <Deliveries projects={status.projects} />
        </>
      );
    case "parked":
      return <Parked />;
  }
}
