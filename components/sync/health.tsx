"use client";

import type { ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { cn } from "@/lib/cn.ts";
import type { SyncStatus } from "@/lib/sync/schema.ts";
import { count, freshnessInWords } from "@/lib/sync/wording.ts";
import { durationInWords } from "@/lib/time-wording.ts";

type Tone = "good" | "warning" | "bad";

/** The four things to look at first: is a worker alive, does work pile up, how old is the data, how much is there. */
export function Health({ status }: { status: SyncStatus }) {
  return (
    <dl className="grid grid-cols-4 gap-px overflow-hidden rounded-lg border bg-border max-lg:grid-cols-2">
      <WorkerFigure workers={status.workers} />
      <QueueFigure queue={status.queue} />
      <AgeFigure status={status} />
      <MirrorFigure projects={status.projects} />
    </dl>
  );
}

function WorkerFigure({ workers }: { workers: SyncStatus["workers"] }) {
  const alive = workers.filter((worker) => worker.alive);
  const last = workers
    .map((worker) => worker.heartbeat_at)
    .toSorted()
    .at(-1);
  return (
    <Figure
      name="Worker"
      value={alive.length === 0 ? "none alive" : alive.length === 1 ? "alive" : `${alive.length} alive`}
      tone={alive.length === 0 ? "bad" : "good"}
    >
      {last ? (
        <>
          heard from <RelativeTime value={last} />
        </>
      ) : (
        "never heard from one"
      )}
    </Figure>
  );
}

function QueueFigure({ queue }: { queue: SyncStatus["queue"] }) {
  const age = queue.oldest_age_seconds;
  return (
    <Figure name="Queue" value={`${count(queue.waiting)} waiting`} tone={queue.failed > 0 ? "warning" : "good"}>
      {count(queue.running)} running, {count(queue.failed)} failed
      {age !== null && `, oldest ${durationInWords(age)}`}
    </Figure>
  );
}

function AgeFigure({ status: { freshness } }: { status: SyncStatus }) {
  const excluded = freshness.excluded.length;
  return (
    <Figure name="Data" value={freshnessInWords(freshness)} tone={freshness.state === "fresh" ? "good" : "warning"}>
      stale after {durationInWords(freshness.stale_after_seconds)}
      {excluded > 0 && `, ${excluded} not counted`}
    </Figure>
  );
}

function MirrorFigure({ projects }: { projects: SyncStatus["projects"] }) {
  const active = projects.filter((project) => project.active).length;
  const issues = projects.reduce((sum, project) => sum + project.issues, 0);
  return (
    <Figure name="Mirror" value={`${count(issues)} ${issues === 1 ? "issue" : "issues"}`} tone="good">
      {count(active)} of {count(projects.length)} projects active
    </Figure>
  );
}

const TONES: Record<Tone, string> = {
  good: "text-foreground",
  warning: "text-status-blocked",
  bad: "text-status-overdue",
};

function Figure({ name, value, tone, children }: { name: string; value: string; tone: Tone; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col bg-card px-4 py-3">
      <dt className="text-xs text-muted-foreground">{name}</dt>
      <dd className={cn("truncate text-xl font-medium tabular-nums", TONES[tone])}>{value}</dd>
      <dd className="text-xs text-muted-foreground tabular-nums">{children}</dd>
    </div>
  );
}
