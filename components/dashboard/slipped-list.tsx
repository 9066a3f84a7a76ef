"use client";

import type { DashboardParams } from "@/lib/dashboard/filters.ts";
import { dayInWords } from "@/lib/time-wording.ts";
import { IssueLine, IssueLines } from "./issue-line.tsx";
import { ListCard } from "./list-card.tsx";
import { dayBeside } from "./period-words.ts";
import { usePanel } from "./use-panel.ts";

const ROWS = 7;

/** Whose target date was moved to a later day since, how often and how far. */
export function SlippedList({ params }: { params: DashboardParams }) {
  return (
    <ListCard
      title="Slipped target dates"
      definition="slipped"
      asked={usePanel("changes", params)}
      rows={ROWS}
      empty={({ slipped, since }) =>
        slipped.length > 0
          ? null
          : {
              title: `No target date was moved to a later day since ${dayInWords(since)}`,
              advice: "Choose an earlier day to look further back.",
            }
      }
    >
      {({ slipped }) => (
        <IssueLines label="Slipped target dates">
          {slipped.map(({ times, first_target: first, target, ...issue }) => (
            <IssueLine key={issue.id} issue={issue} note={times === 1 ? "moved once" : `moved ${times} times`}>
              {target === null
                ? `${dayInWords(first)}, none now`
                : `${dayBeside(first, target)} → ${dayInWords(target)}`}
            </IssueLine>
          ))}
        </IssueLines>
      )}
    </ListCard>
  );
}
