"use client";

import { CircleAlert, CircleCheck, CirclePause, LoaderCircle } from "lucide-react";
import { Badge } from "@/components/ui/badge.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { StackBody, StackCell, StackColumn, StackHead, StackRow, StackTable } from "@/components/ui/stack-table.tsx";
import type { SyncRunDto } from "@/lib/sync/schema.ts";
import { count, RUN_STATUS_WORDS, runInWords, tookInWords } from "@/lib/sync/wording.ts";

const LOOKS = {
  running: { variant: "info", icon: LoaderCircle },
  success: { variant: "success", icon: CircleCheck },
  failed: { variant: "danger", icon: CircleAlert },
  stalled: { variant: "warning", icon: CirclePause },
} as const satisfies Record<SyncRunDto["status"], unknown>;

/** Runs, newest first. */
export function RunsTable({ runs }: { runs: SyncRunDto[] }) {
  return (
    <StackTable aria-labelledby="runs">
      <StackHead>
        <StackRow>
          <StackColumn className="w-full">Run</StackColumn>
          <StackColumn>Status</StackColumn>
          <StackColumn align="right">Started</StackColumn>
          <StackColumn align="right">Took</StackColumn>
          <StackColumn align="right">Read</StackColumn>
          <StackColumn align="right">Written</StackColumn>
          <StackColumn>Asked for by</StackColumn>
        </StackRow>
      </StackHead>
      <StackBody>
        {runs.map((run) => (
          <RunRow key={run.id} run={run} />
        ))}
      </StackBody>
    </StackTable>
  );
}

function RunRow({ run }: { run: SyncRunDto }) {
  const { variant, icon: Icon } = LOOKS[run.status];
  return (
    <StackRow>
      <StackCell wide className="max-w-0">
        <span className="font-medium">{runInWords(run)}</span>{" "}
        <span className="font-mono text-xs break-words text-muted-foreground">
          {run.project?.path ?? "all projects"}
        </span>
        {run.error_message && (
          <p className="line-clamp-3 text-xs break-words text-status-overdue">{run.error_message}</p>
        )}
      </StackCell>
      <StackCell label="Status">
        <Badge variant={variant}>
          <Icon aria-hidden />
          {RUN_STATUS_WORDS[run.status]}
        </Badge>
      </StackCell>
      <StackCell label="Started" align="right" className="whitespace-nowrap">
        <RelativeTime value={run.started_at} />
      </StackCell>
      <StackCell label="Took" align="right" className="whitespace-nowrap">
        {tookInWords(run)}
      </StackCell>
      <StackCell label="Read" align="right">
        {count(run.records_read)}
      </StackCell>
      <StackCell label="Written" align="right">
        {count(run.records_upserted)}
      </StackCell>
      <StackCell label="Asked for by" wide>
        <p className="max-w-56 truncate" title={run.requested_by ?? undefined}>
          {run.requested_by ?? (run.mode === "webhook" ? "GitLab" : "schedule")}
        </p>
      </StackCell>
    </StackRow>
  );
}
