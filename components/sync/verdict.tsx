"use client";

import { CircleAlert, CircleCheck, CircleDashed, Info, TriangleAlert } from "lucide-react";
import { Card } from "@/components/ui/card.tsx";
import { RelativeTime } from "@/components/ui/relative-time.tsx";
import type { SyncStatus } from "@/lib/sync/schema.ts";
import { TabLink } from "./tab-link.tsx";
import { type Trouble, troublesOf } from "./troubles.ts";

const LOOKS = {
  bad: { icon: CircleAlert, className: "text-status-overdue", word: "Broken" },
  warning: { icon: TriangleAlert, className: "text-status-blocked", word: "Needs a look" },
  note: { icon: Info, className: "text-muted-foreground", word: "Good to know" },
} as const satisfies Record<Trouble["tone"], unknown>;

/** Is everything all right, and if not, what is wrong and what to do: the first thing one reads. */
export function Verdict({ status }: { status: SyncStatus }) {
  const troubles = troublesOf(status);
  const grave = troubles.filter(({ tone }) => tone !== "note");
  return (
    <Card role="region" aria-label="Is everything all right?" className="divide-y">
      {grave.length === 0 && <AllIsWell status={status} />}
      {troubles.map((trouble) => (
        <TroubleLine key={trouble.title} trouble={trouble} />
      ))}
    </Card>
  );
}

function AllIsWell({ status: { freshness, projects, runs } }: { status: SyncStatus }) {
  const filling = runs.some((run) => run.status === "running" && run.mode === "bootstrap");
  const empty = freshness.as_of === null;
  const Icon = empty ? CircleDashed : CircleCheck;
  return (
    <div className="flex gap-3 px-4 py-3">
      <Icon
        aria-hidden
        className={`mt-0.5 size-5 shrink-0 ${empty ? "text-muted-foreground" : "text-status-completed"}`}
      />
      <div className="min-w-0">
        <p className="font-medium">{empty ? "The mirror is empty so far" : "Everything is up to date"}</p>
        <p className="text-sm text-muted-foreground">
          {freshness.as_of === null ? (
            emptyWords(projects.length, filling)
          ) : (
            <>
              The project that was read longest ago was read completely <RelativeTime value={freshness.as_of} />.
            </>
          )}
        </p>
      </div>
    </div>
  );
}

function emptyWords(projects: number, filling: boolean): string {
  if (projects === 0) return "No project is tracked yet: see below what to set.";
  return filling ? "The first bootstrap is under way; what it has read can be used already." : "Nothing was read yet.";
}

function TroubleLine({ trouble: { tone, title, remedy, said, when, tab } }: { trouble: Trouble }) {
  const { icon: Icon, className, word } = LOOKS[tone];
  return (
    <div className="flex gap-3 px-4 py-3">
      <Icon className={`mt-0.5 size-5 shrink-0 ${className}`} role="img" aria-label={word} />
      <div className="min-w-0 flex-1">
        <p className="font-medium break-words">
          {title}
          {when && (
            <span className="font-normal text-muted-foreground">
              {" · "}
              {when.words} <RelativeTime value={when.at} />
            </span>
          )}
        </p>
        <p className="max-w-prose text-sm break-words text-muted-foreground">{remedy}</p>
        {said && <p className="line-clamp-2 pt-1 font-mono text-xs break-words text-muted-foreground">{said}</p>}
      </div>
      {tab && (
        <TabLink
          tab={tab}
          className="inline-flex min-h-6 shrink-0 items-center self-start text-sm font-medium text-primary hover:underline phone:min-h-11"
        >
          Show
        </TabLink>
      )}
    </div>
  );
}
