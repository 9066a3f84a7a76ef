"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast, toastError } from "@/components/ui/toast.ts";
import { fetchJson } from "@/lib/api/fetcher.ts";
import type { ParkedJobDto } from "@/lib/sync/schema.ts";
import { jobInWords } from "@/lib/sync/wording.ts";
import { reasonOf } from "./reason-of.ts";
import { SYNC_KEY } from "./sync-status-key.ts";

/** Gives a parked job its tries back. It leaves the list when the server has said so. */
export function useRetryJob() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (job: ParkedJobDto) => fetchJson(`/api/sync/jobs/${job.id}/retry`, { method: "POST" }),
    onSuccess: (_, job) => toast(`${jobInWords(job)}: tried again.`),
    onError: (error, job) => toastError(`${jobInWords(job)}: not tried again.`, { description: reasonOf(error) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: SYNC_KEY }),
  });
}
