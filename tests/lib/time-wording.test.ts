import { expect, test } from "vitest";
import { dayInWords, durationInWords, exactTime, relativeTime } from "@/lib/time-wording.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  [0, "0 s"],
  [-5, "0 s"],
  [59.9, "59 s"],
  [60, "1 min"],
  [HOUR - 1, "59 min"],
  [HOUR, "1 h"],
  [DAY - 1, "23 h"],
  [DAY, "1 d"],
  [30 * DAY - 1, "29 d"],
  [30 * DAY, "1 mo"],
  [365 * DAY - 1, "12 mo"],
  [365 * DAY, "1 y"],
  [800 * DAY, "2 y"],
])("%d seconds are %s", (seconds, words) => {
  expect(durationInWords(seconds)).toBe(words);
});

test("an instant is told from now, before and after it", () => {
  const now = new Date("2026-11-22T10:00:00Z");
  expect(relativeTime("2026-11-22T09:59:01Z", now)).toBe("just now");
  expect(relativeTime("2026-11-22T09:57:00Z", now)).toBe("3 min ago");
  expect(relativeTime(new Date("2026-11-24T12:00:00Z"), now)).toBe("in 2 d");
  expect(relativeTime("2026-11-22T10:00:30Z", now)).toBe("just now");
});

test("the exact time names its zone", () => {
  expect(exactTime("2026-11-22T20:30:05Z", "UTC")).toBe("22 Nov 2026, 20:30:05 UTC");
  expect(exactTime("2026-11-22T20:30:05Z")).toBe("23 Nov 2026, 02:15:05 GMT+5:45");
});

test("a plain date is the same day in every zone", () => {
  expect(dayInWords("2026-01-01")).toBe("1 Jan 2026");
  expect(dayInWords("22026-11-03")).toBe("22026-11-03");
});
