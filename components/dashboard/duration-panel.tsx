"use client";

import type { ChartSeries, ChartTable } from "@/components/charts/chart-table.ts";
import { Segments } from "@/components/charts/segments.tsx";
import type { DashboardParams, Time } from "@/lib/dashboard/filters.ts";
import type { Durations } from "@/lib/dashboard/schema.ts";
import { coverageWords } from "@/lib/definitions/wording.ts";
import { countWords } from "@/lib/issues/wording.ts";
import { PAINTS } from "./chart-paints.ts";
import { DurationGroups } from "./duration-groups.tsx";
import { countCell, daysCell, daysInWords } from "./figure-cells.ts";
import { FigureLink } from "./figure-link.tsx";
import { Incomplete } from "./incomplete.tsx";
import { Lede, LedeFigure } from "./lede.tsx";
import { NOT_BEGUN, nothingWas } from "./nothing-drawn.ts";
import { PanelCard, type PanelView } from "./panel-card.tsx";
import { periodWords } from "./period-words.ts";
import { BUCKET_WORDS, faintWords, marksWords, trendRow } from "./trend-rows.ts";
import { usePanel } from "./use-panel.ts";

export type Measure = "cycle-time" | "lead-time";

const TITLES: Record<Measure, string> = { "cycle-time": "Cycle time", "lead-time": "Lead time" };
const TIMES = [
  { value: "calendar", words: "Calendar" },
  { value: "working", words: "Working time" },
] as const;
const SERIES: ChartSeries[] = [
  { key: "median_days", name: "Median", ...PAINTS.median },
  { key: "p85_days", name: "p85", ...PAINTS.p85 },
];

type DurationPanelProps = { measure: Measure; params: DashboardParams; onTime: (time: Time) => void };

/** How long what was completed took, point by point, and by project, label and engineer against the period before. */
export function DurationPanel({ measure, params, onTime }: DurationPanelProps) {
  const asked = usePanel(measure, params);
  const title = TITLES[measure];
  return (
    <PanelCard
      title={title}
      definition={measure}
      asked={asked}
      view={(data) => durationView(measure, data)}
      plots={[{ kind: "lines", series: SERIES, label: title, unit: " d" }]}
      tools={
        <Segments
          label={`${title} in`}
          options={TIMES}
          value={params.time === "working" ? "working" : "calendar"}
          onChange={onTime}
        />
      }
      footer={<DurationGroups measure={measure} title={title} asked={asked} />}
    />
  );
}

function durationView(measure: Measure, data: Durations): PanelView {
  const { total, previous, period } = data;
  const table = tableOf(TITLES[measure], data);
  const before = (words: string) => ({ figure: previous.known, words, when: periodWords(previous.period) });
  return {
    table,
    fileName: `backtrak-${measure}-${period.from}-${period.to}.csv`,
    faint: faintWords(table.rows, data),
    marks: marksWords(table.rows, data),
    empty: emptyOf(data),
    lede: (
      <Lede note={<Rests measure={measure} data={data} />}>
        <LedeFigure
          figure={total.known}
          words={daysInWords(total.median_seconds)}
          name="median"
          definition="median"
          before={before(daysInWords(previous.median_seconds))}
        />
        <LedeFigure
          figure={total.known}
          words={daysInWords(total.p85_seconds)}
          name="p85"
          definition="median"
          before={before(daysInWords(previous.p85_seconds))}
        />
        <LedeFigure
          figure={total.known}
          name="n"
          definition="coverage"
          before={before(countWords(previous.known.value))}
        />
      </Lede>
    ),
  };
}

/** On how many it rests, in what time it is told, and from when on it is whole. */
function Rests({ measure, data }: { measure: Measure; data: Durations }) {
  const { total, previous, time, incomplete_before: from } = data;
  const { known, completed, unknown } = total;
  return (
    <>
      {measure === "cycle-time"
        ? coverageWords({ known: known.value, total: completed.value })
        : "Of all that was completed"}
      {unknown.value > 0 && (
        <>
          {", "}
          <FigureLink figure={unknown} className="underline decoration-border">
            {countWords(unknown.value)} had none
          </FigureLink>
        </>
      )}
      {time === "working" && " · in working time"}
      <Incomplete from={from} before={previous.incomplete_before} />
    </>
  );
}

function tableOf(title: string, data: Durations): ChartTable {
  const { bucket, time, period, points } = data;
  return {
    caption: `${title}${time === "working" ? " in working time" : ""} by ${bucket}, ${periodWords(period)}`,
    rowName: BUCKET_WORDS[bucket],
    columns: [
      { key: "median_days", name: "Median" },
      { key: "p85_days", name: "p85" },
      { key: "n", name: "n", hasLists: true },
      { key: "completed", name: "Completed", hasLists: true },
      { key: "unknown", name: "Not known", hasLists: true },
    ],
    rows: points.map((point) => {
      const row = trendRow(point, data);
      const { median_seconds, p85_seconds } = point;
      return {
        ...row,
        file: { ...row.file, time, median_seconds, p85_seconds },
        cells: {
          median_days: daysCell(median_seconds, point.known),
          p85_days: daysCell(p85_seconds, point.known),
          n: countCell(point.known),
          completed: countCell(point.completed),
          unknown: countCell(point.unknown),
        },
      };
    }),
  };
}

function emptyOf({ total, period, points }: Durations) {
  if (points.length === 0) return NOT_BEGUN;
  if (total.completed.value === 0) return nothingWas("completed", period);
  if (total.known.value > 0) return null;
  return {
    title: "No recorded start",
    advice: `${countWords(total.completed.value)} were completed, and of none is it known when work on it began.`,
  };
}
