import { describe, expect, it } from "vitest";
import {
  isChosen,
  lastDays,
  pastPresets,
  rangeOf,
  rangeSummary,
  sinceSummary,
  untouchedFor,
  withEnd,
} from "@/components/backlog/filters/day-ranges.ts";

const created = rangeOf("created");

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

describe("presets", () => {
  // A Saturday, and where the organisation is already Sunday.
  const clock = { now: new Date("2026-02-28T20:30:00Z"), zone: "Asia/Kathmandu" };
  const changeOf = (words: string) => pastPresets(created, clock).find((preset) => preset.words === words)?.change;

  it("are whole ISO weeks, months and quarters", () => {
    expect(changeOf("This week")).toEqual({ created_from: "2026-02-23", created_to: "2026-03-01" });
    expect(changeOf("Last week")).toEqual({ created_from: "2026-02-16", created_to: "2026-02-22" });
    expect(changeOf("This month")).toEqual({ created_from: "2026-03-01", created_to: "2026-03-31" });
    expect(changeOf("Last month")).toEqual({ created_from: "2026-02-01", created_to: "2026-02-28" });
    expect(changeOf("Last quarter")).toEqual({ created_from: "2025-10-01", created_to: "2025-12-31" });
  });

  it("untouched for 30 days means that the last change was before them", () => {
    expect(untouchedFor(rangeOf("updated"), 30, clock)).toEqual({ updated_from: null, updated_to: "2026-01-30" });
  });

  it("know when they hold already", () => {
    const preset = { words: "", change: lastDays(created, 7, clock) };
    expect(isChosen(preset, { created_from: "2026-02-23" })).toBe(true);
    expect(isChosen(preset, { created_from: "2026-02-23", created_to: "2026-03-01" })).toBe(false);
    expect(isChosen(preset, {})).toBe(false);
  });
});

describe("since", () => {
  it("is a day, or an instant in the organisation's zone", () => {
    expect(sinceSummary("2026-03-01", "Asia/Kathmandu")).toBe("since 1 Mar 2026");
    expect(sinceSummary("2026-03-01T09:00:00Z", "Asia/Kathmandu")).toMatch(/^since 1 Mar 2026, 14:45:00/);
  });
});
