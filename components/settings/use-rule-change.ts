"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast.ts";
import { fetchJson } from "@/lib/api/fetcher.ts";
import type { RuleDto, RuleProposalBody } from "@/lib/status/schema.ts";
import { RULE_LIST_KEY } from "./rules-key.ts";

const DONE = { create: "made", change: "changed", delete: "deleted" } as const;

/** Makes what was previewed so, says it, and has the list look again at once. */
export function useRuleChange(onDone: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: (rule, { action }) => {
      toast(`The rule for ${rule.pattern} was ${DONE[action]}.`, {
        description: "The issues it concerns are recomputed in the background.",
      });
      onDone();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: RULE_LIST_KEY }),
  });
}

function send(proposal: RuleProposalBody): Promise<RuleDto> {
  switch (proposal.action) {
    case "create": {
      const { action: _, ...form } = proposal;
      return fetchJson("/api/admin/status-rules", { method: "POST", body: JSON.stringify(form) });
    }
    case "change": {
      const { action: _, id, ...change } = proposal;
      return fetchJson(`/api/admin/status-rules/${id}`, { method: "PATCH", body: JSON.stringify(change) });
    }
    case "delete":
      return fetchJson(`/api/admin/status-rules/${proposal.id}`, { method: "DELETE" });
  }
}
