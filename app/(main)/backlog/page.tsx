import { dehydrate, HydrationBoundary, type QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Backlog } from "@/components/backlog/backlog.tsx";
import { issueListOptions } from "@/components/backlog/issue-queries.ts";
import { createQueryClient } from "@/components/layout/query-client.ts";
import { clock, webContext } from "@/lib/api/context.ts";
import { type Reader, seesConfidential } from "@/lib/auth/access.ts";
import { requireReader } from "@/lib/auth/session.ts";
import { listIssues } from "@/lib/issues/queries/list.ts";
import { type PageSearch, type ReadSearch, readSearch, withoutRefused } from "./read-search.ts";

export const metadata: Metadata = { title: "Backlog" };

export default async function BacklogPage({ searchParams }: { searchParams: Promise<PageSearch> }) {
  const reader = await requireReader("viewer");
  const queryClient = createQueryClient();
  const { ignored } = await prefetch(queryClient, readSearch(await searchParams), reader);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Backlog ignored={ignored} zone={webContext().env.ORG_TIMEZONE} confidentialHidden={!seesConfidential(reader)} />
    </HydrationBoundary>
  );
}

/**
 * Fills the key the browser will look under, and answers what of the URL holds for this reader. A failure is not thrown: the
 * browser asks again and shows what is wrong.
 */
async function prefetch(queryClient: QueryClient, search: ReadSearch, reader: Reader): Promise<ReadSearch> {
  const { db, env } = webContext();
  const asked = { query: search.query, reader, clock: clock(), pollIntervalMinutes: env.POLL_INTERVAL_MINUTES };
  try {
    await queryClient.query({ ...issueListOptions(search.params), queryFn: () => listIssues(db, asked) });
    return search;
  } catch (error) {
    const rest = withoutRefused(search, error);
    return rest === null ? search : prefetch(queryClient, rest, reader);
  }
}
