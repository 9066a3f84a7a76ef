import { dehydrate, HydrationBoundary, type QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Dashboard } from "@/components/dashboard/dashboard.tsx";
import { panelOptions } from "@/components/dashboard/panel-queries.ts";
import { createQueryClient } from "@/components/layout/query-client.ts";
import { clock, webContext } from "@/lib/api/context.ts";
import { includesRole, type Reader, seesConfidential } from "@/lib/auth/access.ts";
import { requireReader } from "@/lib/auth/session.ts";
import { readAging } from "@/lib/dashboard/queries/aging.ts";
import { readChanges } from "@/lib/dashboard/queries/changes.ts";
import { readEngineers } from "@/lib/dashboard/queries/engineers.ts";
import { readSummary } from "@/lib/dashboard/queries/summary.ts";
import { whenOpened } from "./opened.ts";
import type { PageSearch } from "./page-search.ts";
import { type ReadSearch, readSearch, withoutRefused } from "./read-search.ts";

export const metadata: Metadata = { title: "Dashboard" };

/** Longer than rows: what is not here by then is reckoned twice. */
const FIGURES_WITHIN_MS = 1_500;

export default async function DashboardPage({ searchParams }: { searchParams: Promise<PageSearch> }) {
  const reader = await requireReader("viewer");
  const queryClient = createQueryClient();
  const { ignored } = await whenOpened(readSearch(await searchParams), {
    fetch: (search) => prefetch(queryClient, search, reader),
    withinMs: FIGURES_WITHIN_MS,
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Dashboard
        ignored={ignored}
        zone={webContext().env.ORG_TIMEZONE}
        confidentialHidden={!seesConfidential(reader)}
        isAdmin={includesRole(reader.role, "admin")}
      />
    </HydrationBoundary>
  );
}

/**
 * Fills the keys the browser will look under with what is seen without its charts, and answers what of the URL holds for this reader.
 * A failure is not thrown: the browser asks again and shows what is wrong.
 */
async function prefetch(queryClient: QueryClient, search: ReadSearch, reader: Reader): Promise<ReadSearch> {
  const { db, env } = webContext();
  const { params, queries } = search;
  const asked = { reader, clock: clock(), pollIntervalMinutes: env.POLL_INTERVAL_MINUTES };
  const answers = await Promise.allSettled([
    queryClient.query({
      ...panelOptions("summary", params),
      queryFn: () => readSummary(db, { ...asked, query: queries.summary }),
    }),
    queryClient.query({
      ...panelOptions("tasks-per-engineer", params),
      queryFn: () => readEngineers(db, { ...asked, query: queries.engineers }),
    }),
    queryClient.query({
      ...panelOptions("aging", params),
      queryFn: () => readAging(db, { ...asked, query: queries.aging }),
    }),
    queryClient.query({
      ...panelOptions("changes", params),
      queryFn: () => readChanges(db, { ...asked, query: queries.changes }),
    }),
  ]);
  const rest = answers.flatMap((answer) =>
    answer.status === "rejected" ? (withoutRefused(search, answer.reason) ?? []) : [],
  )[0];
  return rest === undefined ? search : prefetch(queryClient, rest, reader);
}
