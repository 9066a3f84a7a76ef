import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { transaction } from "@/lib/db/transaction.ts";
import { enqueue } from "@/lib/jobs/enqueue.ts";
import { handOver } from "@/lib/jobs/handover.ts";
import { listParked, park, retryParked } from "@/lib/jobs/parked.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { listJobs, lockJobs } from "./queue-view.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

const spec = { task: "poll", payload: {}, priority: 3, maxAttempts: 8 };
const parkAs = (key: string | null, id: string, reason = "no") =>
  transaction(database.db, (tx) => park(tx, { ...spec, key, id }, reason));
const handOverAll = (...workers: string[]) => transaction(database.db, (tx) => handOver(tx, workers));

test("the list names each parked job with the first line of its reason, and no job that waits", async () => {
  const { db } = database;
  await enqueue(db, "poll", {}, { key: "poll" });
  await parkAs("poll:7", "1", "no such column\n  at somewhere");
  await parkAs(null, "42", "\nInvalid `prisma.$queryRaw()` invocation:\n\n\nRaw query failed");
  const parked = await listParked(db);
  expect(parked).toMatchObject([
    { name: "poll", key: "parked:poll:42", attempts: 8, last_error: "Raw query failed" },
    { name: "poll", key: "parked:poll:7", attempts: 8, last_error: "no such column" },
  ]);
  expect(Math.abs((parked[0]?.since.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
});

test("a job parked twice is one, and what fails again after a retry is parked under the same key", async () => {
  await parkAs("poll", "1", "first");
  await parkAs("poll", "2", "second");
  await parkAs("parked:poll", "3", "third");
  expect(await listParked(database.db)).toMatchObject([{ key: "parked:poll", last_error: "third" }]);
});

test("what the queue itself gave up after its last try counts as parked", async () => {
  const { db } = database;
  await enqueue(db, "poll", {}, { key: "poll" });
  await db.$executeRaw`
    select graphile_worker.permanently_fail_jobs(array(select id from graphile_worker.jobs), 'worn out')`;
  expect(await listParked(db)).toMatchObject([{ key: "poll", last_error: "worn out" }]);
});

test("a retry gives all tries back and lets it run now, once; what waits, runs or never was is refused", async () => {
  const { db } = database;
  await parkAs("poll", "1");
  const [parked] = await listParked(db);
  const id = parked?.id ?? "";
  expect(await retryParked(db, id)).toBe(true);
  const [job] = await listJobs(db);
  expect(job).toMatchObject({ id, attempts: 0, max_attempts: 8, locked_by: null });
  expect(job?.run_at.getTime()).toBeLessThanOrEqual(Date.now() + 1_000);
  expect(await retryParked(db, id)).toBe(false);
  expect(await retryParked(db, "999999")).toBe(false);
  expect(await listParked(db)).toEqual([]);
});

test("the jobs of a dead worker are freed under new ids, with key, tries and place in the queue", async () => {
  const { db } = database;
  const [dead, living] = [randomUUID(), randomUUID()];
  await enqueue(db, "poll", {}, { key: "living's" });
  await lockJobs(db, living);
  await enqueue(db, "refresh_issues", { gitlab_project_id: "7", iid: 3 }, { key: "refresh:7:3" });
  await lockJobs(db, dead, 3);
  const before = await listJobs(db);
  expect(await handOverAll(dead)).toBe(1);
  const [kept, freed] = await listJobs(db);
  expect(kept).toEqual(before[0]);
  expect(freed).toEqual({ ...before[1], id: freed?.id, locked_by: null });
  expect(freed?.id).not.toBe(before[1]?.id);
  const rows = await db.$queryRaw`
    select payload::text from graphile_worker._private_jobs where key = 'refresh:7:3'`;
  expect(rows).toEqual([{ payload: '{"gitlab_project_id":"7","iid":3}' }]);
});

test("a job that was enqueued again while a dead worker ran it is not doubled", async () => {
  const { db } = database;
  const dead = randomUUID();
  await enqueue(db, "poll", {}, { key: "poll" });
  await lockJobs(db, dead);
  await enqueue(db, "poll", {}, { key: "poll" });
  expect(await listJobs(db)).toHaveLength(2);
  await handOverAll(dead);
  expect(await listJobs(db)).toMatchObject([{ key: "poll", attempts: 0, locked_by: null }]);
});

test("a job in whose last try the worker died is parked: it may be what killed it", async () => {
  const { db } = database;
  const dead = randomUUID();
  await enqueue(db, "poll", {}, { key: "poll" });
  await lockJobs(db, dead, 8);
  await handOverAll(dead);
  expect(await listParked(db)).toMatchObject([{ key: "parked:poll", last_error: expect.stringMatching(/last try/) }]);
  expect(await listJobs(db)).toHaveLength(1);
});
