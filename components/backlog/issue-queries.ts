import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/api/fetcher.ts";
import { canonicalQuery, type FacetName, type IssueParams } from "@/lib/issues/filters.ts";
import type { IssueFacets, IssueList } from "@/lib/issues/schema.ts";

/** A change in GitLab shows on an open page within this time after the worker has written it. */
const REFETCH_INTERVAL_MS = 15_000;

export const FACETS_KEY = ["issues", "facets"] as const;

/** One page of the backlog. The page's server fills the same key by asking the database itself. */
export function issueListOptions(params: IssueParams) {
  const query = canonicalQuery(params);
  return queryOptions({
    queryKey: ["issues", "list", query],
    queryFn: ({ signal }) => fetchJson<IssueList>(query === "" ? "/api/issues" : `/api/issues?${query}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: REFETCH_INTERVAL_MS,
  });
}

/** A filter whose values are asked for, the filters they are counted under, and part of a name to look for. */
export type FacetQuestion = { facet: FacetName; under: IssueParams; find: string };

/** What one filter could be set to. */
export function issueFacetOptions({ facet, under, find }: FacetQuestion) {
  const query = [`facet=${facet}`, canonicalQuery(under), find && `find=${encodeURIComponent(find)}`];
  const search = query.filter((part) => part !== "").join("&");
  return queryOptions({
    queryKey: [...FACETS_KEY, search],
    queryFn: ({ signal }) => fetchJson<IssueFacets>(`/api/issues/facets?${search}`, { signal }),
    placeholderData: keepPreviousData,
  });
}
