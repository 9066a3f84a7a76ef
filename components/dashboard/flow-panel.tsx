"use client";

import type { ChartSeries, ChartTable } from "@/components/charts/chart-table.ts";
import type { DashboardParams } from "@/lib/dashboard/filters.ts";
import type { Completed, FlowFigure } from "@/lib/dashboard/schema.ts";
import { countWords } from "@/lib/issues/wording.ts";
import { PAINTS } from "./chart-paints.ts";
import { countCell } from "./figure-cells.ts";
import { FigureLink } from "./figure-link.tsx";
import { Incomplete } from "./incomplete.tsx";
import { Lede, LedeFigure } from "./lede.tsx";
import { NOT_BEGUN, nothingWas } from "./nothing-drawn.ts";
import { PanelCard, type PanelView } from "./panel-card.tsx";
import { periodWords } from "./period-words.ts";
import { BUCKET_WORDS, faintWords, marksWords, trendRow } from "./trend-rows.ts";
import { usePanel } from "./use-panel.ts";

const COMPLETED: ChartSeries[] = [
  { key: "completed", name: "Completed", ...PAINTS.completed },
  { key: "closed_not_done", name: "Closed, not done", ...PAINTS.closed_not_done },
];
const NEW_AND_CLOSED: ChartSeries[] = [
  { key: "created", name: "New", ...PAINTS.created },
  { key: "closed", name: "Closed", ...PAINTS.closed },
];
const NAMES: Record<FlowFigure, string> = {
  completed: "Completed",
  closed_not_done: "Closed, not done",
  closed: "Closed",
  created: "New",
  reopened: "Reopened",
};

/** What was completed point by point, and what came in against what was closed: two charts of one answer. */
export function FlowPanel({ params }: { params: DashboardParams }) {
  const asked = usePanel("completed", params);
  return (
    <>
      <PanelCard
        title="Completed"
        definition="completed"
        asked={asked}
        view={completedView}
        plots={[{ kind: "bars", series: COMPLETED, label: "Completed" }]}
      />
      <PanelCard
        title="New against closed"
        definition="new"
        asked={asked}
        view={newAndClosedView}
        plots={[{ kind: "bars", series: NEW_AND_CLOSED, label: "New against closed" }]}
      />
    </>
  );
}

function completedView(data: Completed): PanelView {
  const { total, period } = data;
  const isIdle = total.completed.value + total.closed_not_done.value + total.reopened.value === 0;
  return {
    ...trendOf(data, { title: "Completed", columns: ["completed", "closed_not_done", "reopened"] }),
    fileName: `backtrak-completed-${period.from}-${period.to}.csv`,
    empty: isIdle ? nothing("completed", data) : null,
    lede: (
      <Lede note={<CompletedNote {...data} />}>
        <LedeFigure
          figure={total.completed}
          name="completed"
          definition="completed"
          before={beforeOf(data, "completed")}
        />
        <LedeFigure
          figure={total.closed_not_done}
          name="closed, not done"
          definition="closed-not-done"
          before={beforeOf(data, "closed_not_done")}
        />
        <LedeFigure figure={total.reopened} name="reopened" definition="reopened" before={beforeOf(data, "reopened")} />
      </Lede>
    ),
  };
}

function CompletedNote({ since_reopened: since, incomplete_before: from, previous }: Completed) {
  return (
    <>
      <FigureLink figure={since}>{countWords(since.value)} since reopened</FigureLink>
      <Incomplete from={from} before={previous.incomplete_before} />
    </>
  );
}

function newAndClosedView(data: Completed): PanelView {
  const { total, period } = data;
  const grown = total.created.value - total.closed.value;
  return {
    ...trendOf(data, { title: "New against closed", columns: ["created", "closed"] }),
    fileName: `backtrak-new-and-closed-${period.from}-${period.to}.csv`,
    empty: total.created.value + total.closed.value === 0 ? nothing("created or closed", data) : null,
    lede: (
      <Lede
        note={
          <>
            {grownWords(grown)}
            <Incomplete from={data.incomplete_before} before={data.previous.incomplete_before} />
          </>
        }
      >
        <LedeFigure figure={total.created} name="new" definition="new" before={beforeOf(data, "created")} />
        <LedeFigure figure={total.closed} name="closed" definition="closed" before={beforeOf(data, "closed")} />
      </Lede>
    ),
  };
}

function trendOf(data: Completed, { title, columns }: { title: string; columns: FlowFigure[] }) {
  const rows = data.points.map(({ figures, ...point }) => ({
    ...trendRow(point, data),
    cells: Object.fromEntries(columns.map((name) => [name, countCell(figures[name])])),
  }));
  const table: ChartTable = {
    caption: `${title} by ${data.bucket}, ${periodWords(data.period)}`,
    rowName: BUCKET_WORDS[data.bucket],
    columns: columns.map((name) => ({ key: name, name: NAMES[name], hasLists: true })),
    rows,
  };
  return { table, faint: faintWords(rows, data), marks: marksWords(rows, data) };
}

function beforeOf({ previous }: Completed, name: FlowFigure) {
  return { figure: previous[name], words: countWords(previous[name].value), when: periodWords(previous.period) };
}

function nothing(what: string, { period, points }: Completed) {
  return points.length === 0 ? NOT_BEGUN : nothingWas(what, period);
}

function grownWords(grown: number): string {
  if (grown === 0) return "As many came in as were closed.";
  return grown > 0
    ? `${countWords(grown)} more came in than were closed.`
    : `${countWords(-grown)} more were closed than came in.`;
}
