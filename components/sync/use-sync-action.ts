"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast, toastError } from "@/components/ui/toast.ts";
import { fetchJson } from "@/lib/api/fetcher.ts";
import { askedInWords, type SyncAction } from "@/lib/sync/wording.ts";
import { reasonOf } from "./reason-of.ts";
import { SYNC_KEY } from "./sync-status-key.ts";

/** `project` is its id; null asks for all active ones. An audit that somebody asks for compares every issue. */
export type SyncRequest = { action: SyncAction; project: string | null };

type Asked = { project: string; joined: boolean }[];

/** Starts a poll, reconcile, audit or bootstrap, says what came of it, and has the page look again at once. */
export function useSyncAction() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ action, project }: SyncRequest) =>
      fetchJson<{ runs: Asked } | { projects: Asked }>(`/api/sync/${action}`, {
        method: "POST",
        body: JSON.stringify({ ...(project !== null && { project }), ...(action === "audit" && { deep: true }) }),
      }),
    onSuccess: (answer, { action }) => toast(askedInWords(action, "runs" in answer ? answer.runs : answer.projects)),
    onError: (error, { action }) => toastError(`The ${action} was not started.`, { description: reasonOf(error) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: SYNC_KEY }),
  });
}
