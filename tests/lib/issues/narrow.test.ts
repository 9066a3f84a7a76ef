import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { issueFilterSchema } from "@/lib/issues/filter-schema.ts";
import { FILTER_PARAMS, type FilterParam, type IssueParams } from "@/lib/issues/filters.ts";
import { narrow, NOTHING, paramsOf } from "@/lib/issues/narrow.ts";
import { anyFilter, ODD_NAMES, valuesOf } from "./filter-arbitraries.ts";

const ZONE = "Europe/Berlin";
const NAMING: FilterParam[] = ["assignee", "author", "completed_by", "project", "label", "milestone", "priority"];

/** Whatever figures say that name nobody. */
const anyFigure = anyFilter(ODD_NAMES, { without: [...NAMING, "q", "as_of"], most: 4 });

describe("A filter as text", () => {
  it("is read back as the filter it was", () => {
    fc.assert(
      fc.property(anyFilter(ODD_NAMES, { most: 8 }), (text) => {
        const filter = issueFilterSchema.parse(text);
        expect(issueFilterSchema.parse(paramsOf(filter))).toEqual(filter);
      }),
    );
  });

  it("names nothing that the filter does not", () => {
    expect(paramsOf(issueFilterSchema.parse({}))).toEqual({});
    expect(paramsOf(issueFilterSchema.parse({ overdue: "false", wip_days_to: "007" }))).toEqual({
      overdue: "false",
      wip_days_to: "7",
    });
  });
});

describe("Two filters as one", () => {
  it("are a filter that the API takes", () => {
    fc.assert(
      fc.property(anyFilter(ODD_NAMES, { without: ["as_of"] }), anyFigure, (filter, more) => {
        expect(issueFilterSchema.safeParse(narrow(filter, more, ZONE)).error?.issues ?? []).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it("are the one alone where the other says nothing", () => {
    fc.assert(
      fc.property(anyFilter(ODD_NAMES), (filter) => {
        expect(narrow(filter, {}, ZONE)).toEqual(filter);
        expect(narrow({}, filter, ZONE)).toEqual(filter);
      }),
    );
  });

  it("know what to do with every parameter that both name", () => {
    const values = valuesOf(ODD_NAMES);
    for (const name of FILTER_PARAMS.filter((param) => !NAMING.includes(param) && param !== "as_of")) {
      fc.assert(
        fc.property(values[name], values[name], (mine, theirs) => {
          const both = narrow({ [name]: mine }, { [name]: theirs }, ZONE);
          expect(Object.keys(both).every((key) => key === name) || both === NOTHING).toBe(true);
        }),
        { numRuns: 50 },
      );
    }
  });

  it.each<[string, IssueParams, IssueParams, IssueParams]>([
    ["the statuses of both", { status: "!blocked" }, { status: "blocked,in_progress" }, { status: "in_progress" }],
    ["nothing where no status is in both", { status: "completed" }, { status: "in_progress" }, NOTHING],
    [
      "what is not gone where none is named",
      { status: "!completed" },
      { status: "gone,blocked" },
      { status: "blocked" },
    ],
    [
      "gone ones where the second leaves them to the first",
      { status: "gone" },
      { created_from: "2026-03-01" },
      { status: "gone", created_from: "2026-03-01" },
    ],
    [
      "the later first day",
      { created_from: "2026-03-01" },
      { created_from: "2026-02-01" },
      { created_from: "2026-03-01" },
    ],
    ["the earlier last day", { closed_to: "2026-03-01" }, { closed_to: "2026-02-01" }, { closed_to: "2026-02-01" }],
    [
      "one day where ranges touch",
      { completed_from: "2026-03-01", completed_to: "2026-03-05" },
      { completed_from: "2026-03-05", completed_to: "2026-03-09" },
      { completed_from: "2026-03-05", completed_to: "2026-03-05" },
    ],
    ["nothing where ranges miss", { due_to: "2026-03-04" }, { due_from: "2026-03-05" }, NOTHING],
    [
      "the narrower age",
      { wip_days_from: "3", wip_days_to: "30" },
      { wip_days_from: "10", wip_days_to: "90" },
      { wip_days_from: "10", wip_days_to: "30" },
    ],
    ["nothing where ages miss", { wip_days_to: "7" }, { wip_days_from: "7" }, NOTHING],
    [
      "the higher limit, as a number",
      { in_progress_days_gt: "9" },
      { in_progress_days_gt: "10" },
      { in_progress_days_gt: "10" },
    ],
    [
      "the later instant, a day as its first moment where the organisation is",
      { overdue_since: "2026-03-06" },
      { overdue_since: "2026-03-05T23:30:00Z" },
      { overdue_since: "2026-03-05T23:30:00Z" },
    ],
    [
      "the later day of two such",
      { redated_since: "2026-03-06" },
      { redated_since: "2026-03-05T22:30:00Z" },
      { redated_since: "2026-03-06" },
    ],
    ["nothing of true and false", { has_start: "true" }, { has_start: "false" }, NOTHING],
    ["both where they name different things", { q: "cart" }, { due: "none" }, { q: "cart", due: "none" }],
    [
      "the person of a row, less whom the filter leaves out",
      { assignee: "ada,ben,!cid" },
      { assignee: "ada" },
      { assignee: "ada,!cid" },
    ],
    ["the person of a row of whatever is assigned", { assignee: "!none" }, { assignee: "ada" }, { assignee: "ada" }],
    ["nobody, who is none of those left out", { assignee: "none,!cid" }, { assignee: "none" }, { assignee: "none" }],
    ["names with signs of a list in them", { label: "a\\,b,!\\!c" }, { label: "a\\,b" }, { label: "a\\,b,!\\!c" }],
  ])("mean %s", (_name, filter, more, expected) => {
    expect(narrow(filter, more, ZONE)).toEqual(expected);
  });
});
