"use client";

import { type ReactNode, useMemo, useState } from "react";
import type { IssueList } from "@/lib/issues/schema.ts";
import { createSelection, SelectionContext } from "./selection.ts";

type SelectionScopeProps = { editable: boolean; list: IssueList | undefined; children: ReactNode };

const NO_ISSUES: IssueList["data"] = [];

/** What is selected, for the rows, their head and the bar; nothing can be for who may change nothing. */
export function SelectionScope({ editable, list, children }: SelectionScopeProps) {
  const [selection] = useState(() => createSelection(tabStorage()));
  const issues = list?.data ?? NO_ISSUES;
  const scope = useMemo(() => {
    return editable ? { selection, shown: issues.map(({ id }) => id) } : null;
  }, [editable, selection, issues]);
  return <SelectionContext value={scope}>{children}</SelectionContext>;
}

/** The server has none, and neither has a browser that forbids it. */
function tabStorage(): Storage | null {
  try {
    return typeof window === "undefined" ? null : window.sessionStorage;
  } catch {
    return null;
  }
}
