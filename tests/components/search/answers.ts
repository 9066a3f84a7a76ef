import type { SearchAnswer, SearchResult } from "@/lib/search/schema.ts";
import { FRESH } from "@/tests/support/issue-dto.ts";

/** An issue as search finds it: by its title, if nothing else is said. */
export function searchResult(iid: number, changes: Partial<SearchResult> = {}): SearchResult {
  return {
    id: `00000000-0000-4000-8000-${String(iid).padStart(12, "0")}`,
    iid,
    reference: `acme/shop#${iid}`,
    title: `Payment ${iid}`,
    status: "not_started",
    updated_at: "2026-03-14T08:00:00.000Z",
    confidential: false,
    project: { id: "00000000-0000-4000-8000-000000000007", name: "Shop", path: "acme/shop" },
    assignees: [],
    labels: [],
    matched: ["title"],
    excerpt: null,
    ...changes,
  };
}

export function searchAnswer(data: SearchResult[], changes: Partial<SearchAnswer> = {}): SearchAnswer {
  return { data, total: data.length, more: false, words: ["payment"], read_as: [], freshness: FRESH, ...changes };
}

export function label(title: string) {
  return { id: "00000000-0000-4000-8000-000000000031", title, color: "#d9534f" };
}
