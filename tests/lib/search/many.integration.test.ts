import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "@/lib/db/sql.ts";
import { transaction } from "@/lib/db/transaction.ts";
import { rebuildSearch } from "@/lib/search/store.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";
import { storeProject, VIEWER } from "@/tests/support/mirror.ts";
import { listed, search } from "./site.ts";

const ISSUES = 6_000;
let database: TestDatabase;

// The later the number, the older. All say "always" and 77; every second "alpha", of the hundreds the title; the oldest "omega", some of
// them "always" in the title.
beforeAll(async () => {
  database = await createTestDatabase();
  const projectId = await storeProject(database.db);
  await database.db.$executeRaw(sql`
    insert into issues (project_id, gitlab_issue_id, iid, title, description, state, created_at_gitlab, updated_at_gitlab, web_url,
      fetch_started_at, content_hash, snapshot_source, status)
    select ${projectId}::uuid, n, n, case when n % 100 = 0 then 'beta alpha' when n > ${ISSUES - 20}::int then 'always' else 'title' end,
      case when n % 2 = 0 then 'alpha' else 'nothing' end || case when n > ${ISSUES - 30}::int then ' omega' else '' end || ' always 77',
      'opened', now(), timestamptz '2026-03-01' - n * interval '1 minute', 'x', now(), 'x', 'poll', 'not_started'
    from generate_series(1, ${ISSUES}::int) n`);
  const rows = await database.db.issue.findMany({ select: { id: true } });
  for (let from = 0; from < ISSUES; from += 500) {
    const ids = rows.slice(from, from + 500).map(({ id }) => id);
    await transaction(database.db, (tx) => rebuildSearch(tx, ids));
  }
});
afterAll(() => database.close());

test.for([
  ["alpha", 1_000, true, [100, 200, 300]],
  ["always", 1_000, true, [5_981, 5_982, 5_983]],
  ["alpha omega", 15, false, [5_972, 5_974, 5_976]],
  ["be", 60, false, [100, 200, 300]],
  ["#77", 1_000, true, [77, 1, 2]],
  ["5999", 1, false, [5_999]],
] as const)("of %s the first are right, however many there are", async ([q, total, more, first]) => {
  const answer = await search(database.db, q, VIEWER, 3);
  expect(answer).toMatchObject({ total, more });
  expect(answer.data.map(({ iid }) => iid)).toEqual(first);
});

test("when the titles are used up the rest follows", async () => {
  const { data } = await search(database.db, "alpha", VIEWER, 50);
  expect(data.map(({ iid }) => iid)).toEqual(Array.from({ length: 50 }, (_, index) => (index + 1) * 100));
  const { data: beyond } = await search(database.db, "alpha", VIEWER, 62);
  expect(beyond.slice(60).map(({ iid }) => iid)).toEqual([2, 4]);
});

test("a list has all of them", async () => {
  expect(await listed(database.db, "alpha", VIEWER)).toHaveLength(ISSUES / 2);
  expect(await listed(database.db, "always", VIEWER)).toHaveLength(ISSUES);
});
