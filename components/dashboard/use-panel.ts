"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { DashboardParams, Panel } from "@/lib/dashboard/filters.ts";
import { type PanelAnswers, panelOptions } from "./panel-queries.ts";

export type ShownPanel<T> = {
  /** What to show: the answer, or until it comes and when it fails the one before. Undefined before the first. */
  data: T | undefined;
  /** `data` is not the answer to what the URL asks. */
  stale: boolean;
  error: Error | null;
  /** It is asked again after `error`. */
  fetching: boolean;
  retry: () => void;
};

/** What one endpoint answers to the URL. */
export function usePanel<P extends Panel>(panel: P, params: DashboardParams): ShownPanel<PanelAnswers[P]> {
  const asked = useQuery(panelOptions(panel, params));
  const { data, error, isPlaceholderData, refetch } = asked;
  // A failed question has no data of its own: what was there stays.
  const [kept, setKept] = useState(data);
  if (data !== undefined && data !== kept) setKept(data);
  return {
    data: data ?? kept,
    stale: data === undefined || isPlaceholderData,
    error,
    fetching: error !== null && asked.isFetching,
    retry: () => void refetch(),
  };
}
