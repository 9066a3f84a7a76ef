"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo, useState } from "react";
import {
  type BacklogChange,
  backlogPath,
  type BacklogParams,
  canonicalQuery,
  type IssueParams,
  readParams,
  withChange,
} from "@/lib/issues/filters.ts";
import { settledAsOf } from "./filters/as-of.ts";
import { asksForMe, type IgnoredParam } from "./ignored-params.ts";

/** `replace` for what is typed letter by letter: the back button would have to undo each. */
export type ChangeBacklog = (change: BacklogChange, history?: "push" | "replace") => void;

type BacklogUrl = {
  params: BacklogParams;
  ignored: readonly IgnoredParam[];
  change: ChangeBacklog;
  /** Goes on without what the API has refused; the URL keeps it. */
  leaveOut: (refused: readonly IgnoredParam[]) => void;
  /** The reader has said who they are: what was left out because it asks for `me` is asked again. */
  onIdentified: () => void;
};

/**
 * The backlog's filters, order, page and columns, which live in the URL and nowhere else. `wrong` is what the server left out of
 * the first URL; `onAsk` hears at once of a change that lists other issues.
 */
export function useBacklogUrl(wrong: readonly IgnoredParam[], onAsk?: (params: IssueParams) => void): BacklogUrl {
  const search = useSearchParams();
  const [refused, setRefused] = useState<readonly IgnoredParam[]>([]);
  const [identified, setIdentified] = useState(false);
  const ignored = useMemo(
    () => [...wrong, ...refused].filter((param) => !(identified && asksForMe(param))),
    [wrong, refused, identified],
  );
  const params = useMemo(() => understood(search, ignored), [search, ignored]);
  const stillThere = useMemo(() => ignored.filter((param) => isIn(search, param)), [search, ignored]);
  const change = useCallback<ChangeBacklog>(
    (changed, history = "push") => {
      // From the address itself: two changes in a row build on each other before React has rendered the first.
      const present = understood(new URLSearchParams(window.location.search), ignored);
      const next = withChange(present, settledAsOf(present, changed));
      if (canonicalQuery(next) !== canonicalQuery(present)) onAsk?.(next);
      window.history[`${history}State`](null, "", backlogPath(next));
    },
    [ignored, onAsk],
  );
  const leaveOut = useCallback((more: readonly IgnoredParam[]) => setRefused((known) => [...known, ...more]), []);
  const onIdentified = useCallback(() => setIdentified(true), []);
  return { params, ignored: stillThere, change, leaveOut, onIdentified };
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
