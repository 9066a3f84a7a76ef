import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Reader } from "@/lib/auth/access.ts";
import { trendQuerySchema } from "@/lib/dashboard/filter-schema.ts";
import { readCompleted } from "@/lib/dashboard/queries/completed.ts";
import { completedSchema, FLOW_FIGURES, type Figure, type FlowFigure } from "@/lib/dashboard/schema.ts";
import { applyOverride } from "@/lib/overrides/apply.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";
import { MANAGER, storeProject, storeReader, VIEWER } from "@/tests/support/mirror.ts";
import { wireLabel, wireUser } from "@/tests/support/wire-issue.ts";
import { storeGone, storeLived } from "./lived-issues.ts";
import { expectParity } from "./parity.ts";

// Noon of 10 March in Berlin; days begin at 23:00 UTC there. The week before is 23 February to 1 March.
const clock = { now: new Date("2026-03-10T11:00:00Z"), zone: "Europe/Berlin" };
const WEEK = { from: "2026-03-02", to: "2026-03-08" };
/** Totals, those before, three of punctuality, one of what was reopened since; and five a point. */
const figuresOf = (points: number) => 5 + 5 + 3 + 1 + 5 * points;
let test: TestDatabase;

const closedAt = (at: string) => ({ state: "closed", closed_at: at, updated_at: at });
const february = { created_at: "2026-02-25T09:00:00.000Z" };
const long_ago = { created_at: "2026-02-01T09:00:00.000Z" };

beforeAll(async () => {
  test = await createTestDatabase();
  await storeReader(test.db, MANAGER);
  const shop = await storeProject(test.db);
  await storeLived(test.db, shop, [
    {
      issue: {
        ...{ iid: 1, created_at: "2026-03-03T09:00:00.000Z", ...closedAt("2026-03-04T22:59:59.999Z") },
        ...{ due_date: "2026-03-04", assignees: [wireUser(1), wireUser(2)] },
      },
    },
    {
      issue: {
        ...{ ...february, iid: 2, ...closedAt("2026-03-04T23:00:00.000Z"), due_date: "2026-03-04" },
        assignees: [wireUser(2)],
      },
    },
    {
      issue: { ...february, iid: 3, ...closedAt("2026-03-05T12:00:00.000Z"), labels: [wireLabel("wontfix")] },
    },
    { issue: { ...february, iid: 4, ...closedAt("2026-03-01T22:59:59.000Z"), due_date: "2026-02-28" } },
    {
      issue: { ...february, iid: 5, title: "twice reopened", updated_at: "2026-03-05T10:00:00.000Z" },
      told: [
        ["2026-03-02T10:00:00Z", "closed"],
        ["2026-03-03T10:00:00Z", "reopened"],
        ["2026-03-04T10:00:00Z", "closed"],
        ["2026-03-05T10:00:00Z", "reopened"],
      ],
    },
    {
      // Its creation is the first instant of the previous period.
      issue: { iid: 6, created_at: "2026-02-22T23:00:00.000Z", ...closedAt("2026-03-06T10:00:00.000Z") },
      told: [
        ["2026-02-24T10:00:00Z", "closed"],
        ["2026-02-25T10:00:00Z", "reopened"],
        ["2026-03-06T10:00:00Z", "closed"],
      ],
    },
    {
      issue: {
        ...{ iid: 7, title: "secret", confidential: true, created_at: "2026-03-02T09:00:00.000Z" },
        ...{ ...closedAt("2026-03-07T10:00:00.000Z"), due_date: "2026-03-08" },
      },
    },
    {
      issue: {
        iid: 8,
        title: "gone",
        created_at: "2026-03-03T09:00:00.000Z",
        ...closedAt("2026-03-04T09:00:00.000Z"),
      },
    },
    { issue: { ...february, iid: 9, state: "closed", closed_at: null, updated_at: "2026-03-06T09:00:00.000Z" } },
    {
      issue: { ...february, iid: 10, updated_at: "2026-03-10T10:30:00.000Z" },
      told: [
        ["2026-03-02T10:00:00Z", "closed"],
        ["2026-03-10T10:30:00Z", "reopened"],
      ],
    },
    {
      issue: {
        ...{ ...long_ago, iid: 11, title: "moved target", due_date: "2026-03-01" },
        ...closedAt("2026-03-08T12:00:00.000Z"),
      },
    },
    {
      // GitLab's clock is ahead of ours: tomorrow it says.
      issue: { iid: 12, created_at: "2026-03-11T00:00:00.000Z", updated_at: "2026-03-11T00:00:00.000Z" },
    },
  ]);
  await storeGone(test.db, shop, { title: "gone", at: "2026-03-05T09:00:00Z" });
  const { id: issueId } = await test.db.issue.findFirstOrThrow({ where: { title: "moved target" } });
  await applyOverride(test.db, { issueId, change: { target_date: "2026-03-08" }, reader: MANAGER });
});
afterAll(() => test.close());

async function ask(query: Record<string, string> = {}, reader: Reader = MANAGER) {
  const asked = { query: trendQuerySchema.parse({ ...WEEK, ...query }), reader, clock, pollIntervalMinutes: 5 };
  return completedSchema.parse(await readCompleted(test.db, asked));
}
const values = (figures: Record<FlowFigure, Figure>) => FLOW_FIGURES.map((flow) => figures[flow].value);

describe("What happened in a period", () => {
  it("is counted by local days of final close, creation and reopening, in all and in the period before", async () => {
    const { period, previous, total } = await ask();
    expect(period).toEqual(WEEK);
    expect(previous.period).toEqual({ from: "2026-02-23", to: "2026-03-01" });
    // Completed, closed not done, closed, created, reopened.
    expect(values(total)).toEqual([5, 1, 6, 2, 1]);
    expect(values(previous)).toEqual([1, 0, 1, 7, 1]);
  });

  it("goes by days, what was reopened twice in each of the days it was", async () => {
    const { bucket, points } = await ask();
    expect(bucket).toBe("day");
    expect(points.map(({ from, to, figures }) => [from, to, ...values(figures)])).toEqual([
      ["2026-03-02", "2026-03-02", 0, 0, 0, 1, 0],
      ["2026-03-03", "2026-03-03", 0, 0, 0, 1, 1],
      ["2026-03-04", "2026-03-04", 1, 0, 1, 0, 0],
      ["2026-03-05", "2026-03-05", 1, 1, 2, 0, 1],
      ["2026-03-06", "2026-03-06", 1, 0, 1, 0, 0],
      ["2026-03-07", "2026-03-07", 1, 0, 1, 0, 0],
      ["2026-03-08", "2026-03-08", 1, 0, 1, 0, 0],
    ]);
  });

  it("goes by ISO weeks, the first and the last cut off where the period is", async () => {
    const { points } = await ask({ from: "2026-02-25", to: "2026-03-10", bucket: "week" });
    expect(points.map(({ from, to, figures }) => [from, to, ...values(figures)])).toEqual([
      ["2026-02-25", "2026-03-01", 1, 0, 1, 6, 1],
      ["2026-03-02", "2026-03-08", 5, 1, 6, 2, 1],
      ["2026-03-09", "2026-03-10", 0, 0, 0, 0, 1],
    ]);
  });

  it("has points up to today, and in all also what GitLab dates later", async () => {
    const { points, total } = await ask({ from: "2026-03-09", to: "2026-03-12" });
    expect(points.map(({ from, figures }) => [from, figures.created.value])).toEqual([
      ["2026-03-09", 0],
      ["2026-03-10", 0],
    ]);
    expect(total.created.value).toBe(1);
    const later = await ask({ from: "2026-03-11", to: "2026-03-11" });
    expect([later.points, later.total.created.value]).toEqual([[], 1]);
  });

  it("is told which issues left completed since it began, also after it ended", async () => {
    const { since_reopened } = await ask();
    expect(since_reopened).toEqual({ value: 2, query: "reopened_from=2026-03-02" });
  });
});

describe("What was completed", () => {
  it("was on time up to the end of the day it was due, late after it, or without a day: nothing else", async () => {
    const { punctuality, total } = await ask();
    expect([punctuality.on_time.value, punctuality.late.value, punctuality.undated.value]).toEqual([3, 1, 1]);
    const { on_time, late, undated } = punctuality;
    expect(on_time.value + late.value + undated.value).toBe(total.completed.value);
    expect(late.query).toBe("late=true&completed_from=2026-03-02&completed_to=2026-03-08");
  });

  it("is credited to each of its assignees and counted once for both", async () => {
    expect((await ask({ assignee: "person-1" })).total.completed.value).toBe(1);
    expect((await ask({ assignee: "person-2" })).total.completed.value).toBe(2);
    expect((await ask({ assignee: "person-1,person-2" })).total.completed.value).toBe(2);
  });
});

describe("A viewer", () => {
  it("is told of no confidential issue", async () => {
    const { total, points, punctuality } = await ask({}, VIEWER);
    expect(values(total)).toEqual([4, 1, 5, 1, 1]);
    expect(points[5]?.figures.completed.value).toBe(0);
    expect(punctuality.on_time.value).toBe(2);
  });
});

describe("Under a filter", () => {
  it("by when issues were reopened, only those days of the period count", async () => {
    const { total, points, since_reopened } = await ask({ reopened_to: "2026-03-04" });
    expect(points.map(({ figures }) => figures.reopened.value)).toEqual([0, 1, 0, 0, 0, 0, 0]);
    expect([total.reopened.value, since_reopened.value]).toEqual([1, 1]);
    expect((await ask({ reopened_to: "2026-03-01" })).total.reopened).toMatchObject({ value: 0 });
  });

  it("by status gone, what was created and closed is what is gone now", async () => {
    expect(values((await ask({ status: "gone" })).total)).toEqual([0, 0, 1, 1, 0]);
    expect(values((await ask({ status: "completed" })).total)).toEqual([5, 0, 5, 2, 0]);
    expect(values((await ask({ status: "gone,completed" })).total)).toEqual([5, 0, 6, 3, 0]);
  });

  it.each<Record<string, string>>([
    {},
    { bucket: "month" },
    { bucket: "day", from: "2026-03-02" },
    { bucket: "day", from: "2026-03-09", to: "2026-03-12" },
    { assignee: "person-2" },
    { assignee: "!person-1" },
    { status: "gone" },
    { status: "gone,completed" },
    { status: "!completed" },
    { reopened_from: "2026-03-04" },
    { reopened_from: "2026-03-05", reopened_to: "2026-03-05" },
    { reopened_to: "2026-03-03" },
    { reopened_from: "2026-03-09" },
    { completed_from: "2026-03-05", completed_to: "2026-03-06" },
    { closed_from: "2026-03-05" },
    { created_to: "2026-03-02" },
    { late: "true" },
    { late: "false" },
    { due: "none" },
    { has_close: "false" },
    { label: "wontfix" },
    { q: "issue" },
  ])("every figure is the total of its list: %j", async (query) => {
    for (const reader of [VIEWER, MANAGER]) {
      const answer = await ask({ from: "2026-02-25", to: "2026-03-10", bucket: "week", ...query }, reader);
      expect(await expectParity(test.db, answer, { reader, clock })).toBe(figuresOf(answer.points.length));
    }
  });
});

describe("What the answer says of itself", () => {
  it("says of the period and of the one before it by themselves from when they are whole", async () => {
    expect(await ask()).toMatchObject({ incomplete_before: null, previous: { incomplete_before: null } });
    await test.db.project.updateMany({ data: { historyFrom: new Date("2026-03-01T00:00:00Z") } });
    const { incomplete_before, previous } = await ask();
    expect(incomplete_before).toBeNull();
    expect(previous.incomplete_before).toBe("2026-03-02");
    expect((await ask({ from: "2026-03-01" })).incomplete_before).toBe("2026-03-02");
  });

  it("refuses a period that is cut too finely", async () => {
    await expect(ask({ from: "2020-01-01", bucket: "day" })).rejects.toThrow("more than 400 points by day");
  });
});
