"use client";

import { CircleAlert, CircleCheck, LoaderCircle } from "lucide-react";
import { Badge } from "@/components/ui/badge.tsx";
import { Card, CardHeader, CardTitle } from "@/components/ui/card.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { StackBody, StackCell, StackColumn, StackHead, StackRow, StackTable } from "@/components/ui/stack-table.tsx";
import type { SyncRunDto } from "@/lib/sync/schema.ts";
import { count, MODE_WORDS, tookInWords } from "@/lib/sync/wording.ts";

const STATUSES = {
  running: { words: "Running", variant: "info", icon: LoaderCircle },
  success: { words: "Done", variant: "success", icon: CircleCheck },
  failed: { words: "Failed", variant: "danger", icon: CircleAlert },
} as const;

/** The latest runs, newest first. */
export function RunsTable({ runs }: { runs: SyncRunDto[] }) {
  return (
    <Card className="@container">
      <CardHeader>
        <CardTitle id="runs">Recent runs</CardTitle>
      </CardHeader>
      {runs.length === 0 ? (
        <p className="px-4 py-3 text-muted-foreground">Nothing has run yet. A poll runs every few minutes.</p>
      ) : (
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
      )}
    </Card>
  );
}

function RunRow({ run }: { run: SyncRunDto }) {
  const { words, variant, icon: Icon } = STATUSES[run.status];
  return (
    <StackRow>
      <StackCell wide className="max-w-0">
        <span className="font-medium">{MODE_WORDS[run.mode]}</span>{" "}
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
          {words}
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
          {run.requested_by ?? "schedule"}
        </p>
      </StackCell>
    </StackRow>
  );
}
