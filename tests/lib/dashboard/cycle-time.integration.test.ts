import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { durationQuerySchema } from "@/lib/dashboard/filter-schema.ts";
import { readCycleTime } from "@/lib/dashboard/queries/cycle-time.ts";
import { durationSchema, type Durations, type Spread } from "@/lib/dashboard/schema.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";
import { MANAGER, VIEWER } from "@/tests/support/mirror.ts";
import { clock, FEBRUARY, HOLIDAYS, MARCH, otherBug, storeDoneIssues } from "./done-issues.ts";
import { expectParity } from "./parity.ts";

const DAY_S = 86_400;
const HOUR_S = 3_600;
let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
  await storeDoneIssues(test.db);
});
afterAll(() => test.close());

async function read(query: Record<string, string> = {}, reader = MANAGER): Promise<Durations> {
  const answer = await readCycleTime(test.db, {
    query: durationQuerySchema.parse({ ...MARCH, ...query }),
    ...{ reader, clock, pollIntervalMinutes: 5, holidays: HOLIDAYS },
  });
  return durationSchema.parse(answer);
}

const told = ({ completed, known, unknown, median_seconds: median, p85_seconds: p85 }: Spread) => [
  completed.value,
  known.value,
  unknown.value,
  median && inMs(median),
  p85 && inMs(p85),
];
/** Between two issues a percentile may miss the last bit. */
const inMs = (seconds: number) => Math.round(seconds * 1000) / 1000;
const rowsOf = (group: Durations["groups"]["project"]) =>
  group.rows.map((row) => [row.name, told(row), told(row.previous)]);

describe("cycle time", () => {
  it("rests on the completed issues whose start is known, and says of how many it is not", async () => {
    const { total, previous, bucket, time } = await read();
    expect(told(total)).toEqual([5, 3, 2, 6 * DAY_S, 1_031_220]);
    expect(told(previous)).toEqual([2, 1, 1, 2 * DAY_S, 2 * DAY_S]);
    expect({ bucket, time }).toEqual({ bucket: "day", time: "calendar" });
  });

  it("of a viewer knows nothing of what is confidential", async () => {
    const answer = await read({}, VIEWER);
    expect(told(answer.total)).toEqual([4, 2, 2, 475_200, 505_440]);
    expect(answer.longest.map(({ title }) => title)).toEqual(["Six days and four closed", "Five days"]);
    expect(answer.groups.label.rows.map(({ name }) => name)).not.toContain("Blocked");
  });

  it("says of the period before which it is, and from when that is known whole", async () => {
    const { previous, incomplete_before: here } = await read();
    expect(previous).toMatchObject({ period: FEBRUARY, incomplete_before: "2026-02-10" });
    expect(here).toBeNull();
  });

  it("is told by the week of the final close, where the organisation is", async () => {
    const { points } = await read({ bucket: "week" });
    expect(points.map(({ from, to, ...spread }) => [from, to, ...told(spread).slice(0, 4)])).toEqual([
      ["2026-03-01", "2026-03-01", 0, 0, 0, null],
      ["2026-03-02", "2026-03-08", 0, 0, 0, null],
      ["2026-03-09", "2026-03-15", 2, 2, 0, 475_200],
      ["2026-03-16", "2026-03-22", 3, 1, 2, 1_251_000],
      ["2026-03-23", "2026-03-29", 0, 0, 0, null],
      ["2026-03-30", "2026-03-31", 0, 0, 0, null],
    ]);
    const { points: days } = await read();
    const done = days.filter(({ completed }) => completed.value > 0).map(({ from }) => from);
    expect(done).toEqual(["2026-03-09", "2026-03-13", "2026-03-17", "2026-03-18", "2026-03-20"]);
  });

  it("of a period without anything is nothing, and so are its points", async () => {
    const later = await read({ from: "2026-06-01", to: "2026-06-30" });
    expect(told(later.total)).toEqual([0, 0, 0, null, null]);
    expect(later).toMatchObject({ points: [], longest: [], groups: { project: { rows: [], more: false } } });
  });

  it("counts what was closed after today by a clock ahead of ours in the period, and in none of its points", async () => {
    const early = { now: new Date("2026-03-12T10:00:00Z"), zone: clock.zone };
    const query = durationQuerySchema.parse(MARCH);
    const asked = { query, reader: MANAGER, clock: early, pollIntervalMinutes: 5, holidays: [] };
    const { total, points } = await readCycleTime(test.db, asked);
    expect(total.completed.value).toBe(5);
    expect(points.at(-1)?.to).toBe("2026-03-12");
    expect(points.reduce((sum, { completed }) => sum + completed.value, 0)).toBe(1);
  });
});

describe("cycle time by project, label and engineer", () => {
  it("is of each project, most completed first, with the period before", async () => {
    const { groups } = await read();
    expect(rowsOf(groups.project)).toEqual([
      ["acme/shop", [3, 2, 1, 475_200, 505_440], [2, 1, 1, 172_800, 172_800]],
      ["acme/web", [2, 1, 1, 1_251_000, 1_251_000], [0, 0, 0, null, null]],
    ]);
    expect(groups.project).toMatchObject({ more: false, rows: [{ value: "acme/shop" }, { value: "acme/web" }] });
  });

  it("is of each title of labels, an issue with two labels of it counted once, and of what has no label", async () => {
    const { groups } = await read();
    const rows = groups.label.rows.map((row) => [
      row.value?.toLowerCase() ?? null,
      row.name.toLowerCase(),
      ...told(row),
    ]);
    expect(rows.map((row) => row.slice(0, 6))).toEqual([
      ["bug", "bug", 3, 3, 0, 6 * DAY_S],
      ["doing", "doing", 2, 2, 0, 475_200],
      [null, "no label", 2, 0, 2, null],
      ["blocked", "blocked", 1, 1, 0, 1_251_000],
    ]);
    expect(groups.label.rows.map(({ previous }) => previous.completed.value)).toEqual([1, 1, 1, 0]);
  });

  it("is credited to those who were assigned at the close, each of them, whoever is now", async () => {
    const { groups } = await read();
    expect(rowsOf(groups.engineer)).toEqual([
      ["Person 1", [2, 2, 0, 841_500, 1_128_150], [1, 1, 0, 172_800, 172_800]],
      ["Person 2", [2, 2, 0, 475_200, 505_440], [1, 0, 1, null, null]],
      ["Me Myself", [1, 0, 1, null, null], [0, 0, 0, null, null]],
      ["Nobody", [1, 0, 1, null, null], [0, 0, 0, null, null]],
    ]);
    const me = await test.db.gitlabUser.findFirstOrThrow({ where: { username: "me" } });
    expect(groups.engineer.rows.map(({ value }) => value)).toEqual(["person-1", "person-2", me.id, null]);
    expect(groups.engineer.rows.at(-1)?.completed.query).toContain("completed_by=none");
  });

  it("of those whom the filter names has no rows of others", async () => {
    const byAda = await read({ completed_by: "person-1" });
    expect(rowsOf(byAda.groups.engineer)).toEqual([
      ["Person 1", [2, 2, 0, 841_500, 1_128_150], [1, 1, 0, 172_800, 172_800]],
    ]);
    const orNobody = await read({ completed_by: "person-1,none" });
    expect(orNobody.groups.engineer.rows.map(({ name }) => name)).toEqual(["Person 1", "Nobody"]);
    const bugs = await read({ label: "bug" });
    expect(bugs.groups.label.rows.map((row) => [row.name.toLowerCase(), row.completed.value])).toEqual([["bug", 3]]);
    expect(bugs.groups.engineer.rows.map(({ name }) => name)).toEqual(["Person 1", "Person 2"]);
    const nowBens = await read({ assignee: "person-2" });
    expect(rowsOf(nowBens.groups.engineer)).toEqual([
      ["Person 2", [2, 2, 0, 475_200, 505_440], [1, 0, 1, null, null]],
      ["Person 1", [1, 1, 0, 432_000, 432_000], [1, 1, 0, 172_800, 172_800]],
    ]);
  });

  it("of one of several labels of a title is called by its id, since the title would mean them all", async () => {
    const { id } = await test.db.label.findFirstOrThrow({ where: { gitlabLabelId: otherBug.id } });
    const answer = await read({ label: id });
    expect(answer.groups.label.rows.map(({ value, completed }) => [value, completed.value])).toEqual([[id, 1]]);
    expect(await expectParity(test.db, answer, { reader: MANAGER, clock })).toBeGreaterThan(100);
  });
});

describe("in working time", () => {
  it("is what lies in working days of the same stretches", async () => {
    const answer = await read({ time: "working" });
    expect(told(answer.total)).toEqual([5, 3, 2, 131 * HOUR_S, 714_780]);
    expect(told(answer.previous)).toEqual([2, 1, 1, 48 * HOUR_S, 48 * HOUR_S]);
    expect(answer.groups.engineer.rows.map((row) => row.median_seconds)).toEqual([539_100, 365_400, null, null]);
    expect(answer.longest.map(spent)).toEqual([
      ["Confidential, laid aside, after midnight in Berlin", 227.5, 48, 131.5, 48],
      ["Six days and four closed", 131, 107, 24, 0],
      ["Five days", 72, 72, 0, 0],
    ]);
  });
});

const spent = (one: Durations["longest"][number]) => [
  one.title,
  ...[one.seconds, one.in_progress_seconds, one.blocked_seconds, one.not_started_seconds].map((s) => s / HOUR_S),
];

describe("what took longest", () => {
  it("is told with where the time went, without the time spent closed", async () => {
    const { longest } = await read();
    expect(longest.map(spent)).toEqual([
      ["Confidential, laid aside, after midnight in Berlin", 347.5, 48, 251.5, 48],
      ["Six days and four closed", 144, 120, 24, 0],
      ["Five days", 120, 120, 0, 0],
    ]);
    expect(longest[1]).toMatchObject({
      ...{ reference: "acme/shop#2", status: "completed", completed_at: "2026-03-13T12:00:00.000Z" },
      assignees: [{ username: "person-2" }],
    });
  });
});

describe("every figure", () => {
  it.each<[Record<string, string>]>([
    [{}],
    [{ bucket: "week", time: "working" }],
    [{ assignee: "person-2", bucket: "month" }],
    [{ completed_by: "person-1,none", bucket: "month" }],
    [{ completed_by: "!person-1", label: "!bug", bucket: "month" }],
    [{ label: "BUG,none", bucket: "month" }],
    [{ label: "none", project: "!acme/web", bucket: "month" }],
    [{ has_cycle: "false", completed_from: "2026-03-18", bucket: "month" }],
    [{ has_close: "false", bucket: "month" }],
    [{ status: "completed,in_progress", bucket: "month" }],
    [{ status: "gone", bucket: "month" }],
    [{ q: "closed", bucket: "month" }],
  ])("lists its issues under %j, for a manager and a viewer", async (query) => {
    for (const reader of [MANAGER, VIEWER]) {
      const answer = await read(query, reader);
      expect(await expectParity(test.db, answer, { reader, clock })).toBeGreaterThan(6);
    }
  });
});
