import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, monthOf, quarterOf, weekOf } from "@/components/backlog/filters/days.ts";
import { isoWeek } from "@/lib/definitions/days.ts";

const day = fc
  .date({ min: new Date("1990-01-01"), max: new Date("2060-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe("a week", () => {
  it("is the ISO week of the day, Monday to Sunday", () => {
    fc.assert(
      fc.property(day, (today) => {
        const { from, to } = weekOf(today);
        expect([isoWeek(from), isoWeek(to)]).toEqual([isoWeek(today), isoWeek(today)]);
        expect(to).toBe(addDays(from, 6));
        expect(weekOf(today, 1).from).toBe(addDays(to, 1));
      }),
    );
  });
});

describe("months and quarters", () => {
  it("are whole, also over the end of a year and a leap day", () => {
    expect(monthOf("2028-02-11")).toEqual({ from: "2028-02-01", to: "2028-02-29" });
    expect(monthOf("2026-01-31", -1)).toEqual({ from: "2025-12-01", to: "2025-12-31" });
    expect(quarterOf("2026-02-10")).toEqual({ from: "2026-01-01", to: "2026-03-31" });
    expect(quarterOf("2026-02-10", -1)).toEqual({ from: "2025-10-01", to: "2025-12-31" });
    expect(quarterOf("2026-12-31", 1)).toEqual({ from: "2027-01-01", to: "2027-03-31" });
  });
});
