import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  cycleSeconds,
  cycleStretches,
  firstEntry,
  knownTime,
  lastEntry,
  leadSeconds,
  type Step,
} from "@/lib/definitions/cycle.ts";
import { daysOf } from "@/lib/definitions/definitions.ts";
import { workingTime } from "@/lib/definitions/working-time.ts";
import { ISSUE_STATUSES, type IssueStatus } from "@/lib/status/schema.ts";

/** Noon of a day of March 2026; a number with a fraction is a time of that day. */
const on = (day: number) => new Date(Date.UTC(2026, 2, 1, 12) + (day - 1) * 86_400_000);
type Row = [day: number, to: IssueStatus, provisional?: "provisional"];
const stepsOf = (rows: readonly Row[]): Step[] =>
  rows.map(([day, to, provisional]) => ({ to, changedAt: on(day), provisional: provisional !== undefined }));
const endsOf = (steps: readonly Step[]) => {
  const last = steps.at(-1) ?? null;
  return {
    startedAt: knownTime(firstEntry(steps)),
    completedAt: last?.to === "completed" ? knownTime(last) : null,
  };
};
const CREATED: Row = [1, "not_started"];

describe("the cycle time", () => {
  const cases: [string, Row[], number | null][] = [
    ["one go", [CREATED, [2, "in_progress"], [5, "completed"]], 3],
    ["a wait for somebody", [CREATED, [2, "in_progress"], [3, "blocked"], [4, "in_progress"], [6, "completed"]], 4],
    ["an issue blocked from the start", [CREATED, [2, "blocked"], [6, "completed"]], 4],
    [
      "work that was put back",
      [CREATED, [2, "in_progress"], [3, "not_started"], [5, "in_progress"], [6, "completed"]],
      4,
    ],
    [
      "a reopening, without the days closed",
      [CREATED, [2, "in_progress"], [5, "completed"], [9, "in_progress"], [10, "completed"]],
      4,
    ],
    [
      "a reopening into not started",
      [CREATED, [2, "in_progress"], [5, "completed"], [9, "not_started"], [10, "completed"]],
      4,
    ],
    [
      "two reopenings, one of them from closed, not done",
      [
        CREATED,
        [2, "in_progress"],
        [3, "closed_not_done"],
        [5, "blocked"],
        [6, "completed"],
        [8, "blocked"],
        [9, "completed"],
      ],
      3,
    ],
    [
      "a closed issue that is marked as not done for a while",
      [CREATED, [2, "in_progress"], [3, "completed"], [4, "closed_not_done"], [6, "in_progress"], [7, "completed"]],
      2,
    ],
    [
      "a start only after the first close",
      [CREATED, [2, "completed"], [4, "not_started"], [5, "in_progress"], [8, "completed"]],
      3,
    ],
    ["a label swap, which is one row", [CREATED, [2.5, "in_progress"], [3.5, "blocked"], [4.5, "completed"]], 2],
    [
      "an override that put it into work before any label did",
      [CREATED, [2, "in_progress"], [4, "blocked"], [6, "completed"]],
      4,
    ],
    ["no start at all", [CREATED, [5, "completed"]], null],
    ["an unknown start", [CREATED, [2, "in_progress", "provisional"], [5, "completed"]], null],
    [
      "an unknown start, though a later entry is known",
      [CREATED, [2, "blocked", "provisional"], [3, "completed"], [4, "blocked"], [5, "completed"]],
      null,
    ],
    [
      "an unknown reopening",
      [CREATED, [2, "in_progress"], [3, "completed"], [4, "blocked", "provisional"], [5, "completed"]],
      null,
    ],
    ["an unknown close", [CREATED, [2, "in_progress"], [5, "completed", "provisional"]], null],
    ["what was not done", [CREATED, [2, "in_progress"], [5, "closed_not_done"]], null],
    ["what is still in progress", [CREATED, [2, "in_progress"]], null],
    [
      "what was reopened and is not closed again",
      [CREATED, [2, "in_progress"], [5, "completed"], [6, "in_progress"]],
      null,
    ],
  ];

  it.each(cases)("of %s", (_, rows, days) => {
    const steps = stepsOf(rows);
    const seconds = cycleSeconds(endsOf(steps), steps);
    expect(seconds === null ? null : daysOf(seconds)).toBe(days);
  });

  it("is nothing, and never less, where GitLab dates the close before the start", () => {
    const steps = stepsOf([CREATED, [5, "in_progress"], [6, "completed"]]);
    expect(cycleSeconds({ startedAt: on(5), completedAt: on(4) }, steps)).toBe(0);
    expect(cycleSeconds({ startedAt: on(5), completedAt: on(5) }, steps)).toBe(0);
  });

  it("ends at the final close even where its row is a moment earlier", () => {
    const steps = stepsOf([CREATED, [2, "in_progress"], [4.5, "completed"]]);
    expect(cycleSeconds({ startedAt: on(2), completedAt: on(5) }, steps)).toBe(3 * 86_400);
  });

  it("in working time is that of its stretches", () => {
    // Monday to Friday, closed over the weekend and Monday, then Tuesday to Wednesday.
    const steps = stepsOf([CREATED, [2, "in_progress"], [6, "completed"], [10, "blocked"], [11, "completed"]]);
    const stretches = cycleStretches(endsOf(steps), steps) ?? [];
    expect(stretches).toEqual([
      { from: on(2), until: on(6) },
      { from: on(10), until: on(11) },
    ]);
    const working = workingTime({ zone: "UTC", holidays: ["2026-03-04"] });
    expect(daysOf(stretches.reduce((sum, stretch) => sum + working(stretch), 0))).toBe(4);
  });

  test("is at most the time from start to close, and less exactly by what was closed in between", () => {
    const anyStep = fc.record({
      to: fc.constantFrom(...ISSUE_STATUSES.filter((status) => status !== "gone")),
      changedAt: fc.integer({ min: 0, max: 1_000 }).map((minute) => new Date(on(2).getTime() + minute * 60_000)),
      provisional: fc.constant(false),
    });
    const anyMinute = fc.integer({ min: 1, max: 1_200 }).map((minute) => new Date(on(2).getTime() + minute * 60_000));
    fc.assert(
      fc.property(fc.uniqueArray(anyStep, { selector: (step) => step.changedAt.getTime() }), anyMinute, (some, end) => {
        const steps = some.toSorted((a, b) => a.changedAt.getTime() - b.changedAt.getTime());
        const seconds = cycleSeconds({ startedAt: on(2), completedAt: end }, steps) ?? NaN;
        expect(seconds).toBe(60 * openMinutes(steps, on(2), end));
      }),
    );
  });
});

/** Counted minute by minute: those after which the issue was never closed, and those that a later reopening does not end. */
function openMinutes(steps: readonly Step[], start: Date, end: Date): number {
  const between = steps.filter(({ changedAt }) => changedAt > start && changedAt < end);
  const isClosed = (step: Step | undefined) => step?.to === "completed" || step?.to === "closed_not_done";
  const lastOpen = between.findLast((step) => !isClosed(step))?.changedAt ?? start;
  let minutes = 0;
  for (let at = start.getTime(); at < end.getTime(); at += 60_000) {
    const before = between.findLast(({ changedAt }) => changedAt.getTime() <= at);
    if (!isClosed(before) || at >= lastOpen.getTime()) minutes += 1;
  }
  return minutes;
}

describe("the entry into work in progress", () => {
  it("that counts for its age is the last one from not started or closed", () => {
    const rows: Row[] = [CREATED, [2, "in_progress"], [3, "not_started"], [4, "blocked"], [6, "in_progress"]];
    expect(knownTime(lastEntry(stepsOf(rows)))).toEqual(on(4));
    const reopened: Row[] = [...rows, [7, "completed"], [8, "blocked"], [9, "in_progress"]];
    expect(knownTime(lastEntry(stepsOf(reopened)))).toEqual(on(8));
    expect(knownTime(firstEntry(stepsOf(reopened)))).toEqual(on(2));
  });

  it("is none where the issue is not in progress now", () => {
    expect(lastEntry(stepsOf([CREATED, [2, "in_progress"], [3, "not_started"]]))).toBeNull();
    expect(lastEntry([])).toBeNull();
    expect(firstEntry(stepsOf([CREATED]))).toBeNull();
  });

  it("has no known time where it is provisional, and is never taken for the creation", () => {
    const steps = stepsOf([CREATED, [4, "in_progress", "provisional"], [5, "blocked"]]);
    expect(lastEntry(steps)).toMatchObject({ to: "in_progress", changedAt: on(4) });
    expect(knownTime(lastEntry(steps))).toBeNull();
    expect(knownTime(firstEntry(steps))).toBeNull();
  });
});

test("the lead time goes from creation to the final close, and is not known without one", () => {
  expect(leadSeconds({ createdAt: on(1), completedAt: on(10) })).toBe(9 * 86_400);
  expect(leadSeconds({ createdAt: on(1), completedAt: null })).toBeNull();
  expect(leadSeconds({ createdAt: on(2), completedAt: on(1) })).toBe(0);
});
