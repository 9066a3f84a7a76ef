import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  addDays,
  dayNumber,
  dayOfNumber,
  daysBetween,
  defaultPeriod,
  instantsOf,
  isoWeek,
  localDayNumber,
  startOfDay,
  weekdayOfNumber,
} from "@/lib/definitions/days.ts";
import { localDay } from "@/lib/time.ts";
import { anyDay, anyInstant, anyZone, anyZoneAtAll } from "./arbitraries.ts";

const HOUR_MS = 3_600_000;
const hoursOf = (day: string, zone: string) => {
  const { from, until } = instantsOf({ from: day, to: day }, zone);
  return (until.getTime() - from.getTime()) / HOUR_MS;
};

describe("a local day", () => {
  it.each([
    ["Pacific/Pago_Pago", "2026-03-04", "2026-03-04T11:00:00.000Z", 24],
    ["Pacific/Kiritimati", "2026-03-04", "2026-03-03T10:00:00.000Z", 24],
    ["Asia/Kathmandu", "2026-03-04", "2026-03-03T18:15:00.000Z", 24],
    ["Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00.000Z", 23],
    ["Europe/Berlin", "2026-03-30", "2026-03-29T22:00:00.000Z", 24],
    ["Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00.000Z", 25],
    ["Europe/Berlin", "2026-10-26", "2026-10-25T23:00:00.000Z", 24],
    ["America/New_York", "2026-03-08", "2026-03-08T05:00:00.000Z", 23],
    ["America/New_York", "2026-03-09", "2026-03-09T04:00:00.000Z", 24],
    ["America/New_York", "2026-11-01", "2026-11-01T04:00:00.000Z", 25],
    ["America/New_York", "2026-11-02", "2026-11-02T05:00:00.000Z", 24],
    ["Australia/Lord_Howe", "2026-04-05", "2026-04-04T13:00:00.000Z", 24.5],
    ["Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00.000Z", 23],
    ["America/Havana", "2026-11-01", "2026-11-01T04:00:00.000Z", 25],
    ["Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00.000Z", 0],
  ])("in %s, %s begins at %s and has %d hours", (zone, day, begin, hours) => {
    expect(startOfDay(day, zone).toISOString()).toBe(begin);
    expect(hoursOf(day, zone)).toBe(hours);
  });

  test("is the one that holds an instant, in every zone, whatever the clocks do", () => {
    fc.assert(
      fc.property(anyInstant, anyZoneAtAll, (instant, zone) => {
        const day = localDay(instant, zone);
        const { from, until } = instantsOf({ from: day, to: day }, zone);
        expect(from <= instant && instant < until).toBe(true);
        expect(dayOfNumber(localDayNumber(instant, zone))).toBe(day);
      }),
      { numRuns: 500 },
    );
  });
});

test("ranges of days that follow each other leave no gap, share nothing, and hold exactly their days", () => {
  fc.assert(
    fc.property(
      anyDay,
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
      anyZoneAtAll,
      (begin, sizes, zone) => {
        let [day, end] = [begin, startOfDay(begin, zone)];
        for (const size of sizes) {
          const { from, until } = instantsOf({ from: day, to: addDays(day, size - 1) }, zone);
          expect(from).toEqual(end);
          expect(localDay(from, zone)).toBe(day);
          expect(localDay(new Date(until.getTime() - 1), zone)).toBe(addDays(day, size - 1));
          [day, end] = [addDays(day, size), until];
        }
      },
    ),
  );
});

describe("the period of a figure for which none was chosen", () => {
  it.each([
    ["UTC", "2026-03-30T23:59:59Z", { from: "2026-03-01", to: "2026-03-30" }],
    ["Pacific/Kiritimati", "2026-03-30T10:00:00Z", { from: "2026-03-02", to: "2026-03-31" }],
    ["Pacific/Pago_Pago", "2026-03-31T10:59:59Z", { from: "2026-03-01", to: "2026-03-30" }],
  ])("in %s at %s is %j", (zone, now, period) => {
    expect(defaultPeriod({ now: new Date(now), zone })).toEqual(period);
  });

  test("is always 30 days of which the last is today", () => {
    fc.assert(
      fc.property(anyInstant, anyZone, (now, zone) => {
        const { from, to } = defaultPeriod({ now, zone });
        expect([to, daysBetween(from, to)]).toEqual([localDay(now, zone), 29]);
      }),
    );
  });
});

describe("the week of a day", () => {
  it.each([
    ["2026-12-31", "2026-W53"],
    ["2027-01-01", "2026-W53"],
    ["2027-01-03", "2026-W53"],
    ["2027-01-04", "2027-W01"],
    ["2024-12-30", "2025-W01"],
    ["2021-01-03", "2020-W53"],
    ["2026-03-29", "2026-W13"],
    ["1969-12-29", "1970-W01"],
  ])("%s is %s", (day, week) => {
    expect(isoWeek(day)).toBe(week);
  });

  test("is the same from Monday to Sunday, and another the day after", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const monday = addDays(day, 1 - weekdayOfNumber(dayNumber(day)));
        const days = Array.from({ length: 7 }, (_, offset) => addDays(monday, offset));
        expect(new Set(days.map(isoWeek))).toEqual(new Set([isoWeek(day)]));
        expect(isoWeek(addDays(monday, 7)) > isoWeek(day)).toBe(true);
        expect(isoWeek(addDays(monday, -1)) < isoWeek(day)).toBe(true);
      }),
    );
  });
});

test("counting days goes there and back, over leap days and before 1970", () => {
  expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
  expect(daysBetween("2026-03-29", "2026-03-28")).toBe(-1);
  fc.assert(
    fc.property(fc.integer({ min: -30_000, max: 60_000 }), (number) => {
      expect(dayNumber(dayOfNumber(number))).toBe(number);
    }),
  );
});
