import { describe, expect, test } from "vitest";
import { choice, chosenPreset, periodPresets } from "@/components/dashboard/period-presets.ts";
import { dayBeside, periodWords } from "@/components/dashboard/period-words.ts";

// In Auckland it is Sunday the 1st of March already, in UTC still Saturday.
const PRESETS = periodPresets({ now: new Date("2026-02-28T12:00:00Z"), zone: "Pacific/Auckland" });

describe("the periods people ask for", () => {
  test("are days of the organisation's zone", () => {
    expect(Object.fromEntries(PRESETS.map(({ words, days }) => [words, `${days.from} ${days.to}`]))).toEqual({
      "This week": "2026-02-23 2026-03-01",
      "Last week": "2026-02-16 2026-02-22",
      "This month": "2026-03-01 2026-03-31",
      "Last month": "2026-02-01 2026-02-28",
      "This quarter": "2026-01-01 2026-03-31",
      "Last quarter": "2025-10-01 2025-12-31",
      "Last 30 days": "2026-01-31 2026-03-01",
      "Last 12 weeks": "2025-12-01 2026-02-22",
    });
  });

  test("no day in the URL is the last 30 days, and choosing these takes the days out", () => {
    const usual = chosenPreset(PRESETS, {});
    expect(usual?.words).toBe("Last 30 days");
    expect(usual && choice(usual)).toEqual({ from: null, to: null });
  });

  test("a preset is known by its days, other days are none", () => {
    expect(chosenPreset(PRESETS, { from: "2026-02-01", to: "2026-02-28" })?.words).toBe("Last month");
    expect(chosenPreset(PRESETS, { from: "2026-02-01", to: "2026-02-27" })).toBeUndefined();
    expect(chosenPreset(PRESETS, { from: "2026-02-01" })).toBeUndefined();
  });
});

test("days in words name a year once where it is the same", () => {
  expect(periodWords({ from: "2026-10-24", to: "2026-11-22" })).toBe("24 Oct – 22 Nov 2026");
  expect(periodWords({ from: "2025-12-30", to: "2026-01-05" })).toBe("30 Dec 2025 – 5 Jan 2026");
  expect(periodWords({ from: "2026-11-22", to: "2026-11-22" })).toBe("22 Nov 2026");
  expect(dayBeside("2026-10-23", "2026-11-22")).toBe("23 Oct");
});
