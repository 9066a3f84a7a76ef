"use client";

import { lazy, Suspense } from "react";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import type { PlotProps } from "./chart-frame.tsx";
import type { ChartTable } from "./chart-table.ts";
import { TableTwin } from "./table-twin.tsx";
import { useTurn } from "./use-turn.ts";

type Kind = "bars" | "stacked" | "lines";

// The one way to recharts: it comes when the page stands, and in the browser alone.
const loadBars = async () => {
  try {
    return { default: (await import("./bar-chart.tsx")).Bars };
  } catch {
    return { default: NotLoaded };
  }
};
const loadLines = async () => {
  try {
    return { default: (await import("./line-chart.tsx")).Lines };
  } catch {
    return { default: NotLoaded };
  }
};
const LazyBars = lazy(loadBars);
const LazyLines = lazy(loadLines);

/** A table as a drawing. Until it is its turn and its code is here a skeleton takes its place; on paper the table does. */
export function Plot({ kind, ...plot }: PlotProps & { kind: Kind }) {
  const isOurTurn = useTurn(kind === "lines" ? loadLines : loadBars);
  const waiting = <Waiting table={plot.table} />;
  if (!isOurTurn) return waiting;
  return (
    <Suspense fallback={waiting}>
      {kind === "lines" ? <LazyLines {...plot} /> : <LazyBars {...plot} stacked={kind === "stacked"} />}
    </Suspense>
  );
}

function Waiting({ table }: { table: ChartTable }) {
  return (
    <>
      <Skeleton className="h-full w-full print:hidden" />
      <TableTwin table={table} className="hidden print:table" />
    </>
  );
}

/** The code of the drawing did not come. What it would have shown is here all the same. */
function NotLoaded({ table }: PlotProps) {
  return (
    <div className="h-full overflow-auto print:overflow-visible">
      <p className="text-sm">The chart could not be loaded. This is its table.</p>
      <TableTwin table={table} />
    </div>
  );
}
