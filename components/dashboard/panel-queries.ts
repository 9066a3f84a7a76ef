import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/api/fetcher.ts";
import { type DashboardParams, type Panel, panelQuery } from "@/lib/dashboard/filters.ts";
import type { Aging, Changes, Completed, Durations, Engineers, Summary } from "@/lib/dashboard/schema.ts";

/** What each endpoint answers. */
export type PanelAnswers = {
  summary: Summary;
  "tasks-per-engineer": Engineers;
  "cycle-time": Durations;
  "lead-time": Durations;
  completed: Completed;
  aging: Aging;
  changes: Changes;
};

/** Figures are looked at for minutes, not worked on: once a minute is soon enough. */
const REFETCH_INTERVAL_MS = 60_000;

/** The answer of one endpoint. The page's server fills the same key by asking the database itself. */
export function panelOptions<P extends Panel>(panel: P, params: DashboardParams) {
  const query = panelQuery(panel, params);
  const path = `/api/dashboard/${panel}`;
  return queryOptions({
    queryKey: ["dashboard", panel, query],
    queryFn: ({ signal }) => fetchJson<PanelAnswers[P]>(query === "" ? path : `${path}?${query}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: REFETCH_INTERVAL_MS,
  });
}
