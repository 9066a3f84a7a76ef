import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { issueOptions } from "@/components/issue/issue-query.ts";
import { IssuePage } from "@/components/issue/issue-page.tsx";
import { createQueryClient } from "@/components/layout/query-client.ts";
import { clock, webContext } from "@/lib/api/context.ts";
import { includesRole } from "@/lib/auth/access.ts";
import { requireReader } from "@/lib/auth/session.ts";
import { type BacklogParams, readParams } from "@/lib/issues/filters.ts";
import { readIssue } from "@/lib/issues/queries/detail.ts";
import type { IssueDetail } from "@/lib/issues/schema.ts";
import { readFreshness } from "@/lib/sync/queries.ts";

type PageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ from?: string | string[] }>;
};

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const issue = await findIssue((await params).id);
  return { title: issue ? `${issue.title} (${issue.reference})` : "Not found" };
}

// No loading.tsx: with it the answer would begin before we know that there is no such issue, and could not be a 404.
export default async function Page({ params, searchParams }: PageProps) {
  const reader = await requireReader("viewer");
  const issue = await findIssue((await params).id);
  if (issue === null) notFound();
  const queryClient = createQueryClient();
  queryClient.setQueryData(issueOptions(issue.id).queryKey, issue);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <IssuePage
        key={issue.id}
        id={issue.id}
        list={readList((await searchParams).from)}
        mayOverride={includesRole(reader.role, "manager")}
      />
    </HydrationBoundary>
  );
}

/** The issue as its API would answer; null where it does not exist for this reader. Read once a request. */
const findIssue = cache(async (id: string): Promise<IssueDetail | null> => {
  const reader = await requireReader("viewer");
  if (!z.uuid().safeParse(id).success) return null;
  const { db, env } = webContext();
  const [issue, freshness] = await Promise.all([
    readIssue(db, { id, reader, clock: clock() }),
    readFreshness(db, { clock: clock(), pollIntervalMinutes: env.POLL_INTERVAL_MINUTES }),
  ]);
  return issue && { ...issue, freshness };
});

/** The list one came from: only what is a parameter of it survives, so this never leads elsewhere. */
function readList(from: string | string[] | undefined): BacklogParams | null {
  return typeof from === "string" ? readParams(new URLSearchParams(from)) : null;
}
