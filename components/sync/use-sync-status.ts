"use client";

import { useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/lib/api/fetcher.ts";
import type { SyncStatus } from "@/lib/sync/schema.ts";
import { SYNC_STATUS_KEY } from "./sync-status-key.ts";

const BUSY_MS = 2_000;
const QUIET_MS = 15_000;

/** The sync's state, asked for often while something runs or is due and seldom while nothing is. */
export function useSyncStatus() {
  return useQuery({
    queryKey: SYNC_STATUS_KEY,
    queryFn: ({ signal }) => fetchJson<SyncStatus>("/api/sync/status", { signal }),
    refetchInterval: (query) => (isBusy(query.state.data) ? BUSY_MS : QUIET_MS),
  });
}

function isBusy(status: SyncStatus | undefined): boolean {
  if (status === undefined) return false;
  const { running, oldest_age_seconds: oldest } = status.queue;
  return running > 0 || oldest !== null || status.runs.some((run) => run.status === "running");
}
