"use client";

import Link from "next/link";
import { Line, LineChart, type DotItemDotProps } from "recharts";
import { frameParts, plotAttributes, type PlotProps } from "./chart-frame.tsx";
import { cellOf, type ChartRow, type ChartSeries, type ChartTable } from "./chart-table.ts";
import { lineDash } from "./looks.ts";
import { Marker } from "./marker.tsx";

const TARGET_RADIUS_PX = 12;

/** Lines with a point a row, each a link to the list of what it is told of. Where there is no value the line is broken. */
export function Lines(plot: PlotProps) {
  const { table, series } = plot;
  return (
    <LineChart {...plotAttributes(plot)}>
      {frameParts(plot)}
      {series.map((one) => (
        <Line<ChartRow, number | null>
          key={one.key}
          name={one.name}
          dataKey={(row) => cellOf(row, one.key).value}
          stroke={one.color}
          strokeWidth={2}
          strokeDasharray={lineDash(one.look)}
          isAnimationActive={false}
          activeDot={false}
          dot={pointOf(table, one)}
        />
      ))}
    </LineChart>
  );
}

function pointOf({ rows }: ChartTable, series: ChartSeries) {
  return ({ index, cx, cy }: DotItemDotProps) => <Point key={index} row={rows[index]} series={series} x={cx} y={cy} />;
}

type PointProps = {
  row: ChartRow | undefined;
  series: ChartSeries;
  x: number | string | undefined;
  y: number | string | undefined;
};

function Point({ row, series, x, y }: PointProps) {
  if (!row || typeof x !== "number" || typeof y !== "number") return null;
  const { href, words, value } = cellOf(row, series.key);
  if (value === null) return null;
  const marker = <Marker color={series.color} look={series.look} x={x} y={y} hollow={row.faint} />;
  if (href === null) return marker;
  return (
    <Link href={href} prefetch={false} tabIndex={-1} aria-label={`${row.name}: ${series.name} ${words}`}>
      <circle cx={x} cy={y} r={TARGET_RADIUS_PX} fill="none" pointerEvents="all" />
      {marker}
    </Link>
  );
}
