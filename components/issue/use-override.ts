"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { putBackInLists, showInLists } from "@/components/overrides/listed.ts";
import { refusalWords } from "@/components/overrides/refusal-words.ts";
import { toast, toastError } from "@/components/ui/toast.ts";
import { fetchJson, ProblemError } from "@/lib/api/fetcher.ts";
import type { IssueDetail, OverrideDto } from "@/lib/issues/schema.ts";
import type { OverrideChange } from "@/lib/overrides/schema.ts";
import { issueOptions } from "./issue-query.ts";
import { changeWords, collides, inverse, type Seen, withOverride } from "./override-change.ts";

type Save = { change: OverrideChange; seen: Seen; undo?: boolean };

/** Somebody else changed the same field in the meantime: theirs stands, ours waits for a decision. */
class Collision extends Error {
  constructor(readonly present: IssueDetail) {
    super("Someone else changed this in the meantime");
  }
}

export type OverrideSaver = {
  save: (change: OverrideChange, seen: Seen) => void;
  saving: boolean;
  /** What somebody else set while we were deciding. */
  theirs: OverrideDto | null;
  /** What we wanted then. */
  ours: OverrideChange | null;
  keepOurs: () => void;
  keepTheirs: () => void;
  /** Why it could not be saved, when it was not that. */
  problem: Error | null;
};

/**
 * Saves changes to an issue's override: shown at once, also in the lists that have the issue, taken back when refused, with an undo.
 * Several at a time go one after the other, so that none meets the version another has just made. `onDone`: nothing that was typed is
 * needed any more. Where the field is not shown any more when it is refused, a toast says so.
 */
export function useOverride(id: string, onDone?: () => void): OverrideSaver {
  const queryClient = useQueryClient();
  const { queryKey } = issueOptions(id);
  const isShown = useIsShown();
  const mutation = useMutation({
    scope: { id: `override-${id}` },
    mutationFn: (save: Save) => patch(id, save),
    onMutate: async ({ change }) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData(queryKey);
      if (before) queryClient.setQueryData(queryKey, withOverride(before, change));
      return { before, listed: await showInLists(queryClient, [{ id, ...change }]) };
    },
    onError: (error, { change }, context) => {
      queryClient.setQueryData(queryKey, error instanceof Collision ? error.present : context?.before);
      putBackInLists(queryClient, context?.listed);
      if (!isShown.current) toastError(`Not saved: ${changeWords(change)}`, { description: whyNot(error) });
    },
    onSuccess: (issue, { change, seen, undo }) => {
      queryClient.setQueryData(queryKey, issue);
      void queryClient.invalidateQueries({ queryKey: ["issues", "list"] });
      void queryClient.invalidateQueries({ queryKey: ["issues", "facets"] });
      const takeBack = () => mutation.mutate({ change: inverse(change, seen.override), seen: issue, undo: true });
      onDone?.();
      toast(undo ? "Taken back" : changeWords(change), undo ? {} : { action: { label: "Undo", onClick: takeBack } });
    },
  });
  const { error, variables } = mutation;
  const present = error instanceof Collision ? error.present : null;
  const ours = present && variables ? variables.change : null;
  return {
    save: (change, seen) => mutation.mutate({ change, seen }),
    saving: mutation.isPending,
    theirs: present?.override ?? null,
    ours,
    keepOurs: () => present && ours && mutation.mutate({ change: ours, seen: present }),
    keepTheirs: () => {
      mutation.reset();
      onDone?.();
    },
    problem: present ? null : error,
  };
}

function useIsShown() {
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => void (isShown.current = false);
  }, []);
  return isShown;
}

function whyNot(error: Error): string {
  return error instanceof Collision ? `${error.message}. Theirs stands.` : refusalWords(error).join(" ");
}

/** Saves against the version that was seen; against the present one where only other fields have changed since. */
async function patch(id: string, { change, seen }: Save): Promise<IssueDetail> {
  try {
    return await send(id, change, seen.etag);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== "precondition_failed") throw error;
    const present = await fetchJson<IssueDetail>(`/api/issues/${id}`);
    if (collides(change, seen.override, present.override)) throw new Collision(present);
    return send(id, change, present.etag);
  }
}

function send(id: string, change: OverrideChange, etag: string): Promise<IssueDetail> {
  return fetchJson<IssueDetail>(`/api/issues/${id}/override`, {
    method: "PATCH",
    headers: { "if-match": etag },
    body: JSON.stringify(change),
  });
}
