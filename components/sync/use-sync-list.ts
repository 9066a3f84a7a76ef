"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/lib/api/fetcher.ts";
import { SYNC_KEY } from "./sync-status-key.ts";

const REFETCH_MS = 10_000;

/** One of the sync page's lists. Until the next page is there the one before stays. */
export function useSyncList<T>(
  list: "runs" | "deliveries" | "jobs" | "audits" | "gaps",
  params: Record<string, string> = {},
) {
  const search = new URLSearchParams(params).toString();
  return useQuery({
    queryKey: [...SYNC_KEY, list, search],
    queryFn: ({ signal }) => fetchJson<T>(`/api/sync/${list}${search === "" ? "" : `?${search}`}`, { signal }),
    refetchInterval: REFETCH_MS,
    placeholderData: keepPreviousData,
  });
}
