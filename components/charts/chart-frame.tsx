"use client";

import type { ReactElement } from "react";
import { CartesianGrid, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import type { ChartRow, ChartSeries, ChartTable } from "./chart-table.ts";
import { PointDetails } from "./point-details.tsx";

/** `unit` stands behind the numbers of the axis: " d". */
export type PlotProps = {
  table: ChartTable;
  series: readonly ChartSeries[];
  /** What a screen reader calls the drawing. */
  label: string;
  unit?: string;
};

const TEXT = { fill: "var(--muted-foreground)", fontSize: 12 };
const AXIS_WIDTH_PX = 40;
const TICK_GAP_PX = 16;

/** What every plot gets: its size, its name, and that arrow keys read its points. */
export function plotAttributes({ table, label }: PlotProps) {
  return {
    data: [...table.rows],
    responsive: true,
    accessibilityLayer: true,
    style: { width: "100%", height: "100%" },
    margin: { top: 16, right: 8, bottom: 0, left: 0 },
    // On to the drawing itself: `title` would stand beside the pointer wherever it rests.
    "aria-label": `${label}. The arrow keys read its points; its table has the links.`,
  };
}

/** The axes, a few hairlines, what is said of the point under the pointer or reached by the keys, and the marks. */
export function frameParts({ table, series, unit = "" }: PlotProps): ReactElement[] {
  const ticks = new Map(table.rows.map((row) => [row.key, row.tick]));
  return [
    <CartesianGrid key="grid" vertical={false} stroke="var(--border)" />,
    <XAxis
      key="x"
      dataKey={keyOf}
      tickFormatter={(key) => ticks.get(String(key)) ?? ""}
      tick={TEXT}
      tickLine={false}
      axisLine={{ stroke: "var(--border)" }}
      interval="preserveStartEnd"
      minTickGap={TICK_GAP_PX}
    />,
    <YAxis
      key="y"
      tick={TEXT}
      tickLine={false}
      axisLine={false}
      allowDecimals={unit !== ""}
      width={AXIS_WIDTH_PX}
      tickCount={5}
      tickFormatter={(value) => `${value}${unit}`}
    />,
    <Tooltip
      key="details"
      isAnimationActive={false}
      cursor={{ fill: "var(--muted)", fillOpacity: 0.6, stroke: "var(--border)" }}
      content={({ active, label }) => (active ? <PointDetails table={table} series={series} rowKey={label} /> : null)}
    />,
    ...table.rows
      .filter(isMarked)
      .map((row) => (
        <ReferenceLine key={`mark-${row.key}`} x={row.key} stroke="var(--muted-foreground)" strokeDasharray="3 3" />
      )),
  ];
}

function keyOf(row: ChartRow): string {
  return row.key;
}

function isMarked(row: ChartRow): boolean {
  return row.mark !== undefined && row.mark !== null;
}
