import { z } from "zod";
import type { Panel } from "@/lib/dashboard/filters.ts";
import {
  agingSchema,
  changesSchema,
  completedSchema,
  DURATION_GROUPS,
  durationSchema,
  engineersSchema,
  summarySchema,
  type Figure,
  type Spread,
} from "@/lib/dashboard/schema.ts";
import { addDays } from "@/lib/definitions/days.ts";

/** Numbers by name. What is 0 or not known is left out: to SQL it is a row that is not there. */
export type Figures = Map<string, number>;

type Row = { name: string } & Record<string, string | number | null | undefined>;
/** `cut`: how the names of rows begin of which there are more than are shown. */
type Read = { rows: Row[]; cut: string[] };

export function figuresOf(rows: readonly Row[]): Figures {
  const entries = rows.flatMap(({ name, ...columns }) =>
    Object.entries(columns).map(([column, value]): [string, unknown] => [`${name}: ${column}`, value]),
  );
  return new Map(entries.filter((entry): entry is [string, number] => typeof entry[1] === "number" && entry[1] !== 0));
}

/** What a panel answered, under the names that the statements of its yardstick give. */
export function readAnswer(panel: Panel, json: unknown): { figures: Figures; cut: string[] } {
  const { rows, cut } = READERS[panel](json);
  return { figures: figuresOf(rows), cut };
}

const READERS: Record<Panel, (json: unknown) => Read> = {
  summary: (json) => whole(summaryRows(json)),
  "tasks-per-engineer": (json) => whole(engineerRows(json)),
  "cycle-time": durationRows,
  "lead-time": durationRows,
  completed: (json) => whole(completedRows(json)),
  aging: (json) => whole(agingRows(json)),
  changes: (json) => {
    const { figures } = changesSchema.parse(json);
    return whole([{ name: "since", ...valuesOf(figures) }]);
  },
};

function whole(rows: Row[]): Read {
  return { rows, cut: [] };
}

function summaryRows(json: unknown): Row[] {
  const { figures, unknown_close, period } = summarySchema.parse(json);
  const { completed, closed_not_done, ...now } = figures;
  const dayBefore = addDays(period.from, -1);
  const standing = Object.entries(now).flatMap(([name, { before, trend }]) => [
    { name: `end of ${dayBefore}`, [name]: before?.value },
    ...(trend ?? []).map(({ to, value }) => ({ name: `end of ${to}`, [name]: value })),
  ]);
  const ended = Object.entries({ completed, closed_not_done }).flatMap(([name, { value, before, trend }]) => [
    { name: "period", [name]: value },
    { name: "previous", [name]: before?.value },
    ...(trend ?? []).map((point) => ({ name: point.from, [name]: point.value })),
  ]);
  return [{ name: "now", ...valuesOf({ ...now, unknown_close }) }, ...standing, ...ended];
}

function engineerRows(json: unknown): Row[] {
  const { rows, total } = engineersSchema.parse(json);
  const all = [
    ...rows.map(({ person, ...row }) => ({ name: person?.id ?? "nobody", ...row })),
    { name: "all", ...total },
  ];
  return all.map(({ name, oldest, approximate, ...figures }) => ({
    ...{ name, approximate, oldest: secondsOf(oldest?.wip_since) },
    ...valuesOf(figures),
  }));
}

function durationRows(json: unknown): Read {
  const { total, previous, points, groups, longest } = durationSchema.parse(json);
  const grouped = DURATION_GROUPS.flatMap((group) =>
    groups[group].rows.flatMap(({ value, previous: before, ...now }) => {
      const name = `${group} ${calledInSql(group, value)}`;
      return [spreadRow(name, now), spreadRow(`${name} before`, before)];
    }),
  );
  const rows = [
    spreadRow("period", total),
    spreadRow("previous", previous),
    ...points.map(({ from, ...point }) => spreadRow(from, point)),
    ...grouped,
    ...longest.map(({ id, seconds }) => ({ name: `longest ${id}`, seconds })),
  ];
  return { rows, cut: DURATION_GROUPS.filter((group) => groups[group].more).map((group) => `${group} `) };
}

function calledInSql(group: (typeof DURATION_GROUPS)[number], value: string | null): string {
  if (value === null) return group === "engineer" ? "(nobody)" : "(none)";
  return group === "label" ? value.toLowerCase() : value;
}

function spreadRow(name: string, { completed, known, median_seconds, p85_seconds }: Spread): Row {
  return { name, completed: completed.value, known: known.value, median: median_seconds, p85: p85_seconds };
}

function completedRows(json: unknown): Row[] {
  const { total, previous, points, punctuality, since_reopened } = completedSchema.parse(json);
  const { period: _, incomplete_before: __, ...before } = previous;
  return [
    { name: "period", ...valuesOf({ ...total, ...punctuality, since_reopened }) },
    { name: "previous", ...valuesOf(before) },
    ...points.map(({ from, figures }) => ({ name: from, ...valuesOf(figures) })),
  ];
}

function agingRows(json: unknown): Row[] {
  const aging = agingSchema.parse(json);
  const untouched = aging.untouched.map(({ days, issues }) => [`for_${days}_days`, issues.value]);
  return [
    ...aging.wip.map(({ from_days: from, in_progress, blocked }) => ({
      name: `in progress from ${from}`,
      ...valuesOf({ in_progress, blocked }),
    })),
    { name: "in progress", ...valuesOf(aging.coverage), undated: aging.undated_wip.value },
    ...aging.overdue.map(({ from_days: from, issues }) => ({ name: `overdue from ${from}`, issues: issues.value })),
    { name: "untouched", ...z.record(z.string(), z.number()).parse(Object.fromEntries(untouched)) },
    ...aging.oldest_by_status.map(({ project, oldest }) => ({
      name: `oldest of ${project.path}`,
      ...Object.fromEntries(Object.entries(oldest).map(([status, { since }]) => [status, secondsOf(since)])),
    })),
    ...aging.oldest.map(({ id, wip_since: since }) => ({ name: `oldest ${id}`, since: secondsOf(since) })),
    ...aging.most_overdue.map(({ id, days }) => ({ name: `most overdue ${id}`, days })),
    ...aging.blocked.map(({ id, since }) => ({ name: `blocked ${id}`, since: secondsOf(since) })),
  ];
}

function valuesOf(figures: Readonly<Record<string, Figure>>): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).map(([name, { value }]) => [name, value]));
}

/** Of an instant, since 1970. */
function secondsOf(instant: string | null | undefined): number | null {
  return instant === null || instant === undefined ? null : Date.parse(instant) / 1000;
}
