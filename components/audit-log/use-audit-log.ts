"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { fetchJson } from "@/lib/api/fetcher.ts";
import type { AuditList } from "@/lib/audit-log/schema.ts";
import { AUDIT_LOG_KEY, FIRST_PAGE } from "./audit-log-key.ts";

/** The entries that were asked for so far, newest first. Until the next answer is there the one before stays. */
export function useAuditLog(search: string) {
  return useInfiniteQuery({
    queryKey: [...AUDIT_LOG_KEY, search],
    queryFn: ({ signal, pageParam }) => fetchJson<AuditList>(pathOf(search, pageParam), { signal }),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

function pathOf(search: string, before: string | null): string {
  const params = new URLSearchParams(search);
  if (before !== null) params.set("before", before);
  return params.size === 0 ? "/api/admin/audit-log" : `/api/admin/audit-log?${params}`;
}
