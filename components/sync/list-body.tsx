"use client";

import type { ReactNode } from "react";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { problemOf } from "@/components/ui/problem-of.ts";
import { SkeletonRows } from "@/components/ui/skeleton-card.tsx";

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
          {...problemOf(error, failure)}
          onRetry={() => refetch()}
          retrying={isFetching}
        />
      )}
      {list && (list.data.length === 0 ? empty : children(list.data))}
      {!list && error === null && (
        <div aria-busy>
          <SkeletonRows rows={SKELETON_ROWS} />
        </div>
      )}
    </>
  );
}
