"use client";

import { type QueryClient, type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { toast, toastError } from "@/components/ui/toast.ts";
import { fetchJson } from "@/lib/api/fetcher.ts";
import type { IssueList, IssueRow } from "@/lib/issues/schema.ts";
import { totalWords } from "@/lib/issues/wording.ts";
import type { IssueChange, OverridesChanged } from "@/lib/overrides/schema.ts";
import { refusalWords } from "./refusal-words.ts";

/** The same change for each issue. */
export type BulkEdit = Omit<IssueChange, "id" | "if_match">;

type Shown = [QueryKey, IssueList | undefined][];

export type BulkSaver = {
  save: (ids: readonly string[], edit: BulkEdit) => void;
  saving: boolean;
  problem: Error | null;
  forget: () => void;
};

const LISTS = { queryKey: ["issues", "list"] };

/** Changes many issues: their rows show it at once and are put back when it is refused. Afterwards one can undo it. */
export function useBulkOverride(onDone: () => void): BulkSaver {
  const queryClient = useQueryClient();
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (changes: readonly IssueChange[]) => post(changes),
    onMutate: (changes) => showChanges(queryClient, changes),
    onError: (_error, _changes, before) => putBack(queryClient, before),
    onSuccess: ({ changed, undo }) => {
      onDone();
      const takeBack = { label: "Undo", onClick: () => void undoChanges(queryClient, undo) };
      toast(`${totalWords(changed)} changed`, undo.length > 0 ? { action: takeBack } : {});
    },
    onSettled: () => void queryClient.invalidateQueries({ queryKey: ["issues"] }),
  });
  return {
    save: (ids, edit) => mutate(ids.map((id) => ({ id, ...edit }))),
    saving: isPending,
    problem: error,
    forget: reset,
  };
}

/** Not the hook's: the bar can be gone when somebody thinks better of it. */
async function undoChanges(queryClient: QueryClient, changes: OverridesChanged["undo"]): Promise<void> {
  const before = await showChanges(queryClient, changes);
  try {
    const { changed } = await post(changes);
    toast(`${totalWords(changed)} taken back`);
  } catch (error) {
    putBack(queryClient, before);
    toastError("Nothing was taken back", {
      description: refusalWords(error).join(" "),
      duration: Infinity,
      closeButton: true,
    });
  }
  await queryClient.invalidateQueries({ queryKey: ["issues"] });
}

function post(changes: readonly IssueChange[]): Promise<OverridesChanged> {
  return fetchJson<OverridesChanged>("/api/issues/overrides", { method: "POST", body: JSON.stringify({ changes }) });
}

async function showChanges(queryClient: QueryClient, changes: readonly IssueChange[]): Promise<Shown> {
  await queryClient.cancelQueries(LISTS);
  const before = queryClient.getQueriesData<IssueList>(LISTS);
  const byId = new Map(changes.map((change) => [change.id, change]));
  queryClient.setQueriesData<IssueList>(
    LISTS,
    (list) => list && { ...list, data: list.data.map((issue) => changed(issue, byId.get(issue.id))) },
  );
  return before;
}

function putBack(queryClient: QueryClient, before: Shown | undefined): void {
  for (const [key, list] of before ?? []) queryClient.setQueryData(key, list);
}

/** The row as it will be, as far as that can be known before the server has answered. */
function changed(issue: IssueRow, change: IssueChange | undefined): IssueRow {
  if (change === undefined) return issue;
  const { priority = issue.priority, target_date: target = issue.target_date, internal_status: status } = change;
  const shown = { ...issue, priority, target_date: target, due: target ?? issue.due_date };
  return issue.state === "opened" && status ? { ...shown, status } : shown;
}
