import { describe, expect, it } from "vitest";
import { asOfWords, settledAsOf } from "@/components/backlog/filters/as-of.ts";
import { issueFilterSchema } from "@/lib/issues/filter-schema.ts";
import { FILTER_PARAMS, type FilterParam, GOES_WITH_AS_OF } from "@/lib/issues/filters.ts";

/** A good value for each parameter. */
const GOOD: Partial<Record<FilterParam, string>> = {
  status: "blocked",
  priority: "1",
  confidential: "true",
  overdue: "true",
  due: "none",
  in_progress_days_gt: "3",
  wip_days_from: "3",
  wip_days_to: "3",
  late: "true",
  has_start: "true",
  has_cycle: "true",
  has_close: "true",
};
const good = (name: FilterParam) => GOOD[name] ?? (/_(from|to|since)$|^as_of$/.test(name) ? "2026-03-01" : "someone");

describe("a look back", () => {
  it("goes with the filters that the API takes beside it, and no other", () => {
    const taken = FILTER_PARAMS.filter(
      (name) => issueFilterSchema.safeParse({ [name]: good(name), as_of: "2026-03-01" }).success,
    );
    expect(taken.toSorted()).toEqual(GOES_WITH_AS_OF.toSorted());
  });

  it("lets the others go when it is chosen", () => {
    const params = { status: "blocked", label: "bug", q: "cart", created_from: "2026-01-01", sort: "title" };
    expect(settledAsOf(params, { as_of: "2026-03-01" })).toEqual({ as_of: "2026-03-01", label: null, q: null });
  });

  it("ends when something is chosen that does not go with it", () => {
    const params = { as_of: "2026-03-01", status: "blocked" };
    expect(settledAsOf(params, { label: "bug" })).toEqual({ label: "bug", as_of: null });
    expect(settledAsOf(params, { status: "completed", page: "2" })).toEqual({ status: "completed", page: "2" });
    expect(settledAsOf(params, { label: null })).toEqual({ label: null });
    expect(settledAsOf({}, { label: "bug" })).toEqual({ label: "bug" });
  });

  it("says what looks back and what does not", () => {
    expect(asOfWords("2026-11-01")).toBe("Statuses as of the end of 1 Nov 2026; the other columns as they are now.");
  });
});
