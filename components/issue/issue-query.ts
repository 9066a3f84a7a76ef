import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/api/fetcher.ts";
import { canonicalQuery, type BacklogParams } from "@/lib/issues/filters.ts";
import type { IssueDetail, IssueNeighbours } from "@/lib/issues/schema.ts";

const REFETCH_INTERVAL_MS = 30_000;

/** Everything about one issue. The page's server fills the same key by asking the database itself. */
export function issueOptions(id: string) {
  return queryOptions({
    queryKey: ["issues", "detail", id],
    queryFn: ({ signal }) => fetchJson<IssueDetail>(`/api/issues/${id}`, { signal }),
    refetchInterval: REFETCH_INTERVAL_MS,
  });
}

/**
 * Where an issue stands in a list, and between which others, as it was when the issue was opened: an edit that takes it out of the list
 * must not take the way on away.
 */
export function neighboursOptions(id: string, list: BacklogParams) {
  const search = canonicalQuery({ ...list, page: undefined, page_size: undefined });
  return queryOptions({
    queryKey: ["neighbours", id, search],
    queryFn: ({ signal }) => fetchJson<IssueNeighbours>(`/api/issues/${id}/neighbours?${search}`, { signal }),
    staleTime: Infinity,
    gcTime: 0,
  });
}
