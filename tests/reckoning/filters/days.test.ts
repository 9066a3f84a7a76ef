import { describe, expect, it } from "vitest";
import { dayAfter, isSince, localDay } from "./days.ts";

describe("A day", () => {
  it("is what the calendar on the wall shows", () => {
    // 18:15 UTC is midnight in Kathmandu, which is 5:45 ahead.
    expect(localDay(Date.parse("2026-03-01T18:14:59.999Z"), "Asia/Kathmandu")).toBe("2026-03-01");
    expect(localDay(Date.parse("2026-03-01T18:15:00Z"), "Asia/Kathmandu")).toBe("2026-03-02");
    // New York's clocks went forward on 8 March 2026: from then on it is 4 hours behind, not 5.
    expect(localDay(Date.parse("2026-03-08T04:59:59Z"), "America/New_York")).toBe("2026-03-07");
    expect(localDay(Date.parse("2026-03-09T03:59:59Z"), "America/New_York")).toBe("2026-03-08");
  });

  it("is followed by the next, over months and years", () => {
    expect(dayAfter("2027-12-31", 1)).toBe("2028-01-01");
    expect(dayAfter("2028-03-01", -1)).toBe("2028-02-29");
  });

  it("begins with its first moment, an instant with itself", () => {
    const midnight = Date.parse("2026-03-01T18:15:00Z");
    expect(isSince(midnight, "2026-03-02", "Asia/Kathmandu")).toBe(true);
    expect(isSince(midnight - 1, "2026-03-02", "Asia/Kathmandu")).toBe(false);
    expect(isSince(midnight, "2026-03-01T18:15:00.000Z", "Asia/Kathmandu")).toBe(true);
    expect(isSince(midnight - 1, "2026-03-01T18:15:00.000Z", "Asia/Kathmandu")).toBe(false);
  });
});
