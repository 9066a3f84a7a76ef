"use client";

import { noop, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { IssueParams } from "@/lib/issues/filters.ts";
import { issueListOptions } from "./issue-queries.ts";

/** Asks for a page of issues as soon as it is wanted: the router takes a while to tell the page that its URL has changed. */
export function useAskAhead(): (params: IssueParams) => void {
  const queryClient = useQueryClient();
  return useCallback(
    (params) => {
      const { queryKey, queryFn } = issueListOptions(params);
      // What is wrong is shown by the list itself, which asks again.
      void queryClient.query({ queryKey, queryFn }).catch(noop);
    },
    [queryClient],
  );
}
