import { describe, expect, it } from "vitest";
import { DAY_RANGES, type DayRange, lastDays, rangeSummary, withEnd } from "@/components/backlog/day-ranges.ts";

const created: DayRange = { name: "created", label: "Created", from: "created_from", to: "created_to" };

it("has one range for each pair of days that the API takes", () => {
  expect(DAY_RANGES).toContainEqual(created);
  expect(DAY_RANGES.map(({ name }) => name)).toEqual(["created", "updated", "completed"]);
});

describe("a range in words", () => {
  it("says both ends, one, or nothing", () => {
    expect(rangeSummary(created, { created_from: "2026-03-01", created_to: "2026-03-05" })).toBe(
      "1 Mar 2026 – 5 Mar 2026",
    );
    expect(rangeSummary(created, { created_from: "2026-03-01", created_to: "2026-03-01" })).toBe("1 Mar 2026");
    expect(rangeSummary(created, { created_from: "2026-03-01" })).toBe("since 1 Mar 2026");
    expect(rangeSummary(created, { created_to: "2026-03-05" })).toBe("until 5 Mar 2026");
    expect(rangeSummary(created, { updated_to: "2026-03-05" })).toBeNull();
  });
});

describe("an end that moves", () => {
  const params = { created_from: "2026-03-02", created_to: "2026-03-05" };

  it("leaves the other where it is, also on the same day", () => {
    expect(withEnd(created, params, "from", "2026-03-05")).toEqual({ created_from: "2026-03-05" });
    expect(withEnd(created, params, "to", "2026-03-02")).toEqual({ created_to: "2026-03-02" });
  });

  it("lets the other go where it would cross it: a range never ends before it begins", () => {
    expect(withEnd(created, params, "from", "2026-03-06")).toEqual({ created_from: "2026-03-06", created_to: null });
    expect(withEnd(created, params, "to", "2026-03-01")).toEqual({ created_to: "2026-03-01", created_from: null });
  });

  it("waits while the year is still being typed, and is removed when empty", () => {
    expect(withEnd(created, params, "from", "0202-03-01")).toBeNull();
    expect(withEnd(created, params, "from", "")).toEqual({ created_from: null });
  });
});

describe("the last days", () => {
  it("end today, where the organisation is", () => {
    // 20:30 in UTC is the next day in Kathmandu.
    const now = new Date("2026-03-01T20:30:00Z");
    expect(lastDays(created, 7, { now, zone: "Asia/Kathmandu" })).toEqual({
      created_from: "2026-02-24",
      created_to: null,
    });
    expect(lastDays(created, 7, { now, zone: "UTC" })).toEqual({ created_from: "2026-02-23", created_to: null });
  });
});
