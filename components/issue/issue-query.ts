import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/api/fetcher.ts";
import type { IssueDetail } from "@/lib/issues/schema.ts";

const REFETCH_INTERVAL_MS = 30_000;

/** Everything about one issue. The page's server fills the same key by asking the database itself. */
export function issueOptions(id: string) {
  return queryOptions({
    queryKey: ["issues", "detail", id],
    queryFn: ({ signal }) => fetchJson<IssueDetail>(`/api/issues/${id}`, { signal }),
    refetchInterval: REFETCH_INTERVAL_MS,
  });
}
