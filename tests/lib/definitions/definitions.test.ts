import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  coverageOf,
  daysOf,
  daysOverdue,
  dueOf,
  incompleteBefore,
  isInProgressMoreThan,
  isOpen,
  isOverdue,
  isStale,
  isWip,
  mirrorAgeSeconds,
  staleAfterSeconds,
  wipAgeSeconds,
} from "@/lib/definitions/definitions.ts";
import { addDays } from "@/lib/definitions/days.ts";
import { ISSUE_STATUSES } from "@/lib/status/schema.ts";
import { anyInstant, anyZone } from "./arbitraries.ts";

const at = (text: string) => new Date(text);

describe("of the statuses", () => {
  it("three are open, two of these are work in progress, and no closed one is", () => {
    expect(ISSUE_STATUSES.filter(isOpen)).toEqual(["not_started", "in_progress", "blocked"]);
    expect(ISSUE_STATUSES.filter(isWip)).toEqual(["in_progress", "blocked"]);
  });
});

describe("the age of work in progress", () => {
  const wipSince = at("2026-03-02T09:00:00Z");

  it.each([
    ["in_progress", "2026-03-02T09:00:00Z", 0],
    ["in_progress", "2026-03-02T09:00:00.500Z", 0.5],
    ["blocked", "2026-03-05T15:00:00Z", 3.25 * 86_400],
    ["in_progress", "2026-03-02T08:59:59Z", 0],
  ] as const)("of an issue that is %s at %s is %d s", (status, now, age) => {
    expect(wipAgeSeconds({ status, wipSince }, at(now))).toBe(age);
  });

  it("is not known without a start, and there is none outside of work in progress", () => {
    const now = at("2026-03-05T15:00:00Z");
    expect(wipAgeSeconds({ status: "in_progress", wipSince: null }, now)).toBeNull();
    for (const status of ISSUE_STATUSES.filter((one) => !isWip(one))) {
      expect(wipAgeSeconds({ status, wipSince }, now)).toBeNull();
    }
  });

  it.each([
    ["2026-03-07T08:59:59.999Z", false],
    ["2026-03-07T09:00:00.000Z", false],
    ["2026-03-07T09:00:00.001Z", true],
  ])("at %s is more than 5 days: %s", (now, isMore) => {
    expect(isInProgressMoreThan(5, { status: "in_progress", wipSince }, at(now))).toBe(isMore);
  });

  it("is never more than any number of days where the start is not known", () => {
    expect(isInProgressMoreThan(0, { status: "blocked", wipSince: null }, at("2030-01-01T00:00:00Z"))).toBe(false);
  });

  it("counts 86,400 seconds a day over a change of the clocks too", () => {
    const [before, after] = [at("2026-03-28T12:00:00+01:00"), at("2026-03-29T12:00:00+02:00")];
    expect(daysOf(wipAgeSeconds({ status: "in_progress", wipSince: before }, after) ?? NaN)).toBe(23 / 24);
  });
});

describe("due", () => {
  it.each([
    ["2026-03-17", "2026-03-10", "2026-03-17"],
    ["2026-03-03", "2026-03-10", "2026-03-03"],
    [null, "2026-03-10", "2026-03-10"],
    [null, null, null],
  ])("with the target date %s and GitLab's %s is %s", (targetDate, dueDate, due) => {
    expect(dueOf({ targetDate, dueDate })).toBe(due);
  });
});

describe("an open issue that is due on 4 March 2026", () => {
  const issue = { status: "not_started", due: "2026-03-04" } as const;

  it.each([
    ["Pacific/Pago_Pago", "2026-03-05T10:59:59.999Z", "2026-03-05T11:00:00Z"],
    ["Pacific/Kiritimati", "2026-03-04T09:59:59.999Z", "2026-03-04T10:00:00Z"],
    ["Europe/Berlin", "2026-03-04T22:59:59.999Z", "2026-03-04T23:00:00Z"],
    ["America/New_York", "2026-03-05T04:59:59.999Z", "2026-03-05T05:00:00Z"],
    ["Asia/Kathmandu", "2026-03-04T18:14:59.999Z", "2026-03-04T18:15:00Z"],
    ["UTC", "2026-03-04T23:59:59.999Z", "2026-03-05T00:00:00Z"],
  ])("in %s is not overdue at %s, and is by one day at %s", (zone, last, first) => {
    expect([last, first].map((now) => isOverdue(issue, { now: at(now), zone }))).toEqual([false, true]);
    expect([last, first].map((now) => daysOverdue(issue, { now: at(now), zone }))).toEqual([null, 1]);
  });
});

it("nothing that is closed, gone or without a due date is ever overdue", () => {
  const clock = { now: at("2026-03-10T12:00:00Z"), zone: "UTC" };
  expect(ISSUE_STATUSES.filter((status) => isOverdue({ status, due: "2020-01-01" }, clock))).toEqual(
    ISSUE_STATUSES.filter(isOpen),
  );
  expect(ISSUE_STATUSES.filter((status) => isOverdue({ status, due: null }, clock))).toEqual([]);
});

test("what is overdue stays so until it is closed or dated anew, and by no fewer days", () => {
  const due = fc.integer({ min: -400, max: 400 }).map((days) => addDays("2026-03-29", days));
  fc.assert(
    fc.property(due, anyZone, fc.tuple(anyInstant, anyInstant), (day, zone, instants) => {
      const [earlier, later] = instants.toSorted((a, b) => a.getTime() - b.getTime());
      const issue = { status: "blocked", due: day } as const;
      const [before, after] = [earlier, later].map((now) => daysOverdue(issue, { now: now ?? new Date(0), zone }));
      expect(after ?? 0).toBeGreaterThanOrEqual(before ?? 0);
      if (before !== null) expect(before).toBeGreaterThan(0);
    }),
  );
});

test("coverage counts the issues with a recorded start among all of them", () => {
  expect(coverageOf([])).toEqual({ known: 0, total: 0 });
  expect(coverageOf([{ startedAt: at("2026-03-01T00:00:00Z") }, { startedAt: null }])).toEqual({ known: 1, total: 2 });
});

describe("the mirror", () => {
  const now = at("2026-11-22T12:00:00Z");

  it("is as old as the project that was polled completely the longest ago", () => {
    const polls = [at("2026-11-22T11:59:00Z"), at("2026-11-22T11:49:59.500Z"), at("2026-11-22T11:58:00Z")];
    expect(mirrorAgeSeconds(polls, now)).toBe(600);
    expect(mirrorAgeSeconds([], now)).toBeNull();
    expect(mirrorAgeSeconds([at("2026-11-22T12:00:01Z")], now)).toBe(0);
  });

  it("is stale after two poll intervals, not at them", () => {
    expect(staleAfterSeconds(5)).toBe(600);
    expect([599, 600, 601].map((age) => isStale(age, 5))).toEqual([false, false, true]);
  });
});

describe("a figure that reaches back", () => {
  const zone = "Europe/Berlin";
  const historyFrom = [at("2026-03-06T14:00:00+01:00"), null, at("2025-12-01T09:00:00+01:00")];

  it.each([
    ["2026-03-01T00:00:00+01:00", "2026-03-07"],
    ["2026-03-06T00:00:00+01:00", "2026-03-07"],
    ["2026-03-06T14:00:00+01:00", null],
    ["2026-03-07T00:00:00+01:00", null],
  ])("to %s is incomplete before: %s", (reach, day) => {
    expect(incompleteBefore({ reach: at(reach), historyFrom, zone })).toBe(day);
  });

  it("is incomplete before the very day on which history begins at midnight", () => {
    const midnight = [at("2026-03-06T00:00:00+01:00")];
    expect(incompleteBefore({ reach: at("2026-03-05T23:59:59+01:00"), historyFrom: midnight, zone })).toBe(
      "2026-03-06",
    );
    expect(incompleteBefore({ reach: at("2026-03-06T00:00:00+01:00"), historyFrom: midnight, zone })).toBeNull();
  });

  it("is whole where every project is known from its beginning", () => {
    expect(incompleteBefore({ reach: at("1990-01-01T00:00:00Z"), historyFrom: [null, null], zone })).toBeNull();
    expect(incompleteBefore({ reach: at("1990-01-01T00:00:00Z"), historyFrom: [], zone })).toBeNull();
  });
});
