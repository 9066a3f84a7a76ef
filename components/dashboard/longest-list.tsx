"use client";

import type { DashboardParams } from "@/lib/dashboard/filters.ts";
import type { Durations } from "@/lib/dashboard/schema.ts";
import { dayInWords } from "@/lib/time-wording.ts";
import { daysInWords } from "./figure-cells.ts";
import { IssueLine, IssueLines } from "./issue-line.tsx";
import { ListCard } from "./list-card.tsx";
import { periodWords } from "./period-words.ts";
import { usePanel } from "./use-panel.ts";
import { localDay } from "@/lib/time.ts";

type Longest = Durations["longest"][number];

const ROWS = 10;
/** Each with the colour of its status; the words beside it say the same. */
const PARTS = [
  { key: "in_progress_seconds", words: "in progress", className: "bg-status-in-progress" },
  { key: "blocked_seconds", words: "blocked", className: "bg-status-blocked" },
  { key: "not_started_seconds", words: "not started", className: "bg-status-not-started" },
] as const;

/** What was completed after the longest cycle time, and where the time went. */
export function LongestList({ params }: { params: DashboardParams }) {
  return (
    <ListCard
      title="Took longest"
      definition="cycle-time"
      asked={usePanel("cycle-time", params)}
      rows={ROWS}
      empty={({ longest, period }) =>
        longest.length > 0
          ? null
          : {
              title: `Nothing with a known start was completed ${periodWords(period)}`,
              advice: "Choose a longer period, or fewer filters.",
            }
      }
    >
      {({ longest, zone, time }) => (
        <IssueLines label="Took longest">
          {longest.map((issue) => (
            <IssueLine
              key={issue.id}
              issue={issue}
              note={`completed ${dayInWords(localDay(new Date(issue.completed_at), zone))}`}
              more={<WhereTheTimeWent issue={issue} />}
            >
              <span title={time === "working" ? "Working time" : undefined}>{daysInWords(issue.seconds)}</span>
            </IssueLine>
          ))}
        </IssueLines>
      )}
    </ListCard>
  );
}

function WhereTheTimeWent({ issue }: { issue: Longest }) {
  const parts = PARTS.filter(({ key }) => issue[key] > 0);
  const whole = parts.reduce((sum, { key }) => sum + issue[key], 0);
  return (
    <div className="flex items-center gap-2 pt-0.5 text-xs text-muted-foreground">
      <span aria-hidden className="flex h-1.5 w-24 shrink-0 gap-px overflow-hidden rounded-full bg-muted">
        {parts.map(({ key, className }) => (
          <span key={key} className={className} style={{ width: `${(100 * issue[key]) / whole}%` }} />
        ))}
      </span>
      <span className="min-w-0 truncate">
        {parts.map(({ key, words }) => `${words} ${daysInWords(issue[key])}`).join(", ")}
      </span>
    </div>
  );
}
