"use client";

import { useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/lib/api/fetcher.ts";
import type { FreshnessAnswer } from "@/lib/sync/schema.ts";

const REFETCH_MS = 30_000;

/** The age of what one sees, asked for once for all that show it. `initial` is what the server knew when it drew the page. */
export function useFreshness(initial: FreshnessAnswer | null) {
  return useQuery({
    queryKey: ["freshness"],
    queryFn: ({ signal }) => fetchJson<FreshnessAnswer>("/api/freshness", { signal }),
    initialData: initial ?? undefined,
    refetchInterval: REFETCH_MS,
    staleTime: REFETCH_MS,
  });
}
