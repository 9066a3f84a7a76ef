import { FILTER_PARAMS, type FilterParam, readKnown, writeKnown } from "@/lib/issues/filters.ts";

/**
 * The dashboard's URL: a period, how it is cut and measured, since when changes are told, and the filters of the issues all figures
 * count. Browser-safe and free of zod. A figure looks at the past by its own period: `as_of` is the backlog's alone.
 */
export const BUCKETS = ["day", "week", "month"] as const;
export type Bucket = (typeof BUCKETS)[number];

/** Days of 86,400 seconds, or of working time (definition: Working time). */
export const TIMES = ["calendar", "working"] as const;
export type Time = (typeof TIMES)[number];

export type DashboardFilter = Exclude<FilterParam, "as_of">;
export const DASHBOARD_FILTERS = FILTER_PARAMS.filter((name): name is DashboardFilter => name !== "as_of");
export const PERIOD_PARAMS = ["from", "to", "bucket", "time", "since"] as const;
export const DASHBOARD_PARAMS = [...PERIOD_PARAMS, ...DASHBOARD_FILTERS, "view"] as const;
export type DashboardParam = (typeof DASHBOARD_PARAMS)[number];
/** The parameters as they stand in the URL: nothing parsed, nothing defaulted. */
export type DashboardParams = Partial<Record<DashboardParam, string>>;

/** What each endpoint takes besides the filters. */
export const PANEL_PARAMS = {
  summary: ["from", "to", "bucket"],
  "tasks-per-engineer": ["from", "to"],
  "cycle-time": ["from", "to", "bucket", "time"],
  "lead-time": ["from", "to", "bucket", "time"],
  completed: ["from", "to", "bucket"],
  aging: [],
  changes: ["since"],
} as const satisfies Record<string, readonly (typeof PERIOD_PARAMS)[number][]>;
export type Panel = keyof typeof PANEL_PARAMS;

/** The known parameters of a URL; empty and unknown ones are left out. */
export function readParams(search: Pick<URLSearchParams, "get">): DashboardParams {
  return readKnown(search, DASHBOARD_PARAMS);
}

/** The query of one endpoint: of the URL's parameters those it takes, in a fixed order. Also its cache key. */
export function panelQuery(panel: Panel, params: DashboardParams): string {
  return writeKnown(params, [...PANEL_PARAMS[panel], ...DASHBOARD_FILTERS]);
}

/** The canonical URL of the dashboard. */
export function dashboardPath(params: DashboardParams): string {
  const search = writeKnown(params, DASHBOARD_PARAMS);
  return search === "" ? "/" : `/?${search}`;
}

/** What a saved view keeps of the dashboard's URL: all but which view it is. */
export function viewQuery(params: DashboardParams): string {
  return writeKnown({ ...params, view: "" }, DASHBOARD_PARAMS);
}

export type DashboardChange = Partial<Record<string, string | null>>;

/** The parameters after one change; null removes one, and what the dashboard does not know is left out. */
export function withChange(params: DashboardParams, change: DashboardChange): DashboardParams {
  const next: DashboardParams = { ...params };
  for (const name of DASHBOARD_PARAMS) {
    const value = change[name];
    if (value === null) delete next[name];
    else if (value !== undefined) next[name] = value;
  }
  return next;
}

/** The filters alone: they go with a reader to the backlog and come back. */
export function filtersOf(params: DashboardParams): DashboardParams {
  return Object.fromEntries(DASHBOARD_FILTERS.flatMap((name) => (params[name] ? [[name, params[name]]] : [])));
}
