import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "@/lib/db/sql.ts";
import { transaction } from "@/lib/db/transaction.ts";
import { enqueueMissing } from "@/lib/search/enqueue.ts";
import { fillSearch } from "@/lib/search/fill.ts";
import { rebuildSearch, storeSearch } from "@/lib/search/store.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";
import { applyAll, MANAGER, storeProject, VIEWER } from "@/tests/support/mirror.ts";
import { wireIssue } from "@/tests/support/wire-issue.ts";
import { fillAll, found, storeNote } from "./site.ts";

const ISSUES = 450;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  const projectId = await storeProject(database.db);
  const numbers = Array.from({ length: ISSUES }, (_, index) => index + 1);
  await applyAll(
    database.db,
    projectId,
    numbers.map((iid) => wireIssue({ iid, title: `Issue number${iid}`, description: "some words" })),
  );
  await fillAll(database.db);
});
afterAll(() => database.close());

const stored = () =>
  database.db.$queryRaw<{ state: string; words: number }[]>(sql`
    select (select md5(string_agg(s::text || s.xmin::text, ',' order by s.issue_id)) from issue_search s) as state,
      (select count(*)::int from search_words) as words`);

async function waiting(): Promise<number> {
  const rows = await database.db.$queryRaw<{ n: number }[]>(sql`
    select count(*)::int as n from graphile_worker.jobs where task_identifier = 'search_page'`);
  return rows[0]?.n ?? 0;
}

async function firstIssue() {
  return database.db.issue.findFirstOrThrow({ where: { iid: 1 } });
}

test("what is as it should be is not written again", async () => {
  const before = await stored();
  expect(await fillAll(database.db)).toEqual([]);
  expect(await stored()).toEqual(before);
});

test("only what differs is written, and its words become known", async () => {
  const { id } = await firstIssue();
  const other = await database.db.issue.findFirstOrThrow({ where: { iid: 2 } });
  const same = { id: other.id, title: other.title, description: other.description };
  const changed = await transaction(database.db, (tx) =>
    storeSearch(tx, [{ id, title: "Brand new", description: null }, same]),
  );
  expect(changed).toEqual([id]);
  expect(await found(database.db, "brnad", VIEWER)).toEqual([1]);
  expect(await found(database.db, "number1", VIEWER)).not.toContain(1);
});

test("a rebuild repairs texts and notes from what they are made of, and says of which issues", async () => {
  const { id } = await firstIssue();
  await storeNote(database.db, 3, "gremlin");
  await database.db.$executeRaw(sql`update issue_search set note_words = 'goblin' where issue_id = ${id}::uuid`);
  await database.db.$executeRaw(sql`
    update issue_search set note_words = null where issue_id = (select id from issues where iid = 3)`);
  await database.db.$executeRaw(sql`delete from issue_search where issue_id = (select id from issues where iid = 400)`);
  const changed = await fillAll(database.db);
  const rows = await database.db.issue.findMany({ where: { id: { in: changed } }, select: { iid: true } });
  expect(rows.map(({ iid }) => iid).toSorted((a, b) => a - b)).toEqual([1, 3, 400]);
  expect(await found(database.db, "gremlin", MANAGER)).toEqual([3]);
  expect(await found(database.db, "goblin", MANAGER)).toEqual([]);
  expect(await found(database.db, "number400", VIEWER)).toEqual([400]);
});

test("a description of a million different characters is kept by its beginning", async () => {
  const { id, title } = await firstIssue();
  const words = Array.from({ length: 160_000 }, (_, index) => `x${index}y`).join(" ");
  await transaction(database.db, (tx) => storeSearch(tx, [{ id, title, description: words }]));
  expect(await found(database.db, "x77y", VIEWER)).toEqual([1]);
  await fillAll(database.db);
});

test("after an upgrade what was mirrored before is brought in, batch by batch, with its notes", async () => {
  await enqueueMissing(database.db);
  expect(await waiting()).toBe(0);
  await storeNote(database.db, 5, "leprechaun");
  await database.db.$executeRaw(sql`truncate issue_search, search_words`);
  await enqueueMissing(database.db);
  await enqueueMissing(database.db);
  expect(await waiting()).toBe(1);

  const places: (string | null)[] = [];
  let after: string | null = "0";
  while (after !== null) {
    const from: { after: string; goesOn: boolean } = { after, goesOn: true };
    after = await transaction(database.db, (tx) => fillSearch(tx, from));
    places.push(after);
  }
  expect(places).toHaveLength(Math.ceil(ISSUES / 200));
  expect(await found(database.db, "leprechaun", MANAGER)).toEqual([5]);
  expect(await fillAll(database.db)).toEqual([]);
});

test("a turn that ends before all is done leaves a job for the rest", async () => {
  await database.db.$executeRaw(sql`truncate issue_search`);
  await database.db.$executeRaw(sql`select graphile_worker.remove_job('search_page')`);
  const next = await transaction(database.db, (tx) => fillSearch(tx, { after: "0", goesOn: false }));
  expect(next).toMatch(/^\d+$/);
  expect(await waiting()).toBe(1);
});

test("a new issue brings its note along, whoever writes it first", async () => {
  await storeNote(database.db, 6, "basilisk");
  await database.db.$executeRaw(sql`truncate issue_search`);
  const { id, title, description } = await database.db.issue.findFirstOrThrow({ where: { iid: 6 } });
  await transaction(database.db, (tx) => storeSearch(tx, [{ id, title, description }]));
  expect(await found(database.db, "basilisk", MANAGER)).toEqual([6]);
  expect(await transaction(database.db, (tx) => rebuildSearch(tx, [id]))).toEqual([]);
});
