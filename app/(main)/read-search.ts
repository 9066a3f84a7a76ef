import type { IgnoredParam } from "@/components/backlog/ignored-params.ts";
import { validate } from "@/lib/api/input.ts";
import {
  agingQuerySchema,
  changesQuerySchema,
  durationQuerySchema,
  engineersQuerySchema,
  trendQuerySchema,
} from "@/lib/dashboard/filter-schema.ts";
import {
  DASHBOARD_FILTERS,
  DASHBOARD_PARAMS,
  type DashboardParams,
  type Panel,
  PANEL_PARAMS,
  readParams,
} from "@/lib/dashboard/filters.ts";
import { type PageSearch, readRight, takeParams, takeRefused } from "./page-search.ts";

/** The URL of the dashboard: what of it holds, as text and as the question of each panel, and what was left out because it is wrong. */
export type ReadSearch = { params: DashboardParams; queries: ReturnType<typeof readQueries>; ignored: IgnoredParam[] };

/** Reads the dashboard's URL. One wrong value costs that value only: a link from a chat still shows the rest. */
export function readSearch(search: PageSearch): ReadSearch {
  const { params, ignored } = takeParams(search, { names: DASHBOARD_PARAMS, read: readParams });
  return { params, queries: readRight({ params, ignored }, readQueries), ignored };
}

/**
 * What is left to ask when a question itself was refused, such as `assignee=me` by someone who has not said who that is. Null where
 * the error is about something else.
 */
export function withoutRefused(search: ReadSearch, error: unknown): ReadSearch | null {
  const rest = takeRefused<DashboardParams>(search, error);
  return rest && { ...rest, queries: readRight(rest, readQueries) };
}

function readQueries(params: DashboardParams) {
  const asked = (panel: Panel) => {
    const names = [...PANEL_PARAMS[panel], ...DASHBOARD_FILTERS];
    return Object.fromEntries(names.flatMap((name) => (params[name] === undefined ? [] : [[name, params[name]]])));
  };
  return {
    summary: validate("query", trendQuerySchema, asked("summary")),
    engineers: validate("query", engineersQuerySchema, asked("tasks-per-engineer")),
    cycleTime: validate("query", durationQuerySchema, asked("cycle-time")),
    aging: validate("query", agingQuerySchema, asked("aging")),
    changes: validate("query", changesQuerySchema, asked("changes")),
  };
}
