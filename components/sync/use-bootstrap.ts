"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast, toastError } from "@/components/ui/toast.ts";
import { fetchJson, ProblemError } from "@/lib/api/fetcher.ts";
import { bootstrapInWords, type BootstrapAnswer } from "@/lib/sync/wording.ts";
import { SYNC_STATUS_KEY } from "./sync-status-key.ts";

/** Starts a bootstrap of one project, or of all when none is named, and says what came of it. */
export function useBootstrap() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (project: string | null) =>
      fetchJson<BootstrapAnswer>("/api/sync/bootstrap", {
        method: "POST",
        body: JSON.stringify(project === null ? {} : { project }),
      }),
    onSuccess: (answer) => toast(bootstrapInWords(answer)),
    onError: (error) => toastError("The bootstrap was not started.", { description: reasonOf(error) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: SYNC_STATUS_KEY }),
  });
}

function reasonOf(error: Error): string {
  const request = error instanceof ProblemError && error.requestId ? ` Request ${error.requestId}` : "";
  return `${error.message}${request}`;
}
