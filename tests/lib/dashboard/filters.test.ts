import { describe, expect, test } from "vitest";
import { dashboardPath, filtersOf, panelQuery, readParams, withChange } from "@/lib/dashboard/filters.ts";
import { backlogPath, type BacklogParams, FILTER_PARAMS } from "@/lib/issues/filters.ts";

describe("the dashboard's URL", () => {
  test("is written in one way and read back as it was", () => {
    const params = { label: "Q1\\, 2026,bug", since: "2026-11-16", from: "2026-10-01", status: "blocked" };
    const path = dashboardPath(params);
    expect(path).toBe("/?from=2026-10-01&since=2026-11-16&status=blocked&label=Q1%5C,+2026,bug");
    expect(readParams(new URL(path, "http://x").searchParams)).toEqual(params);
    expect(dashboardPath({})).toBe("/");
  });

  test("a change sets, replaces and removes what the dashboard knows, and nothing else", () => {
    const params = { from: "2026-10-01", label: "bug" };
    expect(withChange(params, { label: null, to: "2026-10-31", sort: "title", page: null })).toEqual({
      from: "2026-10-01",
      to: "2026-10-31",
    });
    expect(params).toEqual({ from: "2026-10-01", label: "bug" });
  });

  test("its filters go to the backlog and come back; the look back and the order of the backlog do not", () => {
    const filters = Object.fromEntries(FILTER_PARAMS.filter((name) => name !== "as_of").map((name) => [name, "x"]));
    const there = backlogPath(filtersOf({ ...filters, from: "2026-10-01", time: "working" }));
    const asked = new URL(there, "http://x").searchParams;
    expect(Object.fromEntries(asked)).toEqual(filters);
    const listed: BacklogParams = { ...filters, as_of: "2026-03-01", sort: "title", page: "2", columns: "due" };
    const andBack = dashboardPath(listed);
    expect(Object.fromEntries(new URL(andBack, "http://x").searchParams)).toEqual(filters);
  });

  test("each panel is asked for the filters and of the rest what it takes", () => {
    const params = { from: "2026-10-01", bucket: "week", time: "working", since: "2026-11-16", label: "bug" };
    expect(panelQuery("summary", params)).toBe("from=2026-10-01&bucket=week&label=bug");
    expect(panelQuery("cycle-time", params)).toBe("from=2026-10-01&bucket=week&time=working&label=bug");
    expect(panelQuery("changes", params)).toBe("since=2026-11-16&label=bug");
    expect(panelQuery("aging", params)).toBe("label=bug");
  });
});
