"use client";

import { lazy, Suspense, useSyncExternalStore } from "react";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import type { PlotProps } from "./chart-frame.tsx";
import type { ChartTable } from "./chart-table.ts";
import { TableTwin } from "./table-twin.tsx";

type Kind = "bars" | "stacked" | "lines";

// The one way to recharts: it comes when the page stands, and in the browser alone.
const LazyBars = lazy(async () => {
  try {
    return { default: (await import("./bar-chart.tsx")).Bars };
  } catch {
    return { default: NotLoaded };
  }
});
const LazyLines = lazy(async () => {
  try {
    return { default: (await import("./line-chart.tsx")).Lines };
  } catch {
    return { default: NotLoaded };
  }
});

/** A table as a drawing. Until its code is here a skeleton takes its place; on paper the table does. */
export function Plot({ kind, ...plot }: PlotProps & { kind: Kind }) {
  const isBrowser = useSyncExternalStore(nothingToHear, inBrowser, onServer);
  const waiting = <Waiting table={plot.table} />;
  if (!isBrowser) return waiting;
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

const nothingToHear = () => () => {};
const inBrowser = () => true;
const onServer = () => false;
