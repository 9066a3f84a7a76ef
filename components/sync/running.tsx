"use client";

import { Card } from "@/components/ui/card.tsx";
import { Progress } from "@/components/ui/progress.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import type { SyncRunDto } from "@/lib/sync/schema.ts";
import { count, progressInWords, runInWords } from "@/lib/sync/wording.ts";
import { SectionHead } from "@/components/ui/section-head.tsx";
import { TabLink } from "./tab-link.tsx";

/** Of a bootstrap of all: the rest would push the projects out of sight. */
const MOST_SHOWN = 6;

/** What runs at this moment and how far it is. Stays when nothing does, so that the page does not jump. */
export function Running({ runs }: { runs: SyncRunDto[] }) {
  return (
    <Card className="@container/many">
      <SectionHead
        id="running"
        title="Running now"
        explanation="Whatever takes more than a moment. A poll or a webhook is over too soon to be seen here."
      />
      {runs.length === 0 && (
        <p className="flex min-h-9 items-center px-4 text-sm text-muted-foreground">Nothing is running.</p>
      )}
      <ul className="divide-y">
        {runs.slice(0, MOST_SHOWN).map((run) => (
          <RunningRun key={run.id} run={run} />
        ))}
      </ul>
      {runs.length > MOST_SHOWN && (
        <p className="border-t px-4 py-2 text-sm">
          <TabLink tab="runs" className="inline-flex items-center text-primary hover:underline phone:min-h-11">
            {count(runs.length - MOST_SHOWN)} more
          </TabLink>
        </p>
      )}
    </Card>
  );
}

function RunningRun({ run }: { run: SyncRunDto }) {
  const name = `${runInWords(run)} of ${run.project?.path ?? "all projects"}`;
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
