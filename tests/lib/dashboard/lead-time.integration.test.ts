import { afterAll, beforeAll, expect, it } from "vitest";
import { durationQuerySchema } from "@/lib/dashboard/filter-schema.ts";
import { readLeadTime } from "@/lib/dashboard/queries/lead-time.ts";
import { durationSchema, type Durations, type Spread } from "@/lib/dashboard/schema.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";
import { MANAGER, VIEWER } from "@/tests/support/mirror.ts";
import { clock, HOLIDAYS, MARCH, storeDoneIssues } from "./done-issues.ts";
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
  const answer = await readLeadTime(test.db, {
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
const spent = (one: Durations["longest"][number]) => [
  one.title,
  ...[one.seconds, one.in_progress_seconds, one.blocked_seconds, one.not_started_seconds].map((s) => s / HOUR_S),
];

it("is of all completed issues, of known start or not", async () => {
  const { total, previous } = await read();
  expect(told(total)).toEqual([5, 5, 0, 11 * DAY_S, 1_770_120]);
  expect(told(previous)).toEqual([2, 2, 0, 2 * DAY_S, 233_280]);
  expect(told((await read({}, VIEWER)).total)).toEqual([4, 4, 0, 777_600, 1_758_240]);
});

it("is told by point, project, label and engineer", async () => {
  const { points, groups } = await read({ bucket: "week" });
  expect(points.map(({ median_seconds: median }) => median)).toEqual([null, null, 9 * DAY_S, 1_337_400, null, null]);
  expect(groups.project.rows.map(({ name, median_seconds: median }) => [name, median])).toEqual([
    ["acme/shop", 7 * DAY_S],
    ["acme/web", 1_878_300],
  ]);
  const nobody = groups.engineer.rows.find(({ value }) => value === null);
  expect(nobody).toMatchObject({ name: "Nobody", median_seconds: 28 * DAY_S, known: { value: 1 } });
  const unlabelled = groups.label.rows.find(({ value }) => value === null);
  expect(unlabelled).toMatchObject({ median_seconds: 1_252_800, previous: { median_seconds: DAY_S } });
});

it("of what took longest is told with time spent closed, which is in no status", async () => {
  const { longest } = await read();
  expect(longest.map(spent)).toEqual([
    ["Never in work", 28 * 24, 0, 0, 28 * 24],
    ["Confidential, laid aside, after midnight in Berlin", 371.5, 48, 251.5, 72],
    ["Six days and four closed", 11 * 24, 120, 24, 24],
    ["Five days", 7 * 24, 120, 0, 48],
    ["Closed by an event alone", 24, 0, 0, 24],
  ]);
  expect((await read({}, VIEWER)).longest.map(({ title }) => title)).not.toContain(longest[1]?.title);
});

it("in working time is what lies in working days between creation and the final close", async () => {
  const { total, previous, longest } = await read({ time: "working" });
  expect(told(total)).toEqual([5, 5, 0, 192 * HOUR_S, 1_176_120]);
  // Sunday noon to Wednesday; and from the last millisecond of a Friday into Saturday.
  expect(told(previous).slice(0, 4)).toEqual([2, 2, 0, inMs((61 * HOUR_S + 0.001) / 2)]);
  expect(longest.map(spent)).toEqual([
    ["Never in work", 456, 0, 0, 456],
    ["Confidential, laid aside, after midnight in Berlin", 240.5, 48, 131.5, 61],
    ["Six days and four closed", 192, 107, 24, 24],
    ["Five days", 120, 72, 0, 48],
    ["Closed by an event alone", 24, 0, 0, 24],
  ]);
});

it("is nothing where an issue was completed before it was created, by clocks that disagree", async () => {
  const { id, createdAtGitlab } = await test.db.issue.findFirstOrThrow({
    where: { title: "Closed by an event alone" },
  });
  const later = new Date("2026-03-18T12:00:05.000Z");
  await test.db.issue.update({ where: { id }, data: { createdAtGitlab: later } });
  for (const time of ["calendar", "working"]) {
    const { longest } = await read({ time });
    expect(longest.at(-1)).toMatchObject({ id, seconds: 0, in_progress_seconds: 0, not_started_seconds: 0 });
  }
  await test.db.issue.update({ where: { id }, data: { createdAtGitlab } });
});

it.each<[Record<string, string>]>([
  [{}],
  [{ time: "working", bucket: "week" }],
  [{ assignee: "person-2", bucket: "month" }],
  [{ completed_by: "!person-1", bucket: "month" }],
  [{ status: "completed", bucket: "month" }],
  [{ status: "!completed", bucket: "month" }],
  [{ has_close: "false", bucket: "month" }],
  [{ has_cycle: "true", bucket: "month" }],
])("every figure lists its issues under %j, for a manager and a viewer", async (query) => {
  for (const reader of [MANAGER, VIEWER]) {
    expect(await expectParity(test.db, await read(query, reader), { reader, clock })).toBeGreaterThan(6);
  }
});
