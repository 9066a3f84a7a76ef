import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/api/fetcher.ts";
import type { SearchAnswer } from "@/lib/search/schema.ts";

/** As many as can be taken in at a glance; the backlog has the rest. */
const SHOWN_RESULTS = 8;
const STALE_AFTER_MS = 15_000;

/** What is asked for a text as it was typed: its words, one space apart. */
export function askedWords(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ");
}

/** The best results for these words. The same words within a few seconds are not asked for again. */
export function searchOptions(words: string) {
  const query = new URLSearchParams({ q: words, limit: String(SHOWN_RESULTS) });
  return queryOptions({
    queryKey: ["search", words],
    queryFn: ({ signal }) => fetchJson<SearchAnswer>(`/api/search?${query}`, { signal }),
    staleTime: STALE_AFTER_MS,
    refetchOnWindowFocus: false,
  });
}
