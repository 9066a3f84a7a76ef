"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import {
  type BacklogChange,
  backlogPath,
  type BacklogParams,
  canonicalQuery,
  type IssueParams,
  readParams,
  withChange,
} from "@/lib/issues/filters.ts";

/** A parameter of the URL that could not be understood, and why; the page goes on without it. */
export type IgnoredParam = { name: string; value: string; message: string };

/** `replace` for what is typed letter by letter: the back button would have to undo each. */
export type ChangeBacklog = (change: BacklogChange, history?: "push" | "replace") => void;

type BacklogUrl = { params: BacklogParams; ignored: readonly IgnoredParam[]; change: ChangeBacklog };

/**
 * The backlog's filters, order, page and columns, which live in the URL and nowhere else. `onAsk` hears at once of a change that
 * lists other issues.
 */
export function useBacklogUrl(ignored: readonly IgnoredParam[], onAsk?: (params: IssueParams) => void): BacklogUrl {
  const search = useSearchParams();
  const params = useMemo(() => understood(search, ignored), [search, ignored]);
  const stillThere = useMemo(() => ignored.filter((param) => isIn(search, param)), [search, ignored]);
  const change = useCallback<ChangeBacklog>(
    (changed, history = "push") => {
      // From the address itself: two changes in a row build on each other before React has rendered the first.
      const present = understood(new URLSearchParams(window.location.search), ignored);
      const next = withChange(present, changed);
      if (canonicalQuery(next) !== canonicalQuery(present)) onAsk?.(next);
      window.history[`${history}State`](null, "", backlogPath(next));
    },
    [ignored, onAsk],
  );
  return { params, ignored: stillThere, change };
}

type Search = Pick<URLSearchParams, "get" | "getAll">;

function understood(search: Search, ignored: readonly IgnoredParam[]): BacklogParams {
  const isIgnored = ([name, value]: [string, string]) =>
    ignored.some((param) => param.name === name && param.value === value);
  return Object.fromEntries(Object.entries(readParams(search)).filter((entry) => !isIgnored(entry)));
}

function isIn(search: Search, { name, value }: IgnoredParam): boolean {
  return search.getAll(name).includes(value);
}
