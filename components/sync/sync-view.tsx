"use client";

import { RotateCw } from "lucide-react";
import { PageBody } from "@/components/layout/page-body.tsx";
import { PageHeader } from "@/components/layout/page-header.tsx";
import { Button } from "@/components/ui/button.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { ProblemError } from "@/lib/api/fetcher.ts";
import type { SyncStatus } from "@/lib/sync/schema.ts";
import { Health } from "./health.tsx";
import { ProjectsTable } from "./projects-table.tsx";
import { Running } from "./running.tsx";
import { RunsTable } from "./runs-table.tsx";
import { SyncSkeleton } from "./sync-skeleton.tsx";
import { useBootstrap } from "./use-bootstrap.ts";
import { useSyncStatus } from "./use-sync-status.ts";

/** Whether the mirror is well, what it is doing, and the button that fills it. */
export function SyncView() {
  const { data, error, isFetching, refetch } = useSyncStatus();
  const bootstrap = useBootstrap();
  const asked = bootstrap.isPending ? bootstrap.variables : undefined;
  if (!data && !error) return <SyncSkeleton />;
  return (
    <PageBody>
      <PageHeader
        title="Sync"
        action={
          <Button onClick={() => bootstrap.mutate(null)} disabled={asked === null || !data?.projects.length}>
            <RotateCw />
            Bootstrap all
          </Button>
        }
      />
      {error && (
        <ErrorState
          shape={data ? "banner" : "page"}
          title={data ? "What stands below could not be renewed." : "The state of the sync could not be read."}
          message={error.message}
          requestId={error instanceof ProblemError ? error.requestId : null}
          onRetry={() => refetch()}
          retrying={isFetching}
        />
      )}
      {data && <SyncSections status={data} pending={asked ?? null} onBootstrap={(id) => bootstrap.mutate(id)} />}
    </PageBody>
  );
}

type SectionsProps = { status: SyncStatus; pending: string | null; onBootstrap: (project: string) => void };

function SyncSections({ status, pending, onBootstrap }: SectionsProps) {
  const running = status.runs.filter((run) => run.status === "running");
  const ended = status.runs.filter((run) => run.status !== "running");
  return (
    <>
      <Health status={status} />
      <Running runs={running} />
      <ProjectsTable status={status} onBootstrap={onBootstrap} pending={pending} />
      <RunsTable runs={ended} />
    </>
  );
}
