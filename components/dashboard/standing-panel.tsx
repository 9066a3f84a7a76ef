"use client";

import type { ChartSeries } from "@/components/charts/chart-table.ts";
import type { DashboardParams } from "@/lib/dashboard/filters.ts";
import type { Summary } from "@/lib/dashboard/schema.ts";
import { countWords } from "@/lib/issues/wording.ts";
import { STATUS_WORDS } from "@/lib/status/wording.ts";
import { dayInWords } from "@/lib/time-wording.ts";
import { PAINTS } from "./chart-paints.ts";
import { countCell } from "./figure-cells.ts";
import { Incomplete } from "./incomplete.tsx";
import { Lede, LedeFigure } from "./lede.tsx";
import { NOT_BEGUN } from "./nothing-drawn.ts";
import { PanelCard, type PanelView } from "./panel-card.tsx";
import { periodWords } from "./period-words.ts";
import { BUCKET_WORDS, faintWords, marksWords, trendRow } from "./trend-rows.ts";
import { usePanel } from "./use-panel.ts";

type Standing = "in_progress" | "blocked" | "not_started";
type Point = NonNullable<Summary["figures"]["open"]["trend"]>[number];

const STANDINGS: Standing[] = ["in_progress", "blocked", "not_started"];
const WIP: ChartSeries[] = [
  { key: "in_progress", name: STATUS_WORDS.in_progress, ...PAINTS.in_progress_line },
  { key: "blocked", name: STATUS_WORDS.blocked, ...PAINTS.blocked_line },
];
const WAITING: ChartSeries[] = [{ key: "not_started", name: STATUS_WORDS.not_started, ...PAINTS.not_started_line }];

/**
 * What was in progress, blocked and not started at the end of each point. What waits is drawn apart: there is so much more of it that
 * work in progress would lie flat on the ground.
 */
export function StandingPanel({ params }: { params: DashboardParams }) {
  return (
    <PanelCard
      title="Open issues over time"
      definition="open"
      asked={usePanel("summary", params)}
      view={standingView}
      plots={[
        { kind: "lines", series: WIP, label: "In progress and blocked over time" },
        { kind: "lines", series: WAITING, label: "Not started over time" },
      ]}
    />
  );
}

function standingView(data: Summary): PanelView {
  const { figures, period, bucket } = data;
  const rows = rowsOf(data);
  return {
    table: {
      caption: `Open issues at the end of each ${bucket}, ${periodWords(period)}`,
      rowName: BUCKET_WORDS[bucket],
      columns: STANDINGS.map((name) => ({ key: name, name: STATUS_WORDS[name], hasLists: true })),
      rows: rows ?? [],
    },
    fileName: `backtrak-open-issues-${period.from}-${period.to}.csv`,
    faint: faintWords(rows ?? [], data),
    marks: marksWords(rows ?? [], data),
    empty: emptyOf(rows),
    lede: (
      <Lede
        note={
          <>
            Now, and at the end of the day before the period
            <Incomplete from={data.incomplete_before} before={figures.open.before?.incomplete_before} />
          </>
        }
      >
        {STANDINGS.map((name) => (
          <LedeFigure
            key={name}
            figure={figures[name]}
            name={STATUS_WORDS[name].toLowerCase()}
            definition={DEFINITIONS[name]}
            before={beforeOf(figures[name].before, data)}
          />
        ))}
      </Lede>
    ),
  };
}

function beforeOf(figure: Summary["figures"]["open"]["before"], { previous }: Summary) {
  if (figure === null) return undefined;
  return { figure, words: countWords(figure.value), when: `At the end of ${dayInWords(previous.to)}` };
}

const DEFINITIONS = { in_progress: "in-progress", blocked: "blocked", not_started: "not-started" } as const;

/** Null where the past is not known. */
function rowsOf(data: Summary) {
  const { in_progress, blocked, not_started } = data.figures;
  if (in_progress.trend === null || blocked.trend === null || not_started.trend === null) return null;
  const trends = { in_progress: in_progress.trend, blocked: blocked.trend, not_started: not_started.trend };
  return in_progress.trend.map((point, place) => ({
    ...trendRow(point, data),
    cells: Object.fromEntries(STANDINGS.flatMap((name) => cellsOf(name, trends[name][place]))),
  }));
}

function cellsOf(name: Standing, point: Point | undefined) {
  return point === undefined ? [] : [[name, countCell(point)] as const];
}

function emptyOf(rows: readonly unknown[] | null) {
  if (rows === null) {
    return {
      title: "How it was under these filters is not known",
      advice:
        "What an issue was then is known of its project, its status and when it was created. Clear the other filters.",
    };
  }
  return rows.length > 0 ? null : NOT_BEGUN;
}
