"use client";

import { Card, CardHeader, CardTitle } from "@/components/ui/card.tsx";
import { Progress } from "@/components/ui/progress.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import type { SyncRunDto } from "@/lib/sync/schema.ts";
import { MODE_WORDS, progressInWords } from "@/lib/sync/wording.ts";

/** What runs at this moment and how far it is. Stays when nothing does, so that the page does not jump. */
export function Running({ runs }: { runs: SyncRunDto[] }) {
  return (
    <Card className="@container">
      <CardHeader>
        <CardTitle>Running now</CardTitle>
      </CardHeader>
      {runs.length === 0 && (
        <p className="flex min-h-9 items-center px-4 text-sm text-muted-foreground">Nothing is running.</p>
      )}
      <ul className="divide-y">
        {runs.map((run) => (
          <RunningRun key={run.id} run={run} />
        ))}
      </ul>
    </Card>
  );
}

function RunningRun({ run }: { run: SyncRunDto }) {
  const name = `${MODE_WORDS[run.mode]} of ${run.project?.path ?? "all projects"}`;
  return (
    <li className="grid min-h-9 grid-cols-[minmax(0,1fr)_minmax(0,1fr)_24rem] items-center gap-x-6 gap-y-1 px-4 py-2 text-sm stacked:grid-cols-1">
      <span className="truncate" title={name}>
        {name}
      </span>
      <Progress value={run.records_read} max={run.records_total} label={name} />
      <span className="text-right text-muted-foreground tabular-nums stacked:text-left">
        {progressInWords(run)}, started <RelativeTime value={run.started_at} />
      </span>
    </li>
  );
}
