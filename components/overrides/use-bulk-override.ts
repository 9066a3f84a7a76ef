"use client";

import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { toast, toastError } from "@/components/ui/toast.ts";
import { fetchJson } from "@/lib/api/fetcher.ts";
import { totalWords } from "@/lib/issues/wording.ts";
import type { IssueChange, OverridesChanged } from "@/lib/overrides/schema.ts";
import { putBackInLists, showInLists } from "./listed.ts";
import { refusalWords } from "./refusal-words.ts";

/** The same change for each issue. */
export type BulkEdit = Omit<IssueChange, "id" | "if_match">;

export type BulkSaver = {
  save: (ids: readonly string[], edit: BulkEdit) => void;
  saving: boolean;
  problem: Error | null;
  forget: () => void;
};

/** Changes many issues: their rows show it at once and are put back when it is refused. Afterwards one can undo it. */
export function useBulkOverride(onDone: () => void): BulkSaver {
  const queryClient = useQueryClient();
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (changes: readonly IssueChange[]) => post(changes),
    onMutate: (changes) => showInLists(queryClient, changes),
    onError: (_error, _changes, before) => putBackInLists(queryClient, before),
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
  const before = await showInLists(queryClient, changes);
  try {
    const { changed } = await post(changes);
    toast(`${totalWords(changed)} taken back`);
  } catch (error) {
    putBackInLists(queryClient, before);
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
