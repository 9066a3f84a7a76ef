"use client";

import type { ReactNode } from "react";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { ProblemError } from "@/lib/api/fetcher.ts";

type Asked = { error: Error | null; isFetching: boolean; refetch: () => unknown };

type ListBodyProps<T> = {
  list: { data: T[] } | undefined;
  asked: Asked;
  /** What could not be read: "The runs could not be read." */
  failure: string;
  empty: ReactNode;
  children: (rows: T[]) => ReactNode;
};

const SKELETON_ROWS = 6;

/** A list in each of its four states. What was there stays when it cannot be renewed. */
export function ListBody<T>({ list, asked, failure, empty, children }: ListBodyProps<T>) {
  const { error, isFetching, refetch } = asked;
  return (
    <>
      {error && (
        <ErrorState
          shape={list ? "banner" : "page"}
          className={list ? "m-3" : undefined}
          title={failure}
          message={error.message}
          requestId={error instanceof ProblemError ? error.requestId : null}
          onRetry={() => refetch()}
          retrying={isFetching}
        />
      )}
      {list ? (list.data.length === 0 ? empty : children(list.data)) : error === null && <SkeletonRows />}
    </>
  );
}

function SkeletonRows() {
  return (
    <div aria-busy>
      {Array.from({ length: SKELETON_ROWS }, (_, row) => (
        <div key={row} className="flex h-11 items-center gap-8 px-4">
          <Skeleton className="h-4 flex-1" />
          <Skeleton className="h-4 w-24 phone:hidden" />
          <Skeleton className="h-4 w-24 phone:hidden" />
        </div>
      ))}
    </div>
  );
}
