"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { IssueParams } from "@/lib/issues/filters.ts";
import type { IssueList } from "@/lib/issues/schema.ts";
import { issueListOptions } from "./issue-queries.ts";

export type ShownList = {
  /** What to show: the answer, or until it comes and when it fails the one before. Undefined before the first. */
  list: IssueList | undefined;
  /** `list` is not the answer to what the URL asks. */
  stale: boolean;
  error: Error | null;
  /** It is asked again after `error`. */
  fetching: boolean;
  retry: () => void;
};

/** The page of issues the URL asks for. */
export function useIssueList(params: IssueParams): ShownList {
  const asked = useQuery(issueListOptions(params));
  const { data, error, isPlaceholderData, refetch } = asked;
  // A failed question has no data of its own: what was there stays.
  const [kept, setKept] = useState(data);
  if (data !== undefined && data !== kept) setKept(data);
  return {
    list: data ?? kept,
    stale: data === undefined || isPlaceholderData,
    error,
    // Looked at only then: who looks is drawn anew with every asking in the background.
    fetching: error !== null && asked.isFetching,
    retry: () => void refetch(),
  };
}
