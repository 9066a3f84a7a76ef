import { describe, expect, it } from "vitest";
import { FILTERS, isSet, moreGroups, removal, STANDING } from "@/components/backlog/filters/filter-list.ts";
import { summaryOf } from "@/components/backlog/filters/summaries.ts";
import { FILTER_PARAMS } from "@/lib/issues/filters.ts";

describe("the filters", () => {
  it("are each parameter of the API once, but for the words that are searched for", () => {
    const params = FILTERS.flatMap((filter) => filter.params);
    expect(params.toSorted()).toEqual(FILTER_PARAMS.filter((name) => name !== "q").toSorted());
  });

  it("that are asked for most always stand, the others are behind More by their group", () => {
    expect(STANDING.map(({ label }) => label)).toEqual([
      "Status",
      "Assignee",
      "Project",
      "Label",
      "Due",
      "Priority",
      "Milestone",
    ]);
    const behind = moreGroups({ confidentialHidden: false, params: {} }).map(({ group, filters }) => [
      group,
      ...filters.map(({ label }) => label),
    ]);
    expect(behind).toEqual([
      ["People", "Author"],
      ["Work", "In progress"],
      ["Days", "Created", "Updated", "Started", "Completed", "Closed", "Reopened"],
      ["View", "Confidential", "As of"],
    ]);
  });

  it("ask nobody about confidential issues who is not shown them, but let go what a link has set", () => {
    const offered = (params: { confidential?: string }) =>
      moreGroups({ confidentialHidden: true, params }).flatMap(({ filters }) => filters.map(({ name }) => name));
    expect(offered({})).not.toContain("confidential");
    expect(offered({ confidential: "true" })).toContain("confidential");
  });

  it("are set by any of their parameters, and let all of them go", () => {
    const due = FILTERS.find(({ name }) => name === "due");
    expect(due && isSet(due, { redated_since: "2026-03-01" })).toBe(true);
    expect(due && isSet(due, { created_from: "2026-03-01" })).toBe(false);
    expect(due && removal(due)).toEqual({
      overdue: null,
      due: null,
      due_from: null,
      due_to: null,
      overdue_since: null,
      redated_since: null,
      late: null,
    });
  });
});

describe("what a filter is set to, in words", () => {
  const told = (name: string, params: Record<string, string>) => {
    const filter = FILTERS.find((one) => one.name === name);
    return filter && summaryOf(filter, { params, zone: "Asia/Kathmandu", nameOf: (_param, text) => text });
  };

  it.each([
    ["status", { status: "in_progress,!gone" }, "In progress, not Gone"],
    ["assignee", { assignee: "me,none" }, "Me, Nobody"],
    ["label", { label: "a,b,c,!none" }, "a, b +2"],
    ["label", { label: "!none" }, "any label"],
    ["due", { overdue: "true" }, "overdue"],
    ["due", { overdue: "false" }, "not overdue"],
    ["due", { due: "none" }, "no date"],
    ["due", { due_from: "2026-03-02", due_to: "2026-03-08" }, "2 Mar 2026 – 8 Mar 2026"],
    ["due", { overdue_since: "2026-03-02" }, "overdue since 2 Mar 2026"],
    ["due", { redated_since: "2026-03-02" }, "re-dated since 2 Mar 2026"],
    ["due", { late: "true" }, "late"],
    ["due", { late: "false", due_to: "2026-03-08" }, "until 8 Mar 2026, on time"],
    ["priority", { priority: "1,none" }, "1, No priority"],
    ["milestone", { milestone: "none" }, "No milestone"],
    ["in_progress", { in_progress_days_gt: "14" }, "more than 14 d"],
    ["in_progress", { wip_days_from: "3", wip_days_to: "7" }, "at least 3 d, under 7 d"],
    ["in_progress", { has_start: "false" }, "no recorded start"],
    ["updated", { updated_to: "2026-03-02" }, "until 2 Mar 2026"],
    ["updated", { changed_since: "2026-03-02" }, "changed since 2 Mar 2026"],
    ["completed", { completed_from: "2026-03-02", completed_by: "ana" }, "since 2 Mar 2026, by ana"],
    ["completed", { completed_by: "ana", has_cycle: "true" }, "by ana, cycle time known"],
    ["completed", { has_cycle: "false" }, "no known cycle time"],
    ["closed", { closed_to: "2026-03-02", has_close: "true" }, "until 2 Mar 2026, close time known"],
    ["closed", { has_close: "false" }, "no known close time"],
    ["reopened", { reopened_from: "2026-03-02", reopened_to: "2026-03-02" }, "2 Mar 2026"],
    ["confidential", { confidential: "false" }, "no"],
    ["as_of", { as_of: "2026-03-02" }, "2 Mar 2026"],
  ])("%s %o is %s", (name, params, words) => {
    expect(told(name, params)).toBe(words);
  });

  it("is nothing where nothing is set", () => {
    for (const { name } of FILTERS) expect(told(name, {})).toBeNull();
  });
});
