import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { isOverdue } from "@/lib/definitions/definitions.ts";
import { addDays, instantsOf, isoWeek, startOfDay } from "@/lib/definitions/days.ts";
import { median, p85, percentile } from "@/lib/definitions/percentile.ts";
import { jsonRows, sql } from "@/lib/db/sql.ts";
import { isLate, isOverdue as isOverdueInSql } from "@/lib/issues/where.ts";
import { ISSUE_STATUSES } from "@/lib/status/schema.ts";
import { localDay } from "@/lib/time.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { anyDay, anyInstant, anyZone, ODD_ZONES, ZONES } from "./arbitraries.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const SEED = 20_261_123;

test("percentiles are Postgres' own, to the last bit", async () => {
  const anyValues = fc.array(
    fc.oneof(fc.integer({ min: 0, max: 9_000_000 }), fc.double({ min: 0, max: 1e7, noNaN: true })),
    {
      maxLength: 12,
    },
  );
  const samples = fc.sample(fc.tuple(anyValues, fc.double({ min: 0, max: 1, noNaN: true })), {
    numRuns: 300,
    seed: SEED,
  });
  const rows = samples.map(([values, share], n) => ({ values, share, n }));
  const theirs = z
    .array(z.object({ median: z.number().nullable(), p85: z.number().nullable(), any: z.number().nullable() }))
    .parse(
      await database.db.$queryRaw(sql`
        select figures.* from jsonb_to_recordset(${jsonRows(rows)}) as s(values float8[], share float8, n int),
          lateral (
            select percentile_cont(0.5) within group (order by value) as median,
              percentile_cont(0.85) within group (order by value) as p85,
              percentile_cont(s.share) within group (order by value) as any
            from unnest(s.values) value
          ) figures
        order by n`),
    );
  const ours = samples.map(([values, share]) => ({
    median: median(values),
    p85: p85(values),
    any: percentile(values, share),
  }));
  expect(ours).toEqual(theirs);
  expect(ours.filter((figures) => figures.median === null).length).toBeGreaterThan(0);
});

test("ISO weeks are Postgres' own", async () => {
  const turns = ["2015", "2016", "2020", "2021", "2024", "2027"].flatMap((year) => [`${year}-12-31`, `${year}-01-01`]);
  const days = [...turns, ...fc.sample(anyDay, { numRuns: 500, seed: SEED })];
  const theirs = z
    .array(z.object({ week: z.string() }))
    .parse(
      await database.db.$queryRaw(
        sql`select to_char(day::date, 'IYYY-"W"IW') as week from unnest(${days}::text[]) with ordinality d(day, n) order by n`,
      ),
    );
  expect(days.map(isoWeek)).toEqual(theirs.map(({ week }) => week));
});

test("local days and their ends are Postgres' own, so that a figure and its list can be reckoned by either", async () => {
  const samples = fc.sample(fc.record({ instant: anyInstant, zone: anyZone }), { numRuns: 500, seed: SEED });
  const rows = samples.map((sample, n) => ({ ...sample, n }));
  const theirs = z.array(z.object({ day: z.string(), from: z.date(), until: z.date() })).parse(
    await database.db.$queryRaw(sql`
        select day::text, day::timestamp at time zone zone as from, (day + 1)::timestamp at time zone zone as until
        from jsonb_to_recordset(${jsonRows(rows)}) as r(instant timestamptz, zone text, n int),
          lateral (select (instant at time zone zone)::date as day) local
        order by n`),
  );
  const ours = rows.map(({ instant, zone }) => {
    const day = localDay(instant, zone);
    return { day, ...instantsOf({ from: day, to: day }, zone) };
  });
  expect(ours).toEqual(theirs);
});

test("the condition that lists overdue issues is the definition", async () => {
  const due = fc.option(anyInstant, { nil: null });
  const anyCase = fc.record({ status: fc.constantFrom(...ISSUE_STATUSES), now: anyInstant, zone: anyZone, other: due });
  const cases = fc.sample(anyCase, { numRuns: 60, seed: SEED }).flatMap(({ status, now, zone, other }) => {
    const today = localDay(now, zone);
    const days = [today, localDay(new Date(now.getTime() - 86_400_000), zone), other && localDay(other, zone)];
    return days.map((day) => ({ status, clock: { now, zone }, due: day }));
  });
  const theirs = [];
  for (const { status, clock, due: day } of cases) {
    const rows = await database.db.$queryRaw(sql`
      select ${isOverdueInSql(clock)} is true as overdue
      from (select ${status}::text as status, ${day}::date as due_date, null::date as target_date) i`);
    theirs.push(z.tuple([z.object({ overdue: z.boolean() })]).parse(rows)[0].overdue);
  }
  expect(cases.map(({ clock, ...issue }) => isOverdue(issue, clock))).toEqual(theirs);
  expect(new Set(theirs).size).toBe(2);
});

/** Here the clocks went back at these moments, over a midnight that had passed already: the evening of a day that had ended came again. */
const EVENINGS_AGAIN: Record<string, string> = {
  "America/St_Johns": "2010-11-07T02:31:00Z",
  "America/Goose_Bay": "2010-11-07T03:01:00Z",
  "Antarctica/Casey": "2010-03-04T15:00:00Z",
};
const ANYWHERE = fc.sample(anyInstant, { numRuns: 40, seed: SEED });

test("the condition that lists what was late is the definition, also where an evening comes again", async () => {
  const [told, missedByTheWall] = [new Set<boolean>(), new Set<boolean>()];
  for (const zone of [...ZONES, ...ODD_ZONES, ...Object.keys(EVENINGS_AGAIN)]) {
    const rows = completionsIn(zone).map((row, n) => ({ ...row, n }));
    const theirs = z.array(z.object({ late: z.boolean() })).parse(
      await database.db.$queryRaw(sql`
        select ${isLate({ zone })} as late
        from jsonb_to_recordset(${jsonRows(rows)}) as i(completed_at timestamptz, due_date date, target_date date, n int)
        order by n`),
    );
    const ours = rows.map(({ completed_at, due_date }) => ({
      late: completed_at >= startOfDay(addDays(due_date, 1), zone),
      byTheWall: localDay(completed_at, zone) > due_date,
    }));
    expect(theirs, zone).toEqual(ours.map(({ late }) => ({ late })));
    for (const { late, byTheWall } of ours) {
      told.add(late);
      if (late !== byTheWall) missedByTheWall.add(late);
    }
  }
  expect([told, missedByTheWall]).toEqual([new Set([true, false]), new Set([true])]);
});

/** Completed about when it was due, to the day and to the millisecond, and every few minutes of an evening that comes again. */
function completionsIn(zone: string): { completed_at: Date; due_date: string }[] {
  const back = EVENINGS_AGAIN[zone];
  const evening = Array.from(
    { length: back ? 73 : 0 },
    (_, n) => new Date(Date.parse(back ?? "") + (n - 36) * 300_000),
  );
  return [...ANYWHERE, ...evening].flatMap((instant) =>
    [-1, 0, 1].flatMap((off) => {
      const due_date = addDays(localDay(instant, zone), off);
      const next = startOfDay(addDays(due_date, 1), zone);
      return [instant, new Date(next.getTime() - 1), next].map((completed_at) => ({ completed_at, due_date }));
    }),
  );
}
