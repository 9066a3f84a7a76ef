import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Reader } from "@/lib/auth/access.ts";
import { trendQuerySchema } from "@/lib/dashboard/filter-schema.ts";
import { readSummary } from "@/lib/dashboard/queries/summary.ts";
import { summarySchema, SUMMARY_FIGURES, type Summary, type SummaryFigure } from "@/lib/dashboard/schema.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";
import { MANAGER, storeProject, storeReader, VIEWER } from "@/tests/support/mirror.ts";
import { wireLabel, wireUser } from "@/tests/support/wire-issue.ts";
import { storeGone, storeLived } from "./lived-issues.ts";
import { expectParity } from "./parity.ts";

// Noon of 10 March in Berlin; days begin at 23:00 UTC there.
const clock = { now: new Date("2026-03-10T11:00:00Z"), zone: "Europe/Berlin" };
const DAYS = { from: "2026-03-05", to: "2026-03-09" };
const [DOING, BLOCKED] = [wireLabel("Doing"), wireLabel("Blocked")];
let test: TestDatabase;

const base = { created_at: "2026-02-01T09:00:00.000Z", updated_at: "2026-03-09T12:00:00.000Z" };
const closedAt = (at: string) => ({ state: "closed", closed_at: at, updated_at: at });

beforeAll(async () => {
  test = await createTestDatabase();
  await storeReader(test.db, MANAGER);
  const shop = await storeProject(test.db, 7, "acme/shop");
  await storeProject(test.db, 8, "acme/empty");
  await storeLived(test.db, shop, [
    { issue: { ...base, iid: 1, due_date: "2026-03-09", assignees: [wireUser(1)] } },
    { issue: { ...base, iid: 2, labels: [DOING] }, told: [["2026-03-06T10:00:00Z", "+Doing"]] },
    { issue: { ...base, iid: 3, created_at: "2026-03-07T10:00:00.000Z" } },
    { issue: { ...base, iid: 4, title: "gone on 8 March" } },
    // When it was labelled nobody told: not later than its last update.
    { issue: { ...base, iid: 5, labels: [DOING], updated_at: "2026-03-07T12:00:00.000Z", due_date: "2026-03-10" } },
    // The first instant of 6 March.
    { issue: { ...base, iid: 6, labels: [BLOCKED] }, told: [["2026-03-05T23:00:00Z", "+Blocked"]] },
    { issue: { ...base, iid: 7, ...closedAt("2026-03-08T10:00:00.000Z") } },
    {
      issue: { ...base, iid: 8, title: "secret", confidential: true, labels: [DOING] },
      told: [["2026-02-02T10:00:00Z", "+Doing"]],
    },
    {
      issue: { ...base, iid: 9, title: "reopened" },
      told: [
        ["2026-02-10T10:00:00Z", "closed"],
        ["2026-03-09T09:00:00Z", "reopened"],
      ],
    },
    { issue: { ...base, iid: 10, ...closedAt("2026-03-05T10:00:00.000Z"), labels: [wireLabel("wontfix")] } },
    { issue: { ...base, iid: 11, state: "closed", closed_at: null, updated_at: "2026-02-20T10:00:00.000Z" } },
    { issue: { ...base, iid: 12, title: "gone before all that" } },
  ]);
  await storeGone(test.db, shop, { title: "gone on 8 March", at: "2026-03-08T10:00:00Z" });
  await storeGone(test.db, shop, { title: "gone before all that", at: "2026-03-01T10:00:00Z" });
});
afterAll(() => test.close());

async function ask(query: Record<string, string> = {}, reader: Reader = MANAGER): Promise<Summary> {
  const asked = { query: trendQuerySchema.parse({ ...DAYS, ...query }), reader, clock, pollIntervalMinutes: 5 };
  return summarySchema.parse(await readSummary(test.db, asked));
}

/** How it was at the end of 4 March and of each day of the period. */
function course({ figures }: Summary, name: SummaryFigure): (number | undefined)[] {
  const { before, trend } = figures[name];
  return [before?.value, ...(trend ?? []).map(({ value }) => value)];
}

describe("What is open now", () => {
  it("is told by status and by due date, due today not overdue, gone issues in nothing", async () => {
    const { figures } = await ask();
    expect(SUMMARY_FIGURES.map((name) => [name, figures[name].value])).toEqual([
      ["in_progress", 3],
      ["blocked", 1],
      ["not_started", 3],
      ["open", 7],
      ["overdue", 1],
      ["no_due_date", 5],
      ["completed", 1],
      ["closed_not_done", 1],
    ]);
  });

  it("has no past where it is about due dates", async () => {
    const { overdue, no_due_date: undated } = (await ask()).figures;
    expect([overdue.before, overdue.trend, undated.before, undated.trend]).toEqual([null, null, null, null]);
  });
});

describe("How it stood at the end of each day", () => {
  it("counts what has gone since, not what was created since, and provisional changes at their latest time", async () => {
    const summary = await ask();
    expect(course(summary, "not_started")).toEqual([7, 6, 4, 4, 2, 3]);
    expect(course(summary, "in_progress")).toEqual([1, 1, 2, 3, 3, 3]);
    expect(course(summary, "blocked")).toEqual([0, 0, 1, 1, 1, 1]);
    expect(course(summary, "open")).toEqual([8, 7, 7, 8, 6, 7]);
    expect(summary.figures.open.trend?.[0]).toMatchObject({ from: "2026-03-05", to: "2026-03-05" });
    expect(summary.figures.open.before?.query).toBe("status=not_started,in_progress,blocked&as_of=2026-03-04");
  });

  it("ends with how it stands now where the period ends today", async () => {
    const { figures } = await ask({ to: "2026-03-10" });
    for (const name of ["in_progress", "blocked", "not_started", "open"] as const) {
      expect(figures[name].trend?.at(-1)?.value).toBe(figures[name].value);
    }
  });

  it("goes by week to the last day of each", async () => {
    const { figures } = await ask({ from: "2026-02-23", to: "2026-03-10", bucket: "week" });
    expect(figures.open.before?.value).toBe(9);
    expect(figures.open.trend?.map(({ from, to, value }) => [from, to, value])).toEqual([
      ["2026-02-23", "2026-03-01", 8],
      ["2026-03-02", "2026-03-08", 6],
      ["2026-03-09", "2026-03-10", 7],
    ]);
  });

  it("is of the statuses of then that the filter lets through", async () => {
    const summary = await ask({ status: "in_progress,completed" });
    expect(course(summary, "not_started")).toEqual([0, 0, 0, 0, 0, 0]);
    expect(course(summary, "open")).toEqual([1, 1, 2, 3, 3, 3]);
    expect(course(await ask({ status: "!blocked" }), "open")).toEqual([8, 7, 6, 7, 5, 6]);
  });

  it("is of the issues that the filter's other parts let through", async () => {
    expect(course(await ask({ created_to: "2026-03-01" }), "not_started")).toEqual([7, 6, 4, 3, 1, 2]);
    expect(course(await ask({ project: "acme/empty" }), "open")).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it("is not told under a filter by what an issue is now", async () => {
    const { figures } = await ask({ assignee: "person-1" });
    expect(figures.open).toMatchObject({ value: 1, before: null, trend: null });
    expect(figures.completed.trend).toHaveLength(5);
  });
});

describe("What was closed in the period", () => {
  it("goes by the day of its close, beside that of the period before", async () => {
    const summary = await ask();
    expect(summary.previous).toEqual({ from: "2026-02-28", to: "2026-03-04" });
    expect(course(summary, "completed")).toEqual([0, 0, 0, 0, 1, 0]);
    expect(course(summary, "closed_not_done")).toEqual([0, 1, 0, 0, 0, 0]);
    expect(summary.unknown_close).toEqual({ value: 1, query: "has_close=false" });
  });
});

describe("A viewer", () => {
  it("is told of no confidential issue, now or then", async () => {
    const summary = await ask({}, VIEWER);
    expect(summary.figures.in_progress.value).toBe(2);
    expect(course(summary, "in_progress")).toEqual([0, 0, 1, 2, 2, 2]);
  });
});

describe("Under any filter", () => {
  it.each<Record<string, string>>([
    {},
    { bucket: "week" },
    { from: "2026-01-01" },
    { from: "2026-03-09", to: "2026-03-12" },
    { from: "2026-03-11", to: "2026-03-12" },
    { project: "acme/shop" },
    { project: "!acme/shop" },
    { status: "in_progress,completed" },
    { status: "!blocked" },
    { status: "gone" },
    { status: "gone,blocked" },
    { created_from: "2026-02-01", created_to: "2026-02-01" },
    { created_from: "2026-03-01" },
    { assignee: "none" },
    { overdue: "true" },
    { has_close: "false" },
    { reopened_from: "2026-03-01" },
    { completed_to: "2026-03-07" },
  ])("every figure is the total of its list: %j", async (query) => {
    for (const reader of [VIEWER, MANAGER]) {
      const answer = await ask(query, reader);
      const trends = Object.values(answer.figures).flatMap(({ before, trend }) => [before, ...(trend ?? [])]);
      const figures = SUMMARY_FIGURES.length + 1 + trends.filter((figure) => figure !== null).length;
      expect(await expectParity(test.db, answer, { reader, clock })).toBe(figures);
    }
  });
});

describe("Whether 0 in progress says anything", () => {
  it("is known where something is in work, or a label of an open issue could put it there", async () => {
    expect((await ask()).has_wip_rule).toBe(true);
    // Nothing of this filter is in work; the labels are those of all open issues.
    expect((await ask({ status: "completed" })).has_wip_rule).toBe(true);
  });

  it("is not where no open issue carries such a label", async () => {
    const other = await createTestDatabase();
    try {
      const labels = [wireLabel("bug")];
      const project = await storeProject(other.db);
      await storeLived(other.db, project, [
        { issue: { ...base, iid: 1, labels } },
        { issue: { ...base, iid: 2, ...closedAt("2026-03-05T10:00:00.000Z"), labels: [DOING] } },
      ]);
      const asked = { query: trendQuerySchema.parse({}), reader: VIEWER, clock, pollIntervalMinutes: 5 };
      expect(await readSummary(other.db, asked)).toMatchObject({ has_wip_rule: false });
    } finally {
      await other.close();
    }
  });
});
