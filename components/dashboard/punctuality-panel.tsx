"use client";

import type { ChartRow, ChartSeries } from "@/components/charts/chart-table.ts";
import type { DashboardParams } from "@/lib/dashboard/filters.ts";
import type { Completed, Figure } from "@/lib/dashboard/schema.ts";
import { PAINTS } from "./chart-paints.ts";
import { countCell } from "./figure-cells.ts";
import { Incomplete } from "./incomplete.tsx";
import { Lede, LedeFigure } from "./lede.tsx";
import { nothingWas } from "./nothing-drawn.ts";
import { PanelCard, type PanelView } from "./panel-card.tsx";
import { periodWords } from "./period-words.ts";
import { usePanel } from "./use-panel.ts";

const KINDS = [
  { key: "on_time", name: "On time", ...PAINTS.completed },
  { key: "late", name: "Late", ...PAINTS.late },
  { key: "undated", name: "No due date", ...PAINTS.undated },
] as const;
const SERIES: ChartSeries[] = [{ key: "issues", name: "Issues", ...PAINTS.completed }];

/** Of what was completed: up to the day it was due, after it, and without such a day. */
export function PunctualityPanel({ params }: { params: DashboardParams }) {
  return (
    <PanelCard
      title="On time or late"
      definition="on-time"
      asked={usePanel("completed", params)}
      legend={KINDS}
      view={punctualityView}
      plots={[{ kind: "bars", series: SERIES, label: "On time or late" }]}
    />
  );
}

function punctualityView({ punctuality, period, incomplete_before: incompleteBefore }: Completed): PanelView {
  const { on_time: onTime, late, undated } = punctuality;
  const all = onTime.value + late.value + undated.value;
  return {
    table: {
      caption: `Completed on time or late, ${periodWords(period)}`,
      rowName: "Completed",
      columns: [
        { key: "issues", name: "Issues", hasLists: true },
        { key: "share_percent", name: "Share" },
      ],
      rows: KINDS.map((kind) => rowOf(kind, { figure: punctuality[kind.key], all, incompleteBefore })),
    },
    fileName: `backtrak-on-time-or-late-${period.from}-${period.to}.csv`,
    empty: all === 0 ? nothingWas("completed", period) : null,
    lede: (
      <Lede note={<Dated onTime={onTime} late={late} incompleteBefore={incompleteBefore} />}>
        <LedeFigure figure={onTime} name="on time" definition="on-time" />
        <LedeFigure figure={late} name="late" definition="on-time" />
        <LedeFigure figure={undated} name="no due date" definition="no-due-date" />
      </Lede>
    ),
  };
}

type Counted = { figure: Figure; all: number; incompleteBefore: string | null };

function rowOf({ key, name, color, look }: ChartSeries, { figure, all, incompleteBefore }: Counted): ChartRow {
  const share = all === 0 ? null : Math.round((1000 * figure.value) / all) / 10;
  return {
    key,
    tick: name,
    name,
    paint: { color, look },
    file: { completed: key, incomplete_before: incompleteBefore },
    cells: {
      issues: countCell(figure),
      share_percent: { value: share, words: share === null ? "–" : `${share.toFixed(1)} %`, href: null },
    },
  };
}

type DatedProps = { onTime: Figure; late: Figure; incompleteBefore: string | null };

/** The share that means something: of those that had a day to be late for. */
function Dated({ onTime, late, incompleteBefore }: DatedProps) {
  const dated = onTime.value + late.value;
  return (
    <>
      {dated === 0
        ? "None of them had a due date."
        : `${Math.round((100 * onTime.value) / dated)} % on time, of those with a due date.`}
      <Incomplete from={incompleteBefore} />
    </>
  );
}
