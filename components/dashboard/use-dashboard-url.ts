"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import type { IgnoredParam } from "@/components/backlog/ignored-params.ts";
import { type LeftOut, useLeftOut, without } from "@/components/backlog/use-left-out.ts";
import {
  type DashboardChange,
  dashboardPath,
  type DashboardParams,
  readParams,
  withChange,
} from "@/lib/dashboard/filters.ts";

/** `replace` for what is typed letter by letter: the back button would have to undo each. */
export type ChangeDashboard = (change: DashboardChange, history?: "push" | "replace") => void;

type DashboardUrl = Omit<LeftOut, "leftOut"> & { params: DashboardParams; change: ChangeDashboard };

/** The dashboard's period and filters, which live in the URL and nowhere else. `wrong` is what the server left out of the first URL. */
export function useDashboardUrl(wrong: readonly IgnoredParam[]): DashboardUrl {
  const search = useSearchParams();
  const { leftOut, ignored, leaveOut, onIdentified } = useLeftOut(search, wrong);
  const params = useMemo(() => without(readParams(search), leftOut), [search, leftOut]);
  const change = useCallback<ChangeDashboard>(
    (changed, history = "push") => {
      // From the address itself: two changes in a row build on each other before React has rendered the first.
      const present = without(readParams(new URLSearchParams(window.location.search)), leftOut);
      window.history[`${history}State`](null, "", dashboardPath(withChange(present, changed)));
    },
    [leftOut],
  );
  return { params, ignored, change, leaveOut, onIdentified };
}
