"use client";

import { useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/lib/api/fetcher.ts";
import type { SyncStatus } from "@/lib/sync/schema.ts";
import { SYNC_STATUS_KEY } from "./sync-status-key.ts";

const RUNNING_MS = 2_000;
const QUIET_MS = 15_000;

/** The sync's state, asked for often while something runs and seldom while nothing does. */
export function useSyncStatus() {
  return useQuery({
    queryKey: SYNC_STATUS_KEY,
    queryFn: ({ signal }) => fetchJson<SyncStatus>("/api/sync/status", { signal }),
    refetchInterval: (query) => (isBusy(query.state.data) ? RUNNING_MS : QUIET_MS),
  });
}

function isBusy(status: SyncStatus | undefined): boolean {
  return status?.runs.some((run) => run.status === "running") ?? false;
}
