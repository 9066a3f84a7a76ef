import { dehydrate, HydrationBoundary, noop, type QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Backlog } from "@/components/backlog/backlog.tsx";
import { issueFacetsOptions, issueListOptions } from "@/components/backlog/issue-queries.ts";
import { createQueryClient } from "@/components/layout/query-client.ts";
import { clock, webContext } from "@/lib/api/context.ts";
import { type Reader, seesConfidential } from "@/lib/auth/access.ts";
import { requireReader } from "@/lib/auth/session.ts";
import { readFacets } from "@/lib/issues/queries/facets.ts";
import { listIssues } from "@/lib/issues/queries/list.ts";
import type { IssueList, IssueQuery } from "@/lib/issues/schema.ts";
import { readFreshness } from "@/lib/sync/queries.ts";
import { type PageSearch, readSearch } from "./read-search.ts";

export const metadata: Metadata = { title: "Backlog" };

export default async function BacklogPage({ searchParams }: { searchParams: Promise<PageSearch> }) {
  const reader = await requireReader("viewer");
  const search = readSearch(await searchParams);
  const queryClient = createQueryClient();
  await prefetch(queryClient, search, reader);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Backlog
        ignored={search.ignored}
        zone={webContext().env.ORG_TIMEZONE}
        confidentialHidden={!seesConfidential(reader)}
      />
    </HydrationBoundary>
  );
}

type Asked = Pick<ReturnType<typeof readSearch>, "params" | "query">;

/** Fills the keys the browser will look under. A failure is not thrown: the browser asks again and shows what is wrong. */
async function prefetch(queryClient: QueryClient, { params, query }: Asked, reader: Reader): Promise<void> {
  const { db } = webContext();
  const { sort: _sort, page: _page, page_size: _size, ...filter } = query;
  await Promise.all([
    queryClient.query({ ...issueListOptions(params), queryFn: () => readList(query, reader) }).catch(noop),
    queryClient
      .query({ ...issueFacetsOptions(params), queryFn: () => readFacets(db, { filter, reader, clock: clock() }) })
      .catch(noop),
  ]);
}

async function readList(query: IssueQuery, reader: Reader): Promise<IssueList> {
  const { db, env } = webContext();
  const [{ data, total }, freshness] = await Promise.all([
    listIssues(db, { query, reader, clock: clock() }),
    readFreshness(db, { clock: clock(), pollIntervalMinutes: env.POLL_INTERVAL_MINUTES }),
  ]);
  return { data, page: query.page, page_size: query.page_size, total, freshness };
}
