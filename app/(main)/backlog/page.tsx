import { dehydrate, HydrationBoundary, noop, type QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { Backlog } from "@/components/backlog/backlog.tsx";
import { readDensity } from "@/components/backlog/density-cookie.ts";
import { issueListOptions } from "@/components/backlog/issue-queries.ts";
import { viewListOptions } from "@/components/views/view-queries.ts";
import { createQueryClient } from "@/components/layout/query-client.ts";
import { clock, webContext } from "@/lib/api/context.ts";
import { includesRole, type Reader, seesConfidential } from "@/lib/auth/access.ts";
import { requireReader } from "@/lib/auth/session.ts";
import { listIssues } from "@/lib/issues/queries/list.ts";
import { ALL_ISSUES, viewPath } from "@/lib/views/filters.ts";
import { listViews, readDefaultView } from "@/lib/views/queries.ts";
import { whenOpened } from "../opened.ts";
import type { PageSearch } from "../page-search.ts";
import { type ReadSearch, readSearch, withoutRefused } from "./read-search.ts";

export const metadata: Metadata = { title: "Backlog" };

const ROWS_WITHIN_MS = 500;

// No loading.tsx: React shows what it has streamed behind a skeleton no sooner than 300 ms after that skeleton.
export default async function BacklogPage({ searchParams }: { searchParams: Promise<PageSearch> }) {
  const reader = await requireReader("viewer");
  const given = await searchParams;
  if (Object.keys(given).length === 0) await openDefaultView(reader);
  const queryClient = createQueryClient();
  const { ignored } = await whenOpened(readSearch(given), {
    fetch: async (search) => {
      const [found] = await Promise.all([
        prefetch(queryClient, search, reader),
        prefetchViews(queryClient, search, reader),
      ]);
      return found;
    },
    withinMs: ROWS_WITHIN_MS,
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Backlog
        ignored={ignored}
        zone={webContext().env.ORG_TIMEZONE}
        confidentialHidden={!seesConfidential(reader)}
        editable={includesRole(reader.role, "manager")}
        density={readDensity(await cookies())}
      />
    </HydrationBoundary>
  );
}

/** `/backlog` alone is the reader's default view, if they have one; `view=all` is every issue. */
async function openDefaultView(reader: Reader): Promise<void> {
  const view = await readDefaultView(webContext().db, reader);
  if (view !== null) redirect(viewPath(view));
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

/** Where a view is open its name is shown: it comes along. */
async function prefetchViews(queryClient: QueryClient, { params }: ReadSearch, reader: Reader): Promise<void> {
  if (params.view === undefined || params.view === ALL_ISSUES) return;
  const { db } = webContext();
  const queryFn = async () => ({ data: await listViews(db, reader) });
  await queryClient.query({ ...viewListOptions, queryFn }).catch(noop);
}
