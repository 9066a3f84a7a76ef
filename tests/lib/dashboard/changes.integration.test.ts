import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changesQuerySchema } from "@/lib/dashboard/filter-schema.ts";
import { readChanges } from "@/lib/dashboard/queries/changes.ts";
import { CHANGE_FIGURES, changesSchema } from "@/lib/dashboard/schema.ts";
import { sql } from "@/lib/db/sql.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";
import { applyAll, MANAGER, storeProject, VIEWER } from "@/tests/support/mirror.ts";
import { wireIssue } from "@/tests/support/wire-issue.ts";
import { anyFilter } from "../issues/filter-arbitraries.ts";
import { expectParity } from "./parity.ts";
import { retarget, storeTeam, TEAM_CLOCK } from "./team.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  await storeTeam(test.db);
  // Twice is once; a moment too early; and what went from completed to gone was not reopened.
  await storeReopening(2, "2026-03-03T10:00:00Z", "in_progress");
  await storeReopening(2, "2026-03-05T10:00:00Z", "not_started");
  await storeReopening(4, "2026-03-01T22:59:59.999Z", "not_started");
  await storeReopening(5, "2026-03-05T10:00:00Z", "gone");
  await storeDueDate(4, "2026-03-02T10:00:00Z");
  await storeDueDate(5, "2026-03-01T23:00:00Z");
  await storeDueDate(1, "2026-03-01T22:59:59.999Z");
  await retarget(test.db, 12, [
    ["2026-03-20", "2026-03-03T10:00:00Z"],
    ["2026-03-25", "2026-03-04T10:00:00Z"],
    ["2026-04-10", "2026-03-05T10:00:00Z"],
  ]);
  await retarget(test.db, 13, [
    ["2026-03-15", "2026-02-20T10:00:00Z"],
    ["2026-03-18", "2026-03-03T10:00:00Z"],
    ["2026-03-10", "2026-03-04T10:00:00Z"],
  ]);
  await retarget(test.db, 14, [
    ["2026-03-15", "2026-02-20T10:00:00Z"],
    ["2026-05-01", "2026-03-01T22:59:59.999Z"],
    ["2026-04-01", "2026-03-03T10:00:00Z"],
  ]);
  await retarget(test.db, 4, [
    ["2026-03-12", "2026-03-02T10:00:00Z"],
    ["2026-03-16", "2026-03-03T10:00:00Z"],
    [null, "2026-03-05T10:00:00Z"],
  ]);
  for (const iid of [3, 7, 11]) {
    await retarget(test.db, iid, [
      ["2026-03-20", "2026-03-01T10:00:00Z"],
      ["2026-12-01", "2026-03-02T10:00:00Z"],
    ]);
  }
});
afterAll(() => test.close());

async function storeReopening(iid: number, at: string, to: string) {
  await test.db.$executeRaw(sql`
    insert into issue_status_events (issue_id, from_status, to_status, changed_at, source)
    select id, 'completed', ${to}, ${new Date(at)}, 'backfill' from issues where iid = ${iid}`);
}

async function storeDueDate(iid: number, at: string) {
  await test.db.$executeRaw(sql`
    insert into issue_field_events (issue_id, field, from_value, to_value, changed_at)
    select id, 'due_date', 'null', '"2026-03-30"', ${new Date(at)} from issues where iid = ${iid}`);
}

async function read(query: Record<string, string> = {}, reader = MANAGER) {
  const asked = { query: changesQuerySchema.parse(query), reader, clock: TEAM_CLOCK, pollIntervalMinutes: 5 };
  const answer = await readChanges(test.db, asked);
  expect(changesSchema.parse(answer)).toEqual(answer);
  expect(await expectParity(test.db, answer, { reader, clock: TEAM_CLOCK })).toBe(CHANGE_FIGURES.length);
  return answer;
}

async function numbers(query: Record<string, string> = {}, reader = MANAGER) {
  const { figures } = await read(query, reader);
  return Object.fromEntries(CHANGE_FIGURES.map((name) => [name, figures[name].value]));
}

async function slipped(query: Record<string, string> = {}, reader = MANAGER) {
  const { slipped: moved } = await read(query, reader);
  return moved.map(({ reference, times, first_target, target }) => `${reference} ${times} ${first_target} ${target}`);
}

const SINCE = { since: "2026-03-02" };

describe("What changed", () => {
  it("since a day began, each issue once in each figure", async () => {
    expect(await numbers(SINCE)).toEqual({
      ...{ created: 1, started: 1, completed: 3, closed_not_done: 1, reopened: 1, redated: 7, newly_overdue: 1 },
    });
  });

  it("lacks confidential issues for a viewer", async () => {
    expect(await numbers(SINCE, VIEWER)).toEqual({
      ...{ created: 1, started: 1, completed: 2, closed_not_done: 1, reopened: 1, redated: 6, newly_overdue: 1 },
    });
  });

  it("since the Monday before today, where no day is said", async () => {
    expect((await read()).since).toBe("2026-03-09");
    expect(await numbers()).toEqual({
      ...{ created: 1, started: 0, completed: 0, closed_not_done: 1, reopened: 0, redated: 0, newly_overdue: 1 },
    });
  });

  it("is told of the days before it, and of none to come", async () => {
    expect(await numbers({ since: "2026-03-01" })).toMatchObject({ created: 14, started: 2, reopened: 2, redated: 8 });
    expect(Object.values(await numbers({ since: "2026-03-11" }))).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(await slipped({ since: "2026-03-11" })).toEqual([]);
  });

  it("is told of the issues of a filter, reopened in its days and in those", async () => {
    expect(await numbers({ ...SINCE, assignee: "person-2" })).toEqual({
      ...{ created: 1, started: 1, completed: 1, closed_not_done: 0, reopened: 1, redated: 1, newly_overdue: 1 },
    });
    expect(await numbers({ ...SINCE, reopened_to: "2026-03-01" })).toMatchObject({ reopened: 0, created: 0 });
    expect(await numbers({ since: "2026-03-04", reopened_to: "2026-03-03" })).toMatchObject({
      reopened: 0,
      created: 1,
    });
  });

  it("says whether that is whole", async () => {
    await test.db.project.updateMany({ data: { historyFrom: new Date("2026-03-02T10:00:00Z") } });
    expect((await read(SINCE)).incomplete_before).toBe("2026-03-03");
    expect((await read()).incomplete_before).toBeNull();
    await test.db.project.updateMany({ data: { historyFrom: null } });
  });
});

describe("What slipped", () => {
  it("is open and was moved to a later day since, the furthest first, without a target any more last", async () => {
    expect(await slipped(SINCE)).toEqual([
      "acme/shop#3 1 2026-03-20 2026-12-01",
      "acme/shop#12 2 2026-03-20 2026-04-10",
      "acme/shop#13 1 2026-03-15 2026-03-10",
      "acme/shop#4 1 2026-03-12 null",
    ]);
  });

  it("is measured from the first move since", async () => {
    expect(await slipped({ since: "2026-03-01", assignee: "none,twin,me,!person-3" })).toEqual([
      "acme/shop#12 2 2026-03-20 2026-04-10",
      "acme/shop#13 1 2026-03-15 2026-03-10",
      "acme/shop#4 1 2026-03-12 null",
    ]);
    expect((await slipped({ since: "2026-03-01" }))[2]).toBe("acme/shop#14 1 2026-03-15 2026-04-01");
    expect((await slipped({ since: "2026-03-05" }))[0]).toBe("acme/shop#12 1 2026-03-25 2026-04-10");
  });

  it("shows a viewer no confidential issue, and nobody the notes", async () => {
    expect((await slipped(SINCE, VIEWER))[0]).toBe("acme/shop#12 2 2026-03-20 2026-04-10");
    const { slipped: moved } = await read(SINCE);
    expect(Object.keys(moved[0] ?? {}).toSorted()).toEqual([
      ...["assignees", "confidential", "first_target", "id", "reference", "status", "target", "times", "title"],
    ]);
  });

  it("is cut after twenty", async () => {
    const web = await storeProject(test.db, 8, "acme/web");
    const iids = Array.from({ length: 22 }, (_, place) => place + 101);
    await applyAll(
      test.db,
      web,
      iids.map((iid) => wireIssue({ iid, project_id: 8 })),
    );
    for (const iid of iids) {
      await retarget(test.db, iid, [
        ["2026-03-20", "2026-03-03T10:00:00Z"],
        [`2026-05-${iid - 91}`, "2026-03-04T10:00:00Z"],
      ]);
    }
    const moved = await slipped({ ...SINCE, project: "acme/web" });
    expect(moved).toHaveLength(20);
    expect([moved[0], moved[19]]).toEqual([
      "acme/web#122 1 2026-03-20 2026-05-31",
      "acme/web#103 1 2026-03-20 2026-05-12",
    ]);
  });
});

it("Every figure is the total of its list, whatever the filter and whoever reads", async () => {
  const names = {
    people: ["person-1", "person-2", "person-3", "twin", "me", "nobody-here"],
    ...{ projects: ["acme/shop", "8"], labels: ["Doing", "wontfix"], milestones: ["Q1"] },
  };
  const since = fc.constantFrom("2026-02-20", "2026-03-02", "2026-03-05", "2026-03-09", "2026-03-10");
  const anyone = fc.constantFrom(MANAGER, VIEWER);
  let changed = 0;
  await fc.assert(
    fc.asyncProperty(anyFilter(names, { without: ["as_of"], most: 3 }), since, anyone, async (filter, day, reader) => {
      const { figures } = await read({ ...filter, since: day }, reader);
      changed += Object.values(figures).filter(({ value }) => value > 0).length;
    }),
    // Chance alone may draw filters that nothing meets: the whole is always among them.
    {
      numRuns: 40,
      examples: [
        [{}, "2026-02-20", MANAGER],
        [{}, "2026-02-20", VIEWER],
      ],
    },
  );
  expect(changed).toBeGreaterThan(20);
});
