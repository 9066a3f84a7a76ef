"use client";

import { useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/lib/api/fetcher.ts";
import type { RulePreview, RuleProposalBody } from "@/lib/status/schema.ts";
import { RULE_PREVIEW_KEY } from "./rules-key.ts";

/** What a proposal would do now; asked anew each time it is made. Null asks for nothing. */
export function useRulePreview(proposal: RuleProposalBody | null) {
  return useQuery({
    queryKey: [...RULE_PREVIEW_KEY, proposal],
    queryFn: ({ signal }) =>
      fetchJson<RulePreview>("/api/admin/status-rules/preview", {
        method: "POST",
        body: JSON.stringify(proposal),
        signal,
      }),
    enabled: proposal !== null,
    retry: false,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}
