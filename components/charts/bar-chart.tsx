"use client";

import Link from "next/link";
import { useId } from "react";
import { Bar, BarChart, type BarShapeProps } from "recharts";
import { frameParts, plotAttributes, type PlotProps } from "./chart-frame.tsx";
import { cellOf, type ChartRow, type ChartSeries, type ChartTable, type Paint } from "./chart-table.ts";

type BarsProps = PlotProps & { stacked?: boolean };

const WIDEST_BAR_PX = 48;
/** With more rows than this the numbers would touch one another. */
const MOST_LABELLED_ROWS = 12;
/** A low bar is as easy to hit as a high one. */
const TARGET_PX = 24;

/** Bars side by side or on top of one another, each a link to the list of what it counts. */
export function Bars({ stacked = false, ...plot }: BarsProps) {
  const { table, series } = plot;
  const id = useId();
  const isLabelled = !stacked && table.rows.length <= MOST_LABELLED_ROWS;
  return (
    <BarChart {...plotAttributes(plot)} barCategoryGap="20%" barGap={1}>
      <Patterns id={id} paints={paintsOf(plot)} />
      {frameParts(plot)}
      {series.map((one) => (
        <Bar<ChartRow, number | null>
          key={one.key}
          name={one.name}
          dataKey={(row) => cellOf(row, one.key).value}
          stackId={stacked ? "stack" : undefined}
          maxBarSize={WIDEST_BAR_PX}
          isAnimationActive={false}
          shape={columnOf({ table, series: one, id })}
          label={isLabelled ? { position: "top", fill: "var(--muted-foreground)", fontSize: 12 } : false}
        />
      ))}
    </BarChart>
  );
}

function columnOf({ table, series, id }: { table: ChartTable; series: ChartSeries; id: string }) {
  return (box: BarShapeProps) => <Column box={box} row={table.rows[box.originalDataIndex]} series={series} id={id} />;
}

type ColumnProps = { box: BarShapeProps; row: ChartRow | undefined; series: ChartSeries; id: string };

function Column({ box: { x, y, width, height }, row, series, id }: ColumnProps) {
  if (!row || height <= 0) return null;
  const { href, words } = cellOf(row, series.key);
  const paint = row.paint ?? series;
  const bar = (
    <>
      <rect
        x={x}
        y={Math.min(y, y + height - TARGET_PX)}
        width={width}
        height={Math.max(height, TARGET_PX)}
        fill="none"
        pointerEvents="all"
      />
      <rect
        {...{ x, y, width, height }}
        fill={paint.look === "solid" ? paint.color : `url(#${patternId(id, paint)})`}
        fillOpacity={row.faint ? 0.4 : 1}
        stroke={paint.color}
        strokeDasharray={row.faint ? "3 2" : undefined}
      />
    </>
  );
  if (href === null) return bar;
  return (
    <Link href={href} prefetch={false} tabIndex={-1} aria-label={`${row.name}: ${words} ${series.name}`}>
      {bar}
    </Link>
  );
}

/** The fillings that are not plain. */
function Patterns({ id, paints }: { id: string; paints: Paint[] }) {
  return (
    <defs>
      {paints.map((paint) => (
        <pattern
          key={patternId(id, paint)}
          id={patternId(id, paint)}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="6" height="6" fill={paint.color} fillOpacity="0.15" />
          {paint.look === "striped" && <rect width="2.5" height="6" fill={paint.color} />}
        </pattern>
      ))}
    </defs>
  );
}

function paintsOf({ series, table }: PlotProps): Paint[] {
  const paints = [...series, ...table.rows.flatMap((row) => row.paint ?? [])].filter(({ look }) => look !== "solid");
  return [...new Map(paints.map((paint) => [patternId("", paint), paint])).values()];
}

/** Letters and digits only: a colour such as `var(--status-blocked)` is no part of an address. */
function patternId(id: string, { color, look }: Paint): string {
  return `${id}-${look}-${color.replaceAll(/[^a-z0-9]/gi, "")}`;
}
