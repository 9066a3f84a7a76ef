import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import type { Reader } from "@/lib/auth/access.ts";
import { createDb, type Db } from "@/lib/db/client.ts";
import { sql } from "@/lib/db/sql.ts";
import { transaction } from "@/lib/db/transaction.ts";
import { applyIssues } from "@/lib/issues/apply.ts";
import { reprojectIssues } from "@/lib/issues/reproject.ts";
import { applyOverride } from "@/lib/overrides/apply.ts";
import { holdRules, readRules, readRulesHeld } from "@/lib/status/queries.ts";
import { changeRules } from "@/lib/status/rules.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";
import { applyAll, storeProject, storeReader, VIEWER } from "@/tests/support/mirror.ts";
import { wireIssue, wireLabel } from "@/tests/support/wire-issue.ts";

const ADMIN: Reader = { ...VIEWER, role: "admin" };
const WAIT_MS = 300;

let database: TestDatabase;
let other: Db;
let project: string;
beforeEach(async () => {
  database = await createTestDatabase();
  other = createDb(database.url, { max: 3 });
  project = await storeProject(database.db);
  await storeReader(database.db, ADMIN);
});
afterEach(async () => {
  await other.$disconnect();
  await database.close();
});

const labelled = (iid: number) => wireIssue({ iid, labels: [wireLabel("Ready")] });
const makeReadyBlocked = () =>
  changeRules(other, { action: "create", pattern: "Ready", outcome: "blocked", rank: 0, project: null }, ADMIN);
const waitingRow = z.tuple([z.object({ n: z.int() })]);

/** So many transactions of this database stand waiting for the rules. */
async function expectWaiting(n: number): Promise<void> {
  const read = async () => {
    const rows = await database.db.$queryRaw(sql`
      select count(*)::int as n from pg_locks
      where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`);
    return waitingRow.parse(rows)[0].n;
  };
  await expect.poll(read, { timeout: 5_000 }).toBe(n);
}

const outcomes = async (db: Pick<Db, "$queryRaw">) =>
  (await readRules(db)).filter(({ pattern }) => pattern === "Ready").map(({ outcome }) => outcome);

/** Does something in the middle of a transaction that then waits until it is let go. */
function holding(work: Parameters<typeof transaction<void>>[1]) {
  const [begun, letGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const done = transaction(database.db, async (tx) => {
    await work(tx);
    begun.resolve();
    await letGo.promise;
  });
  done.catch(begun.reject);
  return { begun: begun.promise, finish: async () => (letGo.resolve(), done) };
}

test("a change waits for who is writing statuses by the old rules, and its run then finds what was written", async () => {
  const writer = holding(async (tx) => {
    await applyIssues(tx, { projectId: project, issues: [labelled(1)], fetchStartedAt: new Date(), source: "poll" });
  });
  await writer.begun;
  const change = makeReadyBlocked();
  await expectWaiting(1);
  expect(await outcomes(other)).toEqual([]);
  await writer.finish();
  await change;
  expect(await outcomes(other)).toEqual(["blocked"]);
  expect(await database.db.issue.findFirst()).toMatchObject({ status: "not_started" });
});

test("who begins to write while a change is being committed sees the new rules", async () => {
  const reader = holding(async (tx) => {
    await readRulesHeld(tx);
  });
  await reader.begun;
  const change = makeReadyBlocked();
  await expectWaiting(1);
  const late = applyAll(database.db, project, [labelled(1)]);
  await expectWaiting(2);
  await reader.finish();
  await Promise.all([change, late]);
  expect(await database.db.issue.findFirst()).toMatchObject({ status: "blocked" });
});

test("pages and previews read the rules without waiting for anybody", async () => {
  const reader = holding(async (tx) => {
    await readRulesHeld(tx);
  });
  await reader.begun;
  const change = makeReadyBlocked();
  await expectWaiting(1);
  expect(await outcomes(database.db)).toEqual([]);
  await reader.finish();
  await change;
});

test("what management adds without a status is written while the rules are being changed", async () => {
  await applyAll(database.db, project, [labelled(1)]);
  const { id: issueId } = await database.db.issue.findFirstOrThrow();
  const changing = holding(holdRules);
  await changing.begun;
  await applyOverride(other, { issueId, change: { internal_notes: "asked legal", priority: 1 }, reader: ADMIN });
  const waiting = applyOverride(other, { issueId, change: { internal_status: "blocked" }, reader: ADMIN });
  await expectWaiting(1);
  expect(await database.db.issue.findFirst()).toMatchObject({ priority: 1, status: "not_started" });
  await changing.finish();
  await waiting;
  expect(await database.db.issue.findFirst()).toMatchObject({ priority: 1, status: "blocked" });
});

test("a writer that holds the rules and one that holds the issue come past each other while a change waits", async () => {
  await applyAll(database.db, project, [labelled(1)]);
  const { id } = await database.db.issue.findFirstOrThrow();
  const withIssue = Promise.withResolvers<void>();
  const first = transaction(database.db, async (tx) => {
    await readRulesHeld(tx);
    await withIssue.promise;
    await tx.$executeRaw(sql`select from issues where id = ${id}::uuid for update`);
  });
  const second = transaction(database.db, async (tx) => {
    await tx.$executeRaw(sql`select from issues where id = ${id}::uuid for update`);
    await expectWaiting(1);
    withIssue.resolve();
    await sleep(WAIT_MS);
    await reprojectIssues(tx, [id]);
  });
  await Promise.all([first, second, makeReadyBlocked()]);
  expect(await outcomes(other)).toEqual(["blocked"]);
});
