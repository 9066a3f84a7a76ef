import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/api/fetcher.ts";
import { canonicalQuery, filterParams, type IssueParams } from "@/lib/issues/filters.ts";
import type { IssueFacets, IssueList } from "@/lib/issues/schema.ts";

/** A change in GitLab shows on an open page within this time after the worker has written it. */
const REFETCH_INTERVAL_MS = 15_000;

/** One page of the backlog. The page's server fills the same key by asking the database itself. */
export function issueListOptions(params: IssueParams) {
  const query = canonicalQuery(params);
  return queryOptions({
    queryKey: ["issues", "list", query],
    queryFn: ({ signal }) => fetchJson<IssueList>(withQuery("/api/issues", query), { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: REFETCH_INTERVAL_MS,
  });
}

/** What each filter could be set to; order and page do not change it. */
export function issueFacetsOptions(params: IssueParams) {
  const query = canonicalQuery(filterParams(params));
  return queryOptions({
    queryKey: ["issues", "facets", query],
    queryFn: ({ signal }) => fetchJson<IssueFacets>(withQuery("/api/issues/facets", query), { signal }),
    placeholderData: keepPreviousData,
  });
}

function withQuery(path: string, query: string): string {
  return query === "" ? path : `${path}?${query}`;
}
