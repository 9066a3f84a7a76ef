"use client";

import type { ChartRow, ChartSeries } from "@/components/charts/chart-table.ts";
import type { DashboardParams } from "@/lib/dashboard/filters.ts";
import type { Aging } from "@/lib/dashboard/schema.ts";
import { countWords } from "@/lib/issues/wording.ts";
import { localDay } from "@/lib/time.ts";
import { ageWords, lateWords } from "./age-words.ts";
import { PAINTS } from "./chart-paints.ts";
import { countCell } from "./figure-cells.ts";
import { FigureLink } from "./figure-link.tsx";
import { Lede, LedeFigure } from "./lede.tsx";
import { PanelCard, type PanelView } from "./panel-card.tsx";
import { usePanel } from "./use-panel.ts";

const WIP: ChartSeries[] = [
  { key: "in_progress", name: "In progress", ...PAINTS.in_progress },
  { key: "blocked", name: "Blocked", ...PAINTS.blocked },
  { key: "unknown_start", name: "Unknown start", ...PAINTS.unknown_start },
];
const OVERDUE: ChartSeries[] = [{ key: "issues", name: "Overdue", ...PAINTS.overdue }];

/** How old what is open is now: work in progress by its age, and what is overdue by how many days. */
export function AgingPanel({ params }: { params: DashboardParams }) {
  const asked = usePanel("aging", params);
  return (
    <>
      <PanelCard
        title="Age of work in progress"
        definition="wip-age"
        asked={asked}
        view={wipView}
        plots={[{ kind: "stacked", series: WIP, label: "Age of work in progress" }]}
      />
      <PanelCard
        title="Overdue and untouched"
        definition="overdue"
        asked={asked}
        view={overdueView}
        plots={[{ kind: "bars", series: OVERDUE, label: "Overdue by days" }]}
      />
    </>
  );
}

function wipView({ wip, coverage, undated_wip: undated, at, zone }: Aging): PanelView {
  const { total, known, unknown } = coverage;
  const day = localDay(new Date(at), zone);
  const rows: ChartRow[] = wip.map((age) => ({
    ...ageWords(age),
    file: { from_days: age.from_days, to_days: age.to_days },
    cells: { in_progress: countCell(age.in_progress), blocked: countCell(age.blocked) },
  }));
  const unknownRow: ChartRow = {
    ...{ key: "unknown", tick: "?", name: "Unknown start" },
    file: { from_days: null, to_days: null },
    cells: { unknown_start: countCell(unknown) },
  };
  return {
    table: {
      caption: "Work in progress by its age, now",
      rowName: "Age",
      columns: WIP.map(({ key, name }) => ({ key, name, hasLists: true })),
      rows: [...rows, unknownRow],
    },
    fileName: `backtrak-wip-age-${day}.csv`,
    empty:
      total.value === 0 ? { title: "Nothing is in progress", advice: "Under fewer filters there may be some." } : null,
    lede: (
      <Lede
        note={
          <FigureLink figure={known}>
            {countWords(known.value)} of {countWords(total.value)} with a known start
          </FigureLink>
        }
      >
        <LedeFigure figure={total} name="in progress or blocked" definition="wip" />
        <LedeFigure figure={unknown} name="unknown start" definition="unknown-start" />
        <LedeFigure figure={undated} name="no due date" definition="no-due-date" />
      </Lede>
    ),
  };
}

function overdueView({ overdue, untouched, at, zone }: Aging): PanelView {
  const all = overdue.reduce((sum, { issues }) => sum + issues.value, 0);
  return {
    table: {
      caption: "Overdue by how many days, now",
      rowName: "Overdue by",
      columns: [{ key: "issues", name: "Issues", hasLists: true }],
      rows: overdue.map((age) => ({
        ...lateWords(age),
        file: { from_days: age.from_days, to_days: age.to_days === null ? null : age.to_days - 1 },
        cells: { issues: countCell(age.issues) },
      })),
    },
    fileName: `backtrak-overdue-${localDay(new Date(at), zone)}.csv`,
    empty: all === 0 ? { title: "Nothing is overdue", advice: "What is due today is not overdue yet." } : null,
    lede: (
      <Lede note="Open, and not updated in GitLab for so many days: what may have been forgotten.">
        {untouched.map(({ days, issues }) => (
          <LedeFigure key={days} figure={issues} name={`untouched for ${days} days`} definition="untouched" />
        ))}
      </Lede>
    ),
  };
}
