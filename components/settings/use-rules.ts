"use client";

import { useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/lib/api/fetcher.ts";
import type { RuleList } from "@/lib/status/schema.ts";
import { RULE_LIST_KEY } from "./rules-key.ts";

const APPLYING_MS = 2_000;
const QUIET_MS = 30_000;

/** The rules, asked for often while a change of them is being applied. */
export function useRules() {
  return useQuery({
    queryKey: RULE_LIST_KEY,
    queryFn: ({ signal }) => fetchJson<RuleList>("/api/admin/status-rules", { signal }),
    refetchInterval: ({ state }) => (state.data?.applying ? APPLYING_MS : QUIET_MS),
  });
}
