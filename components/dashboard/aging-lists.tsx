"use client";

import type { DashboardParams } from "@/lib/dashboard/filters.ts";
import { dayInWords } from "@/lib/time-wording.ts";
import { Age } from "./age.tsx";
import { IssueLine, IssueLines } from "./issue-line.tsx";
import { ListCard } from "./list-card.tsx";
import { usePanel } from "./use-panel.ts";

type ListProps = { params: DashboardParams };

const ROWS = 10;

/** What is in progress or blocked for longest. */
export function OldestList({ params }: ListProps) {
  return (
    <ListCard
      title="Oldest in work"
      definition="wip-since"
      asked={usePanel("aging", params)}
      rows={ROWS}
      empty={({ oldest }) =>
        oldest.length > 0
          ? null
          : { title: "Nothing is in work since a known day", advice: "Under fewer filters there may be some." }
      }
    >
      {({ oldest }) => (
        <IssueLines label="Oldest in work">
          {oldest.map((issue) => (
            <IssueLine key={issue.id} issue={issue} note={issue.status === "blocked" ? "blocked" : undefined}>
              <Age since={issue.wip_since} />
            </IssueLine>
          ))}
        </IssueLines>
      )}
    </ListCard>
  );
}

/** What is blocked for longest, why, and what managers have noted of it. */
export function BlockedList({ params }: ListProps) {
  return (
    <ListCard
      title="Blocked"
      definition="blocked"
      asked={usePanel("aging", params)}
      rows={ROWS}
      empty={({ blocked }) =>
        blocked.length > 0 ? null : { title: "Nothing is blocked", advice: "Under fewer filters there may be some." }
      }
    >
      {({ blocked }) => (
        <IssueLines label="Blocked">
          {blocked.map(({ since, why, notes, ...issue }) => (
            <IssueLine
              key={issue.id}
              issue={issue}
              note={why}
              more={
                notes && (
                  <p dir="auto" title={notes} className="truncate text-xs">
                    {notes}
                  </p>
                )
              }
            >
              {since === null ? (
                <span className="text-xs text-muted-foreground">unknown start</span>
              ) : (
                <Age since={since} />
              )}
            </IssueLine>
          ))}
        </IssueLines>
      )}
    </ListCard>
  );
}

/** What is overdue by most days, and whose. */
export function OverdueList({ params }: ListProps) {
  return (
    <ListCard
      title="Most overdue"
      definition="overdue"
      asked={usePanel("aging", params)}
      rows={ROWS}
      empty={({ most_overdue: overdue }) =>
        overdue.length > 0 ? null : { title: "Nothing is overdue", advice: "What is due today is not overdue yet." }
      }
    >
      {({ most_overdue: overdue }) => (
        <IssueLines label="Most overdue">
          {overdue.map(({ due, days, ...issue }) => (
            <IssueLine key={issue.id} issue={issue} note={`due ${dayInWords(due)}`}>
              <span className="text-status-overdue">{days === 1 ? "1 day late" : `${days} days late`}</span>
            </IssueLine>
          ))}
        </IssueLines>
      )}
    </ListCard>
  );
}
