"use client";

import { useQuery } from "@tanstack/react-query";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { problemOf } from "@/components/ui/problem-of.ts";
import { Sheet, SheetContent, SheetDescription, SheetTitle } from "@/components/ui/sheet.tsx";
import { FeedRow } from "./feed-row.tsx";
import { MakeFeed } from "./make-feed.tsx";
import { feedListOptions } from "./view-queries.ts";
import { ViewsSkeleton } from "./views-skeleton.tsx";

type FeedsSheetProps = { query: string; name: string; onClose: () => void };

/** A drawer with the feeds there are, in which what the backlog shows is made one. */
export function FeedsSheet({ query, name, onClose }: FeedsSheetProps) {
  const { data, error, isFetching, refetch } = useQuery(feedListOptions);
  return (
    <Sheet open onOpenChange={(isOpen) => isOpen || onClose()}>
      <SheetContent side="right" className="w-[34rem] overflow-y-auto">
        <SheetTitle className="border-b px-4 py-3">Feeds</SheetTitle>
        <div className="flex flex-col gap-4 p-4">
          <SheetDescription>
            A feed is a list at a secret address that a sheet reads by itself. Whoever has the address reads the list,
            internal notes included, and nothing else. Confidential issues are never in it. It ends when it is revoked,
            or you are no manager any more.
          </SheetDescription>
          <MakeFeed query={query} name={name} />
          {error && (
            <ErrorState
              shape="banner"
              {...problemOf(error, "The feeds could not be read.")}
              onRetry={() => refetch()}
              retrying={isFetching}
            />
          )}
          {!data && !error && <ViewsSkeleton />}
          {data?.data.length === 0 && (
            <EmptyState title="No feeds yet" className="py-6">
              Make one of the list that is shown.
            </EmptyState>
          )}
          {data && data.data.length > 0 && (
            <ul aria-label="Feeds" className="divide-y border-y">
              {data.data.map((feed) => (
                <FeedRow key={feed.id} feed={feed} />
              ))}
            </ul>
          )}
        </div>
      </SheetContent>
    </Sheet>
  );
}
