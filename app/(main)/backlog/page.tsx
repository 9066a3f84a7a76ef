import { dehydrate, HydrationBoundary, type QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Backlog } from "@/components/backlog/backlog.tsx";
import { issueListOptions } from "@/components/backlog/issue-queries.ts";
import { createQueryClient } from "@/components/layout/query-client.ts";
import { clock, webContext } from "@/lib/api/context.ts";
import { type Reader, seesConfidential } from "@/lib/auth/access.ts";
import { requireReader } from "@/lib/auth/session.ts";
import { listIssues } from "@/lib/issues/queries/list.ts";
import { whenOpened } from "../opened.ts";
import type { PageSearch } from "../page-search.ts";
import { type ReadSearch, readSearch, withoutRefused } from "./read-search.ts";

export const metadata: Metadata = { title: "Backlog" };

const ROWS_WITHIN_MS = 500;

// No loading.tsx: React shows what it has streamed behind a skeleton no sooner than 300 ms after that skeleton.
export default async function BacklogPage({ searchParams }: { searchParams: Promise<PageSearch> }) {
  const reader = await requireReader("viewer");
  const queryClient = createQueryClient();
  const { ignored } = await whenOpened(readSearch(await searchParams), {
    fetch: (search) => prefetch(queryClient, search, reader),
    withinMs: ROWS_WITHIN_MS,
  });
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
