import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bucketOf, lastMonday, periodOf, pointsOf, previousPeriod } from "@/lib/dashboard/periods.ts";
import { addDays, dayNumber, daysBetween, weekdayOfNumber, type DayRange } from "@/lib/definitions/days.ts";
import { AppError } from "@/lib/errors.ts";
import { isPlainDate, localDay } from "@/lib/time.ts";
import { anyDay, anyInstant, anyZoneAtAll } from "../definitions/arbitraries.ts";

/** Tuesday, 10 March 2026, a quarter past midnight in Kathmandu: the 9th still in London. */
const clock = { now: new Date("2026-03-09T18:30:00Z"), zone: "Asia/Kathmandu" };
const written = ({ from, to }: DayRange) => `${from}..${to}`;
const anyPeriod = fc
  .tuple(anyDay, fc.integer({ min: 0, max: 399 }))
  .map(([from, days]) => ({ from, to: addDays(from, days) }));

describe("The period that is asked for", () => {
  it.each([
    ["neither end: 30 days, today among them", {}, "2026-02-09..2026-03-10"],
    ["both ends", { from: "2026-01-01", to: "2026-01-31" }, "2026-01-01..2026-01-31"],
    ["one day", { from: "2026-01-01", to: "2026-01-01" }, "2026-01-01..2026-01-01"],
    ["a first day: up to today", { from: "2026-03-01" }, "2026-03-01..2026-03-10"],
    ["today", { from: "2026-03-10" }, "2026-03-10..2026-03-10"],
    ["a first day to come: that day", { from: "2026-04-01" }, "2026-04-01..2026-04-01"],
    ["a last day: as many days up to it", { to: "2026-01-31" }, "2026-01-02..2026-01-31"],
    ["a last day to come", { to: "2026-12-31" }, "2026-12-02..2026-12-31"],
    ["the end of a February that has 29 days", { to: "2024-03-01" }, "2024-02-01..2024-03-01"],
  ])("is, of %s", (_name, asked, expected) => {
    expect(written(periodOf(asked, clock))).toBe(expected);
  });

  it("begins no later than it ends", () => {
    const end = fc.option(anyDay, { nil: undefined });
    fc.assert(
      fc.property(end, end, anyInstant, anyZoneAtAll, (from, to, now, zone) => {
        fc.pre(from === undefined || to === undefined || from <= to);
        const period = periodOf({ from, to }, { now, zone });
        expect(period.from <= period.to).toBe(true);
        if (from !== undefined) expect(period.from).toBe(from);
        if (to !== undefined) expect(period.to).toBe(to);
      }),
    );
  });
});

describe("The period before", () => {
  it.each([
    ["as many days", "2026-02-09..2026-03-10", "2026-01-10..2026-02-08"],
    ["the day before", "2026-03-01..2026-03-01", "2026-02-28..2026-02-28"],
    ["the week before", "2026-03-02..2026-03-08", "2026-02-23..2026-03-01"],
    ["the month before, which is longer", "2026-02-01..2026-02-28", "2026-01-01..2026-01-31"],
    ["the month before, which is shorter", "2026-03-01..2026-03-31", "2026-02-01..2026-02-28"],
    ["a February of 29 days", "2024-03-01..2024-03-31", "2024-02-01..2024-02-29"],
    ["the month before a February of 29 days", "2024-02-01..2024-02-29", "2024-01-01..2024-01-31"],
    ["as many days where February lacks its last", "2024-02-01..2024-02-28", "2024-01-04..2024-01-31"],
    ["as many days where a month has begun", "2026-03-01..2026-03-10", "2026-02-19..2026-02-28"],
    ["December before January", "2026-01-01..2026-01-31", "2025-12-01..2025-12-31"],
    ["the quarter before", "2026-01-01..2026-03-31", "2025-10-01..2025-12-31"],
    ["the quarter before, in the year", "2026-04-01..2026-06-30", "2026-01-01..2026-03-31"],
    ["the half year before", "2026-01-01..2026-06-30", "2025-07-01..2025-12-31"],
    ["the year before, which is a day longer", "2025-01-01..2025-12-31", "2024-01-01..2024-12-31"],
    ["five whole months over a new year", "2025-11-01..2026-03-31", "2025-06-01..2025-10-31"],
  ])("is %s", (_name, period, expected) => {
    const [from = "", to = ""] = period.split("..");
    expect(written(previousPeriod({ from, to }))).toBe(expected);
  });

  it("ends on the day before, and is no other length but in whole months", () => {
    fc.assert(
      fc.property(anyPeriod, (period) => {
        const { from, to } = previousPeriod(period);
        expect(addDays(to, 1)).toBe(period.from);
        const [days, before] = [daysBetween(period.from, period.to), daysBetween(from, to)];
        if (days !== before)
          expect([from, period.from, addDays(period.to, 1)].every((day) => day.endsWith("-01"))).toBe(true);
      }),
    );
  });
});

describe("A period that begins before the days that a filter takes", () => {
  const refused = (field: string) =>
    expect.objectContaining({ code: "invalid_request", faults: [{ field, message: expect.any(String) }] });

  it("is refused, and so is one whose period before does", () => {
    expect(written(periodOf({ to: "1900-01-30" }, clock))).toBe("1900-01-01..1900-01-30");
    expect(() => periodOf({ to: "1900-01-29" }, clock)).toThrow(refused("query.to"));
    expect(written(previousPeriod({ from: "1900-02-01", to: "1900-02-28" }))).toBe("1900-01-01..1900-01-31");
    for (const [from, to] of [
      ["1900-01-01", "1900-01-31"],
      ["1900-01-10", "1900-01-19"],
      ["1900-01-02", "9998-12-31"],
      ["1901-01-01", "9998-12-31"],
    ] as const) {
      expect(() => previousPeriod({ from, to }), from).toThrow(refused("query.from"));
    }
  });

  it("is no period of any other days", () => {
    const day = fc.date({ min: new Date("1900-01-01"), max: new Date("9998-12-31T23:59:59Z"), noInvalidDate: true });
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [from = "", to = ""] = [one, other].map((date) => date.toISOString().slice(0, 10)).toSorted();
        const isEarly = daysBetween("1900-01-01", from) < daysBetween(from, to) + 1;
        fc.pre(!from.endsWith("-01"));
        if (isEarly) expect(() => previousPeriod({ from, to })).toThrow(AppError);
        else expect(Object.values(previousPeriod({ from, to })).every(isPlainDate)).toBe(true);
      }),
    );
  });
});

describe("What a period is cut into, if not said", () => {
  it.each([
    ["2026-03-10..2026-03-10", "day"],
    ["2026-01-01..2026-02-14", "day"],
    ["2026-01-01..2026-02-15", "week"],
    ["2026-01-01..2028-03-10", "week"],
    ["2026-01-01..2028-03-11", "month"],
  ])("of %s is by %s", (period, expected) => {
    const [from = "", to = ""] = period.split("..");
    expect(bucketOf({ from, to }, undefined)).toBe(expected);
    expect(bucketOf({ from, to }, "month")).toBe("month");
  });

  it("is never too fine for a chart, in any year that can be asked for", () => {
    const whole = { from: "1993-01-01", to: "2026-03-10" };
    expect(pointsOf(whole, bucketOf(whole, undefined), clock).length).toBe(399);
  });
});

describe("The points of a period", () => {
  it.each<[string, "day" | "week" | "month", string, string[]]>([
    [
      "days",
      "day",
      "2026-02-27..2026-03-01",
      ["2026-02-27..2026-02-27", "2026-02-28..2026-02-28", "2026-03-01..2026-03-01"],
    ],
    [
      "weeks from Monday to Sunday",
      "week",
      "2026-02-16..2026-03-01",
      ["2026-02-16..2026-02-22", "2026-02-23..2026-03-01"],
    ],
    [
      "weeks that are cut off at both ends",
      "week",
      "2026-02-18..2026-02-24",
      ["2026-02-18..2026-02-22", "2026-02-23..2026-02-24"],
    ],
    [
      "a week of one day, a Sunday",
      "week",
      "2026-03-01..2026-03-03",
      ["2026-03-01..2026-03-01", "2026-03-02..2026-03-03"],
    ],
    ["a week over a new year", "week", "2025-12-29..2026-01-04", ["2025-12-29..2026-01-04"]],
    [
      "months",
      "month",
      "2024-01-31..2024-03-01",
      ["2024-01-31..2024-01-31", "2024-02-01..2024-02-29", "2024-03-01..2024-03-01"],
    ],
    ["months over a new year", "month", "2025-12-01..2026-01-31", ["2025-12-01..2025-12-31", "2026-01-01..2026-01-31"]],
    ["days up to today", "day", "2026-03-09..2026-03-20", ["2026-03-09..2026-03-09", "2026-03-10..2026-03-10"]],
    ["a week up to today", "week", "2026-03-02..2026-03-31", ["2026-03-02..2026-03-08", "2026-03-09..2026-03-10"]],
    ["a month up to today", "month", "2026-03-01..2026-12-31", ["2026-03-01..2026-03-10"]],
    ["nothing of what is to come", "day", "2026-03-11..2026-03-20", []],
  ])("are %s", (_name, bucket, period, expected) => {
    const [from = "", to = ""] = period.split("..");
    expect(pointsOf({ from, to }, bucket, clock).map(written)).toEqual(expected);
  });

  it("follow one another from the first day to the last, or to today, and begin where their bucket does", () => {
    const now = new Date("2032-01-01T00:00:00Z");
    fc.assert(
      fc.property(anyPeriod, fc.constantFrom("day", "week", "month"), anyZoneAtAll, (period, bucket, zone) => {
        const points = pointsOf(period, bucket, { now, zone });
        expect([points[0]?.from, points.at(-1)?.to]).toEqual([period.from, period.to]);
        for (const [place, { from, to }] of points.entries()) {
          expect(from <= to).toBe(true);
          const next = points[place + 1];
          if (next === undefined) continue;
          expect(next.from).toBe(addDays(to, 1));
          if (bucket === "day") expect(from).toBe(to);
          if (bucket === "week") expect(weekdayOfNumber(dayNumber(next.from))).toBe(1);
          if (bucket === "month") expect(next.from.slice(8)).toBe("01");
          const isWithin = { day: 1, week: 7, month: 31 }[bucket];
          expect(daysBetween(from, to)).toBeLessThan(isWithin);
        }
      }),
    );
  });

  it("are 400 at most", () => {
    const days = (count: number) => ({ from: "2024-01-01", to: addDays("2024-01-01", count - 1) });
    expect(pointsOf(days(400), "day", clock)).toHaveLength(400);
    expect(() => pointsOf(days(401), "day", clock)).toThrow(AppError);
    const faults = [{ field: "query.bucket", message: "cuts the period into more than 400 points by day" }];
    expect(() => pointsOf(days(401), "day", clock)).toThrow(
      expect.objectContaining({ code: "invalid_request", faults }),
    );
    expect(() => pointsOf({ from: "1900-01-01", to: "2026-01-01" }, "month", clock)).toThrow(AppError);
  });

  it("are not counted beyond today", () => {
    expect(pointsOf({ from: "2026-03-10", to: "9998-12-31" }, "day", clock).map(written)).toEqual([
      "2026-03-10..2026-03-10",
    ]);
  });
});

describe("The Monday before today", () => {
  it.each([
    ["Tuesday", "2026-03-09T18:30:00Z", "2026-03-09"],
    ["Monday, as long as it is Monday where the organisation is", "2026-03-09T18:14:59Z", "2026-03-02"],
    ["Sunday", "2026-03-08T06:00:00Z", "2026-03-02"],
    ["a day after a new year", "2026-01-02T06:00:00Z", "2025-12-29"],
  ])("is, on a %s, the last one", (_name, now, expected) => {
    expect(lastMonday({ now: new Date(now), zone: "Asia/Kathmandu" })).toBe(expected);
  });

  it("is a Monday, one to seven days ago", () => {
    fc.assert(
      fc.property(anyInstant, anyZoneAtAll, (now, zone) => {
        const monday = lastMonday({ now, zone });
        expect(weekdayOfNumber(dayNumber(monday))).toBe(1);
        const ago = daysBetween(monday, localDay(now, zone));
        expect(ago >= 1 && ago <= 7).toBe(true);
      }),
    );
  });
});
