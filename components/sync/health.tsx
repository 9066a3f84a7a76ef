"use client";

import type { ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import { cn } from "@/lib/cn.ts";
import type { SyncStatus } from "@/lib/sync/schema.ts";
import { count, freshnessInWords } from "@/lib/sync/wording.ts";
import { isGitlabAway } from "./troubles.ts";
import { durationInWords } from "@/lib/time-wording.ts";

type Tone = "good" | "warning" | "bad";

/** The four things to look at first: how old is the data, does GitLab answer, is a worker alive, does work pile up. */
export function Health({ status }: { status: SyncStatus }) {
  return (
    <dl className="grid grid-cols-4 gap-px overflow-hidden rounded-lg border bg-border max-lg:grid-cols-2">
      <AgeFigure status={status} />
      <GitlabFigure status={status} />
      <WorkerFigure workers={status.workers} />
      <QueueFigure queue={status.queue} />
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
  const { waiting, running, failed, oldest_age_seconds: age } = queue;
  return (
    <Figure
      name="Queue"
      value={failed > 0 ? `${count(failed)} parked` : `${count(waiting)} waiting`}
      tone={failed > 0 ? "warning" : "good"}
    >
      {failed > 0 && `${count(waiting)} waiting, `}
      {count(running)} running
      {age !== null && `, oldest due ${durationInWords(age)} ago`}
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

function GitlabFigure({ status }: { status: SyncStatus }) {
  const { pause, rate } = status.gitlab;
  const isAway = pause === null && isGitlabAway(status);
  const value = pause === null ? (isAway ? "failing" : "answers") : PAUSE_WORDS[pause.kind];
  return (
    <Figure name="GitLab" value={value} tone={isAway ? "bad" : pause === null ? "good" : PAUSE_TONES[pause.kind]}>
      {pause !== null ? (
        <>
          next try <RelativeTime value={pause.until} />
        </>
      ) : isAway ? (
        "no project can be read"
      ) : rate === null ? (
        "tells no rate limit"
      ) : (
        `${count(rate.remaining)} of ${count(rate.limit)} requests left`
      )}
    </Figure>
  );
}

const PAUSE_TONES = { rate_limited: "warning", unauthorized: "bad" } as const;
const PAUSE_WORDS = { rate_limited: "told to wait", unauthorized: "refuses us" } as const;

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
