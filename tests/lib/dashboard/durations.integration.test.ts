import * as fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { durationQuerySchema } from "@/lib/dashboard/filter-schema.ts";
import { readCycleTime } from "@/lib/dashboard/queries/cycle-time.ts";
import { readLeadTime } from "@/lib/dashboard/queries/lead-time.ts";
import { readLived } from "@/lib/dashboard/queries/lived.ts";
import { calendarTime, lengthOf } from "@/lib/dashboard/queries/worked.ts";
import { sql } from "@/lib/db/sql.ts";
import { cycleStretches } from "@/lib/definitions/cycle.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";
import { MANAGER, storeProject, VIEWER } from "@/tests/support/mirror.ts";
import { wireLabel } from "@/tests/support/wire-issue.ts";
import { clock, HOLIDAYS, storeLived, type Lived } from "./done-issues.ts";
import { expectParity } from "./parity.ts";

const ISSUES = 120;
const LABELS = 30;
const QUARTER = { from: "2026-01-01", to: "2026-03-31", bucket: "month" };
const JANUARY = Date.parse("2026-01-01T00:00:00Z");
const QUARTER_MS = 89 * 86_400_000;

const anyAt = fc.integer({ min: 0, max: QUARTER_MS }).map((ms) => new Date(JANUARY + ms).toISOString());
const anyTurns = fc.array(fc.tuple(anyAt, fc.constantFrom("Doing", "Blocked", "state")), { maxLength: 14 });
const secondsRows = z.array(z.object({ id: z.uuid(), cycle_seconds: z.number().nullable() }));

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  const projectId = await storeProject(test.db);
  const samples = fc.sample(fc.tuple(anyTurns, anyAt), { numRuns: ISSUES, seed: 20_261_123 });
  const lived = samples.map(([turns, closed], index): Lived => {
    const events = eventsOf(turns.filter(([at]) => at < closed));
    const shown = { state: "closed", closed_at: closed, updated_at: closed, labels: [wireLabel(`l${index % LABELS}`)] };
    return { iid: index + 1, created_at: new Date(JANUARY).toISOString(), ...shown, events };
  });
  await storeLived(test.db, projectId, lived);
});
afterAll(() => test.close());

/** What is turned on at first and off again: labels that come and go, closings and reopenings. */
function eventsOf(turns: readonly (readonly [string, "Doing" | "Blocked" | "state"])[]): Lived["events"] {
  const isOn = new Map<string, boolean>();
  return turns
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([at, what]) => {
      const on = !(isOn.get(what) ?? false);
      isOn.set(what, on);
      if (what === "state") return [at, on ? "closed" : "reopened"];
      return [at, `${on ? "+" : "-"}${what}`];
    });
}

const cycleTime = (query: Record<string, string>, reader = MANAGER) =>
  readCycleTime(test.db, {
    query: durationQuerySchema.parse({ ...QUARTER, ...query }),
    ...{ reader, clock, pollIntervalMinutes: 5, holidays: HOLIDAYS },
  });

async function keptSeconds(): Promise<Map<string, number | null>> {
  const rows = await test.db.$queryRaw(sql`select id, cycle_seconds from issues where completed_at is not null`);
  return new Map(secondsRows.parse(rows).map(({ id, cycle_seconds: seconds }) => [id, seconds]));
}

it("the stretches of the calendar are the seconds that are kept, also read from the steps alone that they depend on", async () => {
  const kept = await keptSeconds();
  const known = [...kept.values()].filter((seconds) => seconds !== null);
  expect(known.length).toBeGreaterThan(40);
  expect(new Set(known).size).toBeGreaterThan(40);
  const between = sql`e.changed_at > i.started_at and e.changed_at < i.completed_at`;
  for (const steps of [sql`true`, between]) {
    const lived = await readLived(test.db, { issues: sql`i.completed_at is not null`, steps });
    const reckoned = lived.map((issue) => {
      const stretches = cycleStretches(issue, issue.steps);
      return [issue.id, stretches && lengthOf(stretches, calendarTime)] as const;
    });
    expect(new Map(reckoned)).toEqual(kept);
  }
  const closedBetween = await readLived(test.db, { issues: sql`i.cycle_seconds is not null`, steps: between });
  expect(closedBetween.filter(({ steps }) => steps.some(({ to }) => to === "completed")).length).toBeGreaterThan(20);
});

it.each(["calendar", "working"])("what took longest in %s time adds up to the millisecond", async (time) => {
  const kept = await keptSeconds();
  const { longest, total } = await cycleTime({ time });
  expect(total.known.value).toBe([...kept.values()].filter((seconds) => seconds !== null).length);
  expect(longest).toHaveLength(10);
  for (const one of longest) {
    if (time === "calendar") expect(one.seconds).toBe(kept.get(one.id));
    expect(inMs(one.in_progress_seconds, one.blocked_seconds, one.not_started_seconds)).toBe(inMs(one.seconds));
  }
  expect(longest.some((one) => one.not_started_seconds > 0 && one.blocked_seconds > 0)).toBe(true);
  const seconds = longest.map((one) => one.seconds);
  expect(seconds).toEqual(seconds.toSorted((a, b) => b - a));
});

const inMs = (...seconds: number[]) => seconds.reduce((sum, one) => sum + Math.round(one * 1000), 0);

it("there are twenty rows at most, and it is said that there are more", async () => {
  const { groups } = await cycleTime({});
  expect(groups.label).toMatchObject({ more: true });
  expect(groups.label.rows).toHaveLength(20);
  expect(groups.project).toMatchObject({ more: false, rows: [{ value: "acme/shop" }] });
  const counts = groups.label.rows.map(({ completed }) => completed.value);
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
});

it("every figure of either answer lists its issues", async () => {
  const cycle = await cycleTime({ time: "working" }, VIEWER);
  const lead = await readLeadTime(test.db, {
    query: durationQuerySchema.parse({ ...QUARTER, label: "!l1", from: "2026-02-10" }),
    ...{ reader: MANAGER, clock, pollIntervalMinutes: 5, holidays: [] },
  });
  expect(await expectParity(test.db, cycle, { reader: VIEWER, clock })).toBeGreaterThan(100);
  expect(await expectParity(test.db, lead, { reader: MANAGER, clock })).toBeGreaterThan(100);
});
