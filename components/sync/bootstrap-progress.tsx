"use client";

import { Progress } from "@/components/ui/progress.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import type { SyncRunDto } from "@/lib/sync/schema.ts";
import { count, progressInWords } from "@/lib/sync/wording.ts";

/** A project's last bootstrap: how far it is, or how it ended. */
export function BootstrapProgress({ run, project }: { run: SyncRunDto | null; project: string }) {
  if (run === null) return <span className="text-muted-foreground">–</span>;
  switch (run.status) {
    case "running":
      return (
        <div className="flex min-w-40 flex-col gap-1 py-1">
          <Progress value={run.records_read} max={run.records_total} label={`Bootstrap of ${project}`} />
          <span className="text-xs text-muted-foreground tabular-nums">{progressInWords(run)}</span>
        </div>
      );
    case "failed":
    case "stalled":
      return (
        <span className="text-status-overdue">
          {run.status === "failed" ? "Failed" : "Stalled"} at {count(run.records_read)},{" "}
          <RelativeTime value={run.finished_at ?? run.progress_at} />
        </span>
      );
    case "success":
      return (
        <span className="text-muted-foreground tabular-nums">
          {count(run.records_read)} read, <RelativeTime value={run.finished_at ?? run.progress_at} />
        </span>
      );
  }
}
