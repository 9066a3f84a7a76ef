"use client";

import { useMutation } from "@tanstack/react-query";
import { Button } from "@/components/ui/button.tsx";
import { toast, toastError } from "@/components/ui/toast.ts";
import { fetchJson } from "@/lib/api/fetcher.ts";
import { canonicalQuery, type IssueParams } from "@/lib/issues/filters.ts";
import type { IssueList } from "@/lib/issues/schema.ts";
import { LARGEST_SELECTION } from "@/lib/overrides/wording.ts";

const PAGE_SIZE = 200;

type SelectListedProps = {
  params: IssueParams;
  total: number;
  selected: number;
  onSelect: (ids: readonly string[]) => void;
};

/** Selects the whole list that is shown, or of a longer one the first thousand. */
export function SelectListed({ params, total, selected, onSelect }: SelectListedProps) {
  const asked = useMutation({
    mutationFn: () => listedIds(params),
    onSuccess: (ids) => {
      onSelect(ids);
      if (total > ids.length) {
        toast(`The first ${inWords(ids.length)} are selected`, {
          description: `The list has ${inWords(total)} issues.`,
        });
      }
    },
    onError: (error) => toastError("The list could not be selected", { description: error.message }),
  });
  if (total <= 1 || total <= selected) return null;
  const most = Math.min(total, LARGEST_SELECTION);
  return (
    <Button variant="outline" size="sm" disabled={asked.isPending} onClick={() => asked.mutate()}>
      {total > most
        ? `Select the first ${inWords(most)} of ${inWords(total)}`
        : `Select all ${inWords(total)} of this list`}
    </Button>
  );
}

/** The ids in the list's order, page by page; an issue that moves between two pages is there once. */
async function listedIds(params: IssueParams): Promise<string[]> {
  const ids = new Set<string>();
  for (let page = 1; page <= LARGEST_SELECTION / PAGE_SIZE; page += 1) {
    const query = canonicalQuery({ ...params, page: String(page), page_size: String(PAGE_SIZE) });
    const { data } = await fetchJson<IssueList>(`/api/issues?${query}`);
    for (const { id } of data) ids.add(id);
    if (data.length < PAGE_SIZE) break;
  }
  return [...ids];
}

function inWords(count: number): string {
  return count.toLocaleString("en-US");
}
