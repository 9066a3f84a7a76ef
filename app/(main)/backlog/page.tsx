import { dehydrate, HydrationBoundary, type QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { setTimeout as sleep } from "node:timers/promises";
import { Backlog } from "@/components/backlog/backlog.tsx";
import { issueListOptions } from "@/components/backlog/issue-queries.ts";
import { createQueryClient } from "@/components/layout/query-client.ts";
import { clock, webContext } from "@/lib/api/context.ts";
import { type Reader, seesConfidential } from "@/lib/auth/access.ts";
import { requireReader } from "@/lib/auth/session.ts";
import { listIssues } from "@/lib/issues/queries/list.ts";
import { isOpened } from "../opened.ts";
import type { PageSearch } from "../page-search.ts";
import { type ReadSearch, readSearch, withoutRefused } from "./read-search.ts";

export const metadata: Metadata = { title: "Backlog" };

/** A page that is opened waits so long for its rows; then it comes without them, and the browser asks. */
const ROWS_WITHIN_MS = 500;

// No loading.tsx: React shows what it has streamed behind a skeleton no sooner than 300 ms after that skeleton.
export default async function BacklogPage({ searchParams }: { searchParams: Promise<PageSearch> }) {
  const reader = await requireReader("viewer");
  const queryClient = createQueryClient();
  const search = readSearch(await searchParams);
  const rows = async () => Promise.race([prefetch(queryClient, search, reader), sleep(ROWS_WITHIN_MS, search)]);
  const { ignored } = (await isOpened()) ? await rows() : search;
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
