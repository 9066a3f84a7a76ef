import * as fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Reader } from "@/lib/auth/access.ts";
import { issueNeighboursQuerySchema, issueQuerySchema } from "@/lib/issues/filter-schema.ts";
import { MAX_SORT_KEYS, SORT_KEYS } from "@/lib/issues/filters.ts";
import { listIssues } from "@/lib/issues/queries/list.ts";
import { readNeighbours } from "@/lib/issues/queries/neighbours.ts";
import { storeTeam, TEAM_CLOCK } from "@/tests/lib/dashboard/team.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";
import { MANAGER, VIEWER } from "@/tests/support/mirror.ts";
import { anyFilter } from "./filter-arbitraries.ts";

const NAMES = {
  people: ["person-1", "person-2", "me"],
  projects: ["acme/shop"],
  labels: ["Doing"],
  milestones: ["Q1"],
};
const clock = TEAM_CLOCK;
let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
  await storeTeam(test.db);
});
afterAll(() => test.close());

type Asked = Record<string, string | undefined>;

async function idsOf(query: Asked, reader: Reader): Promise<string[]> {
  const asked = {
    query: issueQuerySchema.parse({ ...query, page_size: "200" }),
    reader,
    clock,
    pollIntervalMinutes: 5,
  };
  return (await listIssues(test.db, asked)).data.map(({ id }) => id);
}

const neighbours = (id: string, query: Asked, reader: Reader) =>
  readNeighbours(test.db, { id, query: issueNeighboursQuerySchema.parse(query), reader, clock });

const anySort = fc
  .uniqueArray(fc.record({ key: fc.constantFrom(...SORT_KEYS), descending: fc.boolean() }), {
    selector: ({ key }) => key,
    minLength: 1,
    maxLength: MAX_SORT_KEYS,
  })
  .map((orders) => orders.map(({ key, descending }) => (descending ? `-${key}` : key)).join(","));

it("The issues beside one are those of the list, whatever its filter, its order and who reads", async () => {
  const filter = anyFilter(NAMES, { without: ["as_of"], most: 2 });
  let beside = 0;
  await fc.assert(
    fc.asyncProperty(filter, anySort, fc.constantFrom(MANAGER, VIEWER), async (some, sort, reader) => {
      const query = { ...some, sort };
      const ids = await idsOf(query, reader);
      for (const [place, id] of ids.entries()) {
        const { position, total, previous, next } = await neighbours(id, query, reader);
        expect([position, total]).toEqual([place + 1, ids.length]);
        expect([previous?.id, next?.id]).toEqual([ids[place - 1], ids[place + 1]]);
        beside += 1;
      }
    }),
    // Chance alone may draw filters that nothing meets: the whole is always among them.
    {
      numRuns: 60,
      examples: [
        [{}, "-due,title", MANAGER],
        [{}, "status", VIEWER],
      ],
    },
  );
  expect(beside).toBeGreaterThan(15);
});

it("An issue that a reader's list does not have stands nowhere in it, whether or not there is one", async () => {
  const [hidden] = await idsOf({ confidential: "true" }, MANAGER);
  const total = (await idsOf({}, VIEWER)).length;
  const nowhere = { position: null, total, previous: null, next: null };
  expect(await neighbours(hidden ?? "", {}, VIEWER)).toEqual(nowhere);
  expect(await neighbours("7f0f1d5e-2f9f-4a2b-9c57-0a3f3a1a9b11", {}, VIEWER)).toEqual(nowhere);
});
