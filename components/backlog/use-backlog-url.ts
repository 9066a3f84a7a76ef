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
import { settledAsOf } from "./filters/as-of.ts";
import type { IgnoredParam } from "./ignored-params.ts";
import { type LeftOut, useLeftOut, without } from "./use-left-out.ts";

/** `replace` for what is typed letter by letter: the back button would have to undo each. */
export type ChangeBacklog = (change: BacklogChange, history?: "push" | "replace") => void;

type BacklogUrl = Omit<LeftOut, "leftOut"> & { params: BacklogParams; change: ChangeBacklog };

/**
 * The backlog's filters, order, page and columns, which live in the URL and nowhere else. `wrong` is what the server left out of
 * the first URL; `onAsk` hears at once of a change that lists other issues.
 */
export function useBacklogUrl(wrong: readonly IgnoredParam[], onAsk?: (params: IssueParams) => void): BacklogUrl {
  const search = useSearchParams();
  const { leftOut, ignored, leaveOut, onIdentified } = useLeftOut(search, wrong);
  const params = useMemo(() => without(readParams(search), leftOut), [search, leftOut]);
  const change = useCallback<ChangeBacklog>(
    (changed, history = "push") => {
      // From the address itself: two changes in a row build on each other before React has rendered the first.
      const present = without(readParams(new URLSearchParams(window.location.search)), leftOut);
      const next = withChange(present, settledAsOf(present, changed));
      if (canonicalQuery(next) !== canonicalQuery(present)) onAsk?.(next);
      window.history[`${history}State`](null, "", backlogPath(next));
    },
    [leftOut, onAsk],
  );
  return { params, ignored, change, leaveOut, onIdentified };
}
