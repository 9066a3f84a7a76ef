"use client";

import { DayField } from "@/components/backlog/filters/day-field.tsx";
import { useNow } from "@/components/ui/use-now.ts";
import type { DashboardParams } from "@/lib/dashboard/filters.ts";
import type { ChangeFigure, Changes } from "@/lib/dashboard/schema.ts";
import { type DefinitionId, definitionHref } from "@/lib/definitions/wording.ts";
import { isPlainDate, localDay } from "@/lib/time.ts";
import { dayInWords } from "@/lib/time-wording.ts";
import { STATUS_WORDS } from "@/lib/status/wording.ts";
import Link from "next/link";
import { FigureLink } from "./figure-link.tsx";
import { Incomplete } from "./incomplete.tsx";
import { ListCard } from "./list-card.tsx";
import type { ChangeDashboard } from "./use-dashboard-url.ts";
import { usePanel } from "./use-panel.ts";

type Told = { name: ChangeFigure; words: string; definition: DefinitionId };

const TOLD: readonly Told[] = [
  { name: "created", words: "New", definition: "new" },
  { name: "started", words: "Started", definition: "started" },
  { name: "completed", words: STATUS_WORDS.completed, definition: "completed" },
  { name: "closed_not_done", words: STATUS_WORDS.closed_not_done, definition: "closed-not-done" },
  { name: "reopened", words: "Reopened", definition: "reopened" },
  { name: "redated", words: "Re-dated", definition: "redated" },
  { name: "newly_overdue", words: "Newly overdue", definition: "newly-overdue" },
];

type ChangesPanelProps = { params: DashboardParams; zone: string; onChange: ChangeDashboard };

/** What has happened since a day: last Monday, if none was chosen. */
export function ChangesPanel({ params, zone, onChange }: ChangesPanelProps) {
  const asked = usePanel("changes", params);
  const today = localDay(useNow().date, zone);
  return (
    <ListCard
      title={asked.data ? `Changes since ${dayInWords(asked.data.since)}` : "Changes"}
      definition="changes"
      asked={asked}
      rows={TOLD.length}
      tools={
        <div className="w-36 print:hidden">
          <DayField
            label="Since the beginning of"
            value={params.since ?? asked.data?.since}
            max={today}
            onDay={(day) => {
              if (day === "") onChange({ since: null }, "replace");
              else if (isPlainDate(day)) onChange({ since: day }, "replace");
            }}
          />
        </div>
      }
    >
      {(changes) => <Figures changes={changes} />}
    </ListCard>
  );
}

function Figures({ changes: { figures, incomplete_before: incomplete } }: { changes: Changes }) {
  return (
    <>
      <dl className="grid-cols-2 gap-x-4 print:grid">
        {TOLD.map(({ name, words, definition }) => (
          <div
            key={name}
            className="flex min-h-11 items-center justify-between gap-4 border-b px-4 last:border-b-0 print:min-h-6"
          >
            <dt className="text-sm">
              <Link href={definitionHref(definition)} prefetch={false} className="underline-offset-4 hover:underline">
                {words}
              </Link>
            </dt>
            <dd className="text-lg font-medium">
              <FigureLink figure={figures[name]} label={words} className="inline-block min-w-6 text-right" />
            </dd>
          </div>
        ))}
      </dl>
      {incomplete && (
        <p className="border-t px-4 py-2 text-xs text-muted-foreground">
          Closed and reopened
          <Incomplete from={incomplete} />
        </p>
      )}
    </>
  );
}
