"use client";

import { lastIssue } from "@/components/issue/last-issue.ts";
import { useShortcuts } from "@/components/shortcuts/use-shortcuts.ts";
import type { IssueList } from "@/lib/issues/schema.ts";
import { useSelection } from "./selection.ts";
import type { ChangeBacklog } from "./use-backlog-url.ts";

/**
 * The keys of the list. The row that they are about is the one with the focus: `j` and `k` move that to its link, so that a screen
 * reader follows and Enter opens the issue. The rows themselves know nothing of it.
 */
export function useRowKeys(list: IssueList, onChange: ChangeBacklog): void {
  const scope = useSelection();
  const lastPage = Math.ceil(list.total / list.page_size);
  const turn = (page: number) => {
    if (page >= 1 && page <= lastPage) onChange({ page: String(page) });
  };
  useShortcuts({
    "row-next": () => moveFocus(1),
    "row-previous": () => moveFocus(-1),
    "page-previous": () => turn(list.page - 1),
    "page-next": () => turn(list.page + 1),
    ...(scope && {
      "row-select": () => clickBox({ shiftKey: false }),
      "row-extend": () => clickBox({ shiftKey: true }),
      "selection-clear": scope.selection.clear,
    }),
  });
}

/** To the next row; without a row that has the focus, to the issue one looked at last, or else to the first row. */
function moveFocus(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>("[data-row-link]")];
  const at = links.findIndex((link) => rowOf(link)?.contains(document.activeElement));
  const last = links.find((link) => link.dataset.rowLink === lastIssue());
  const link = at === -1 ? (last ?? links[0]) : links[at + by];
  if (link === undefined) return;
  link.focus({ preventScroll: true });
  rowOf(link)?.scrollIntoView({ block: "nearest" });
}

/** As a click on the box does, so that both select alike. */
function clickBox({ shiftKey }: { shiftKey: boolean }): void {
  const row = document.activeElement && rowOf(document.activeElement);
  if (!row?.querySelector("[data-row-link]")) return;
  const box = row.querySelector("input[type=checkbox]");
  box?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey }));
}

function rowOf(element: Element): Element | null {
  return element.closest("tr, li");
}
