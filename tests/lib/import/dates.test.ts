import { expect, test } from "vitest";
import { guessDateFormat, isCertain, otherDate, readDate } from "@/lib/import/dates.ts";

test.each([
  ["2026-03-04", "iso", "2026-03-04"],
  ["2026-03-04", "m/d/y", "2026-03-04"],
  ["3/4/2026", "d/m/y", "2026-04-03"],
  ["3/4/2026", "m/d/y", "2026-03-04"],
  ["03/04/26", "d/m/y", "2026-04-03"],
  ["4.3.2026", "d.m.y", "2026-03-04"],
  ["29/02/2028", "d/m/y", "2028-02-29"],
  ["29/02/2026", "d/m/y", null],
  ["2026-02-30", "iso", null],
  ["31.4.2026", "d.m.y", null],
  ["12/25/2026", "d/m/y", null],
  ["4.3.2026", "d/m/y", null],
  ["3/4/2026", "iso", null],
  ["next week", "d/m/y", null],
  ["3/4/126", "d/m/y", null],
] as const)("%s as %s is %s", (text, format, day) => {
  expect(readDate(text, format)).toBe(day);
});

test.each([
  [["2026-03-04", "2026-12-01"], "iso"],
  [["3/4/2026", "25/12/2026"], "d/m/y"],
  [["3/4/2026", "12/25/2026"], "m/d/y"],
  [["4.3.2026", "tomorrow"], "d.m.y"],
  [["3/4/2026"], "d/m/y"],
  [[], "iso"],
] as const)("dates such as %j are guessed to be %s", (texts, format) => {
  expect(guessDateFormat(texts)).toBe(format);
});

test("the other day that a date could mean is told, where there is one", () => {
  expect(otherDate("3/4/2026", "d/m/y")).toBe("2026-03-04");
  expect(otherDate("3/4/2026", "m/d/y")).toBe("2026-04-03");
  expect(otherDate("5/5/2026", "d/m/y")).toBeNull();
  expect(otherDate("25/12/2026", "d/m/y")).toBeNull();
  expect(otherDate("4.3.2026", "d.m.y")).toBeNull();
});

test("a file says itself which of day and month stands first, where one date can be read in one way only", () => {
  expect(isCertain(["3/4/2026", "25/12/2026"], "d/m/y")).toBe(true);
  expect(isCertain(["3/4/2026"], "d/m/y")).toBe(false);
  expect(isCertain(["25/12/2026", "12/25/2026"], "d/m/y")).toBe(false);
  expect(isCertain(["3.4.2026"], "d.m.y")).toBe(true);
});
