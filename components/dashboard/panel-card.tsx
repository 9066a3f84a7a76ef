"use client";

import { ChartNoAxesColumn } from "lucide-react";
import type { ReactNode } from "react";
import { ChartCard } from "@/components/charts/chart-card.tsx";
import type { ChartSeries, ChartTable } from "@/components/charts/chart-table.ts";
import { Legend } from "@/components/charts/legend.tsx";
import { Plot } from "@/components/charts/plot.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { problemOf } from "@/components/ui/problem-of.ts";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { type DefinitionId, definitionHref } from "@/lib/definitions/wording.ts";
import { LedeSkeleton } from "./lede.tsx";
import type { NothingDrawn } from "./nothing-drawn.ts";
import type { ShownPanel } from "./use-panel.ts";

/** What a panel makes of an answer. */
export type PanelView = {
  lede: ReactNode;
  table: ChartTable;
  fileName: string;
  /** Why there is nothing to draw, and what to do: then there is neither table nor file. */
  empty?: NothingDrawn | null;
  /** What lighter points and dashed lines mean, where there are any. */
  faint?: string | null;
  marks?: string | null;
};

export type PlotSpec = {
  kind: "bars" | "stacked" | "lines";
  series: readonly ChartSeries[];
  label: string;
  unit?: string;
};

type PanelCardProps<T> = {
  title: string;
  definition: DefinitionId;
  asked: ShownPanel<T>;
  /** Where the looks mean something else than the series: what each means. */
  legend?: readonly ChartSeries[];
  view: (data: T) => PanelView;
  /** What is drawn of the table, one below the other. */
  plots: readonly PlotSpec[];
  tools?: ReactNode;
  footer?: ReactNode;
};

/** A chart of the dashboard in each of its four states, all of one height. What was there stays when it cannot be renewed. */
export function PanelCard<T>({ title, definition, asked, legend, view, plots, tools, footer }: PanelCardProps<T>) {
  const shown = asked.data === undefined ? undefined : view(asked.data);
  const isDrawn = shown !== undefined && !shown.empty;
  const failed = asked.error !== null && shown === undefined;
  return (
    <ChartCard
      title={title}
      helpHref={definitionHref(definition)}
      tools={tools}
      lede={shown ? <Aged stale={asked.stale}>{shown.lede}</Aged> : <LedeSkeleton />}
      legend={
        <Legend series={legend ?? plots.flatMap(({ series }) => series)} faint={shown?.faint} marks={shown?.marks} />
      }
      table={isDrawn ? shown.table : undefined}
      fileName={shown?.fileName ?? ""}
      footer={failed ? undefined : footer}
      notice={asked.error && shown && <Failure title={title} asked={asked} shape="banner" />}
      failure={failed && <Failure title={title} asked={asked} shape="page" />}
    >
      <Aged stale={asked.stale && shown !== undefined}>
        {shown ? <Body view={shown} plots={plots} /> : <Skeleton className="size-full" />}
      </Aged>
    </ChartCard>
  );
}

function Body({ view: { empty, table }, plots }: { view: PanelView; plots: readonly PlotSpec[] }) {
  if (empty) {
    return (
      <EmptyState icon={ChartNoAxesColumn} title={empty.title}>
        {empty.advice}
      </EmptyState>
    );
  }
  return (
    // A row may not be higher than its share, or a drawing would grow with the place it makes for itself.
    <div className="grid h-full auto-rows-[minmax(0,1fr)] grid-cols-1 gap-1">
      {plots.map((plot) => (
        <div key={plot.label} className="min-h-0 min-w-0">
          <Plot table={table} {...plot} />
        </div>
      ))}
    </div>
  );
}

/** Lighter while it is the answer to what was asked before. */
function Aged({ stale, children }: { stale: boolean; children: ReactNode }) {
  return (
    <div aria-busy={stale} className={stale ? "h-full opacity-60" : "h-full"}>
      {children}
    </div>
  );
}

type FailureProps = { title: string; asked: ShownPanel<unknown>; shape: "page" | "banner" };

function Failure({ title, asked: { error, fetching, retry }, shape }: FailureProps) {
  if (!error) return null;
  return (
    <ErrorState
      shape={shape}
      {...problemOf(error, `“${title}” could not be ${shape === "page" ? "read" : "renewed"}.`)}
      onRetry={retry}
      retrying={fetching}
    />
  );
}
