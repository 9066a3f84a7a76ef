"use client";

import { useState } from "react";
import { FileButton } from "@/components/charts/chart-card.tsx";
import type { ChartRow, ChartTable } from "@/components/charts/chart-table.ts";
import { Segments } from "@/components/charts/segments.tsx";
import { TableTwin } from "@/components/charts/table-twin.tsx";
import { SkeletonRows } from "@/components/ui/skeleton-card.tsx";
import type { DurationGroup, Durations } from "@/lib/dashboard/schema.ts";
import { countCell, daysCell } from "./figure-cells.ts";
import { periodWords } from "./period-words.ts";
import type { ShownPanel } from "./use-panel.ts";

type Group = Durations["groups"]["project"]["rows"][number];
type DurationGroupsProps = { measure: string; title: string; asked: Pick<ShownPanel<Durations>, "data" | "error"> };

const GROUPS = [
  { value: "project", words: "Project" },
  { value: "label", words: "Label" },
  { value: "engineer", words: "Engineer" },
] as const satisfies { value: DurationGroup; words: string }[];
const SKELETON_ROWS = 5;

/** How long it took by project, label or engineer, this period against the one before. */
export function DurationGroups({ measure, title, asked: { data, error } }: DurationGroupsProps) {
  const [by, setBy] = useState<DurationGroup>("project");
  const name = `${title} by ${by}`;
  const table = data && tableOf(data, by, name);
  return (
    <section aria-label={name} className="border-t pt-3 print:hidden">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Segments label={`${title} by`} options={GROUPS} value={by} onChange={setBy} />
        <FileButton title={name} table={table} fileName={data ? fileNameOf(measure, by, data) : ""} />
      </div>
      <div
        role="region"
        aria-label={`${name}, the table`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard
        tabIndex={0}
        className="mt-2 h-56 overflow-auto"
      >
        {table ? <Rows table={table} /> : !error && <SkeletonRows rows={SKELETON_ROWS} />}
      </div>
    </section>
  );
}

function Rows({ table }: { table: ChartTable }) {
  if (table.rows.length > 0) return <TableTwin table={table} />;
  return <p className="py-4 text-sm text-muted-foreground">Nothing was completed in this period or the one before.</p>;
}

function tableOf(data: Durations, by: DurationGroup, name: string): ChartTable {
  const { rows, more } = data.groups[by];
  const wholeness = {
    incomplete_before: data.incomplete_before,
    previous_incomplete_before: data.previous.incomplete_before,
  };
  const shown = more ? `: the ${rows.length} with most completed issues` : "";
  return {
    caption: `${name}${data.time === "working" ? " in working time" : ""}, ${periodWords(data.period)} and ${periodWords(data.previous.period)}${shown}`,
    rowName: GROUPS.find(({ value }) => value === by)?.words ?? by,
    columns: [
      { key: "median_days", name: "Median" },
      { key: "previous_median_days", name: "Median before" },
      { key: "p85_days", name: "p85" },
      { key: "previous_p85_days", name: "p85 before" },
      { key: "n", name: "n", hasLists: true },
      { key: "previous_n", name: "n before", hasLists: true },
      { key: "completed", name: "Completed", hasLists: true },
    ],
    rows: rows.map((group) => rowOf(group, by, wholeness)),
  };
}

function rowOf(group: Group, by: DurationGroup, wholeness: Record<string, string | null>): ChartRow {
  const { value, name, previous } = group;
  return {
    // No value begins with a blank, so that it cannot be taken for "none".
    key: value ?? " none",
    tick: name,
    name,
    file: { [by]: value, name, ...wholeness },
    cells: {
      median_days: daysCell(group.median_seconds, group.known),
      previous_median_days: daysCell(previous.median_seconds, previous.known),
      p85_days: daysCell(group.p85_seconds, group.known),
      previous_p85_days: daysCell(previous.p85_seconds, previous.known),
      n: countCell(group.known),
      previous_n: countCell(previous.known),
      completed: countCell(group.completed),
    },
  };
}

function fileNameOf(measure: string, by: DurationGroup, { period }: Durations): string {
  return `backtrak-${measure}-by-${by}-${period.from}-${period.to}.csv`;
}
