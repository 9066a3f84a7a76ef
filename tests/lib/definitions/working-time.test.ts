import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { daysOf } from "@/lib/definitions/definitions.ts";
import { addDays, dayNumber, instantsOf, weekdayOfNumber } from "@/lib/definitions/days.ts";
import { workingTime } from "@/lib/definitions/working-time.ts";
import { anyDay, anyInstant, anyZoneAtAll } from "./arbitraries.ts";

const HOUR_S = 3_600;
const hours = (zone: string, from: string, until: string, holidays: string[] = []) =>
  workingTime({ zone, holidays })({ from: new Date(from), until: new Date(until) }) / HOUR_S;

describe("working time", () => {
  it.each([
    ["Friday noon to Monday 18:00", "2026-03-06T12:00Z", "2026-03-09T18:00Z", 30],
    ["a weekend", "2026-03-07T00:00Z", "2026-03-09T00:00Z", 0],
    ["a Saturday afternoon", "2026-03-07T12:00Z", "2026-03-07T13:00Z", 0],
    ["a week", "2026-03-04T09:30Z", "2026-03-11T09:30Z", 5 * 24],
    ["no time", "2026-03-04T09:30Z", "2026-03-04T09:30Z", 0],
    ["a stretch that ends before it begins", "2026-03-05T09:30Z", "2026-03-04T09:30Z", 0],
  ])("of %s, %s to %s, is %d h", (_, from, until, expected) => {
    expect(hours("UTC", from, until)).toBe(expected);
  });

  it("leaves out holidays, and a holiday on a weekend changes nothing", () => {
    const week = ["2026-12-21T00:00Z", "2026-12-28T00:00Z"] as const;
    expect(hours("UTC", ...week)).toBe(5 * 24);
    expect(hours("UTC", ...week, ["2026-12-24", "2026-12-25"])).toBe(3 * 24);
    expect(hours("UTC", ...week, ["2026-12-24", "2026-12-25", "2026-12-26", "2026-12-27"])).toBe(3 * 24);
  });

  it.each([
    ["Pacific/Pago_Pago", 11],
    ["Pacific/Kiritimati", 14],
    ["Asia/Kathmandu", 5.75],
  ])("in %s follows the local day", (zone, hour) => {
    // Monday to Saturday in UTC is part of a Sunday in the west, and of a Saturday in the east.
    const [monday, saturday] = ["2026-03-09T00:00Z", "2026-03-14T00:00Z"];
    expect(hours(zone, monday, saturday)).toBe(5 * 24 - hour);
  });

  it.each([
    ["Europe/Berlin", "2026-03-29"],
    ["Europe/Berlin", "2026-10-25"],
    ["America/New_York", "2026-03-08"],
    ["America/New_York", "2026-11-01"],
  ])("in %s is not touched by the change of the clocks on Sunday %s", (zone, sunday) => {
    const { from, until } = instantsOf({ from: addDays(sunday, -6), to: addDays(sunday, 6) }, zone);
    expect(hours(zone, from.toISOString(), until.toISOString())).toBe(10 * 24);
  });

  it.each([
    ["Africa/Cairo", "2026-04-24", 23],
    ["Africa/Cairo", "2026-10-29", 25],
  ])("in %s counts the working day %s, on which the clocks change, as the %d h it has", (zone, day, length) => {
    const { from, until } = instantsOf({ from: day, to: day }, zone);
    expect(hours(zone, from.toISOString(), until.toISOString())).toBe(length);
  });

  it("is 86,400 seconds a day", () => {
    const seconds = workingTime({ zone: "UTC", holidays: [] })({
      from: new Date("2026-03-06T12:00Z"),
      until: new Date("2026-03-09T18:00Z"),
    });
    expect(daysOf(seconds)).toBe(1.25);
  });

  const anyHolidays = fc.array(anyDay, { maxLength: 5 });
  const anyLengthMs = fc.integer({ min: 0, max: 40 * 24 * HOUR_S * 1000 });
  const threeInstants = fc.tuple(anyInstant, anyLengthMs, anyLengthMs).map(([a, first, second]) => {
    const b = new Date(a.getTime() + first);
    return { a, b, c: new Date(b.getTime() + second) };
  });

  test("of two stretches that follow each other adds up, and is never longer than the time that passed", () => {
    fc.assert(
      fc.property(threeInstants, anyZoneAtAll, anyHolidays, ({ a, b, c }, zone, holidays) => {
        const working = workingTime({ zone, holidays });
        const whole = working({ from: a, until: c });
        expect(working({ from: a, until: b }) + working({ from: b, until: c })).toBeCloseTo(whole, 3);
        expect(whole).toBeGreaterThanOrEqual(0);
        expect(whole).toBeLessThanOrEqual((c.getTime() - a.getTime()) / 1000);
      }),
    );
  });

  test("of a day is all of it or nothing, by its weekday and the holidays", () => {
    fc.assert(
      fc.property(anyDay, anyZoneAtAll, anyHolidays, (day, zone, holidays) => {
        const stretch = instantsOf({ from: day, to: day }, zone);
        const isOff = weekdayOfNumber(dayNumber(day)) > 5 || holidays.includes(day);
        const length = (stretch.until.getTime() - stretch.from.getTime()) / 1000;
        expect(workingTime({ zone, holidays })(stretch)).toBe(isOff ? 0 : length);
        expect(workingTime({ zone, holidays: [...holidays, day] })(stretch)).toBe(0);
      }),
    );
  });
});
