import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engineersQuerySchema } from "@/lib/dashboard/filter-schema.ts";
import { readEngineers } from "@/lib/dashboard/queries/engineers.ts";
import { engineersSchema, type EngineerRow } from "@/lib/dashboard/schema.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";
import { MANAGER, VIEWER } from "@/tests/support/mirror.ts";
import { anyFilter } from "../issues/filter-arbitraries.ts";
import { expectParity } from "./parity.ts";
import { storeCrowd, storeTeam, TEAM_CLOCK } from "./team.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  await storeTeam(test.db);
});
afterAll(() => test.close());

async function read(query: Record<string, string> = {}, reader = MANAGER) {
  const asked = { query: engineersQuerySchema.parse(query), reader, clock: TEAM_CLOCK, pollIntervalMinutes: 5 };
  const answer = await readEngineers(test.db, asked);
  expect(engineersSchema.parse(answer)).toEqual(answer);
  const figures = await expectParity(test.db, answer, { reader, clock: TEAM_CLOCK });
  expect(figures).toBe(8 * (answer.rows.length + 1));
  return answer;
}

/** Open, not started, in progress, blocked, wip, overdue, of unknown start; completed, of them approximate; the oldest. */
function numbers(row: Omit<EngineerRow, "person">) {
  const { open, not_started, in_progress, blocked, wip, overdue, unknown_start, completed, approximate, oldest } = row;
  const standing = [open, not_started, in_progress, blocked, wip, overdue, unknown_start].map(({ value }) => value);
  return [standing.join(" "), `${completed.value} ${approximate}`, oldest?.reference ?? "-"].join(" | ");
}

async function table(query: Record<string, string> = {}, reader = MANAGER) {
  const { rows, total } = await read(query, reader);
  return [...rows.map((row) => `${row.person?.name ?? "nobody"}: ${numbers(row)}`), `total: ${numbers(total)}`];
}

const ADA = "Ada: 1 0 1 0 1 0 0 | 1 0 | acme/shop#1";
const BEN = "Ben: 2 1 1 0 1 1 0 | 2 1 | acme/shop#1";
const CID = "Cid: 1 0 0 1 1 0 1 | 1 0 | -";
const NOBODY = "nobody: 2 1 1 0 1 0 0 | 1 0 | acme/shop#5";
const UNDONE = "0 0 0 0 0 0 0";

describe("What each engineer has", () => {
  it("counts what is shared for each of them, what is closed for whoever had it then, and each issue once in the total", async () => {
    expect(await table()).toEqual([
      ...[BEN, ADA, CID, "Una Twin: 1 0 1 0 1 0 1 | 0 0 | -"],
      ...["Mei: 1 1 0 0 0 0 0 | 0 0 | -", "Ulf Twin: 1 1 0 0 0 0 0 | 0 0 | -", NOBODY],
      "total: 8 4 3 1 4 1 2 | 4 1 | acme/shop#5",
    ]);
  });

  it("lacks confidential issues for a viewer, and whoever has no others", async () => {
    expect(await table({}, VIEWER)).toEqual([
      ...[BEN, ADA, "Una Twin: 1 0 1 0 1 0 1 | 0 0 | -"],
      ...["Mei: 1 1 0 0 0 0 0 | 0 0 | -", "Ulf Twin: 1 1 0 0 0 0 0 | 0 0 | -", NOBODY],
      "total: 7 4 3 0 3 1 1 | 3 1 | acme/shop#5",
    ]);
  });

  it("names people as the filters do, by our id where a user name means somebody else too", async () => {
    const { rows } = await read();
    const queryOf = (name: string) => rows.find(({ person }) => person?.name === name)?.open.query ?? "";
    const idOf = (name: string) => rows.find(({ person }) => person?.name === name)?.person?.id ?? "";
    expect(queryOf("Ada")).toBe("assignee=person-1&status=not_started,in_progress,blocked");
    for (const name of ["Ulf Twin", "Una Twin", "Mei"]) {
      expect(new URLSearchParams(queryOf(name)).get("assignee")).toBe(idOf(name));
    }
  });

  it("tells of the oldest when it was started and who has it, and of the answer what it counts", async () => {
    const { rows, period, incomplete_before: incomplete, zone, at } = await read();
    const [ben] = rows;
    expect(ben?.oldest).toMatchObject({
      wip_since: "2026-03-02T08:00:00.000Z",
      status: "in_progress",
      title: "Issue 1",
    });
    expect(ben?.oldest?.assignees.map(({ name }) => name)).toEqual(["Ada", "Ben"]);
    expect(ben?.completed.query).toBe("completed_from=2026-02-09&completed_to=2026-03-10&completed_by=person-2");
    expect(period).toEqual({ from: "2026-02-09", to: "2026-03-10" });
    expect({ incomplete, zone, at }).toEqual({
      incomplete: null,
      zone: "Europe/Berlin",
      at: "2026-03-10T11:00:00.000Z",
    });
  });

  it("counts what was completed in the days that are asked for", async () => {
    expect(await table({ from: "2026-02-08", to: "2026-02-08", assignee: "person-1" })).toEqual([
      ADA,
      "total: 1 0 1 0 1 0 0 | 1 0 | acme/shop#1",
    ]);
    expect(await table({ from: "2026-03-05", to: "2026-03-05", status: "completed" })).toEqual([
      `Ben: ${UNDONE} | 1 1 | -`,
      `total: ${UNDONE} | 1 1 | -`,
    ]);
  });

  it("says from when on it is whole", async () => {
    await test.db.project.updateMany({ data: { historyFrom: new Date("2026-02-20T12:00:00Z") } });
    expect((await read()).incomplete_before).toBe("2026-02-21");
    expect((await read({ from: "2026-02-21" })).incomplete_before).toBeNull();
    await test.db.project.updateMany({ data: { historyFrom: null } });
  });
});

describe("The filter by assignee", () => {
  it("says whose rows there are, not who else has the issue", async () => {
    const total = "total: 2 1 1 0 1 1 0 | 2 1 | acme/shop#1";
    expect(await table({ assignee: "person-1,PERSON-2" })).toEqual([BEN, ADA, total]);
    expect(await table({ assignee: "me,person-2" })).toEqual([BEN, ADA, total]);
  });

  it("asks of what is completed who had it then, not who has it now", async () => {
    expect(await table({ assignee: "person-3" })).toEqual([CID, "total: 1 0 0 1 1 0 1 | 1 0 | -"]);
    expect((await read({ assignee: "person-3" })).total.completed.query).toBe(
      "completed_from=2026-02-09&completed_to=2026-03-10&completed_by=person-3",
    );
  });

  it("asks for nobody, for anybody, and for anybody but one", async () => {
    expect(await table({ assignee: "none" })).toEqual([NOBODY, NOBODY.replace("nobody", "total")]);
    expect((await table({ assignee: "!none" })).filter((row) => row.startsWith("nobody"))).toEqual([]);
    expect(await table({ assignee: "!person-2,!twin,!person-7" })).toEqual([
      CID,
      "Mei: 1 1 0 0 0 0 0 | 0 0 | -",
      NOBODY,
      "total: 4 2 1 1 2 0 1 | 2 0 | acme/shop#5",
    ]);
    expect(await table({ assignee: "person-3,none" })).toEqual([
      CID,
      NOBODY,
      "total: 3 1 1 1 2 0 1 | 2 0 | acme/shop#5",
    ]);
  });

  it("and that by credit let through whom both let through", async () => {
    expect(await table({ assignee: "person-1,person-2", completed_by: "person-2,person-3" })).toEqual([
      `Ben: ${UNDONE} | 2 1 | -`,
      `total: ${UNDONE} | 2 1 | -`,
    ]);
    expect(await table({ assignee: "person-1,none", completed_by: "none,person-3" })).toEqual([
      `nobody: ${UNDONE} | 1 0 | -`,
      `total: ${UNDONE} | 1 0 | -`,
    ]);
    expect(await table({ assignee: "!person-1", completed_by: "!none" })).toEqual([
      `Ben: ${UNDONE} | 1 1 | -`,
      `Cid: ${UNDONE} | 1 0 | -`,
      `total: ${UNDONE} | 2 1 | -`,
    ]);
    const nobody = await read({ assignee: "person-1", completed_by: "person-3" });
    expect(nobody.rows).toEqual([]);
    expect(new URLSearchParams(nobody.total.completed.query).get("status")).toBe("gone,!gone");
  });

  it("and no other makes a gone issue count", async () => {
    expect(await table({ status: "gone" })).toEqual([`total: ${UNDONE} | 0 0 | -`]);
    expect((await table({ status: "gone,in_progress", assignee: "person-1" }))[0]).toBe(
      "Ada: 1 0 1 0 1 0 0 | 0 0 | acme/shop#1",
    );
  });
});

it("Every figure is the total of its list, whatever the filter and whoever reads", async () => {
  const names = {
    people: ["person-1", "person-2", "person-3", "twin", "me", "nobody-here"],
    ...{ projects: ["acme/shop", "8"], labels: ["Doing", "wontfix"], milestones: ["Q1"] },
  };
  const filter = anyFilter(names, { without: ["as_of"], most: 3 });
  const people = fc.record({ assignee: list(), completed_by: list() }, { requiredKeys: [] });
  function list() {
    return fc.constantFrom("person-1", "person-1,person-2", "!person-2", "none", "!none", "person-3,none", "me,!twin");
  }
  let rows = 0;
  await fc.assert(
    fc.asyncProperty(filter, people, fc.constantFrom(MANAGER, VIEWER), async (some, whose, reader) => {
      rows += (await read({ ...some, ...whose, from: "2026-02-01" }, reader)).rows.length;
    }),
    // Chance alone may draw filters that nobody meets: the whole is always among them.
    {
      numRuns: 30,
      examples: [
        [{}, {}, MANAGER],
        [{}, {}, VIEWER],
      ],
    },
  );
  expect(rows).toBeGreaterThan(10);
});

describe("An issue of many people", () => {
  it("counts for each of them, also where it has more than an index holds", async () => {
    const crowded = await createTestDatabase();
    try {
      await storeCrowd(crowded.db);
      const asked = {
        query: engineersQuerySchema.parse({}),
        reader: MANAGER,
        clock: TEAM_CLOCK,
        pollIntervalMinutes: 5,
      };
      const answer = await readEngineers(crowded.db, asked);
      await expectParity(crowded.db, answer, { reader: MANAGER, clock: TEAM_CLOCK });
      expect(numbers(answer.total)).toBe("2 0 2 0 2 0 0 | 0 0 | acme/shop#2");
      expect(answer.rows).toHaveLength(21);
      const told = new Map(answer.rows.map((row) => [row.person?.name, numbers(row)]));
      expect(told.get("Person 20")).toBe("2 0 2 0 2 0 0 | 0 0 | acme/shop#2");
      expect(told.get("Person 21")).toBe("1 0 1 0 1 0 0 | 0 0 | acme/shop#2");
    } finally {
      await crowded.close();
    }
  });
});
