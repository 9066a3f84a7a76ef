import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDb } from "@/lib/db/client.ts";
import { enqueue } from "@/lib/jobs/enqueue.ts";
import { claimInstance } from "@/lib/sync/instance.ts";
import { beatHeart, dismissWorker, enrolWorker, placeOf, takeOverSilent } from "@/lib/sync/workers.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { listJobs, lockJobs } from "../jobs/queue-view.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

async function enrol(): Promise<string> {
  const id = randomUUID();
  await enrolWorker(database.db, { id, host: "test", pid: 1 });
  return id;
}

async function fallSilent(id: string, seconds: number): Promise<void> {
  await database.db.$executeRaw`
    update workers set heartbeat_at = now() - ${seconds}::double precision * interval '1 second' where id = ${id}::uuid`;
}

test("a worker that missed four heartbeats loses its jobs to the living, once", async () => {
  const { db } = database;
  const dead = await enrol();
  const living = await enrol();
  await enqueue(db, "poll", {});
  await lockJobs(db, dead);
  await fallSilent(dead, 59);
  expect(await takeOverSilent(db, 15)).toEqual([]);
  expect(await listJobs(db)).toMatchObject([{ locked_by: dead }]);

  await fallSilent(dead, 61);
  expect(await takeOverSilent(db, 15)).toEqual([dead]);
  expect(await listJobs(db)).toMatchObject([{ locked_by: null }]);
  expect(await takeOverSilent(db, 15)).toEqual([]);
  expect(await beatHeart(db, dead)).toBe(false);
  expect(await beatHeart(db, living)).toBe(true);
});

test("a worker that holds its place can say that it lives, and is passed over until it lets go", async () => {
  const { db } = database;
  const busy = await enrol();
  const silent = await enrol();
  const letGo = Promise.withResolvers<void>();
  const holding = Promise.withResolvers<void>();
  const write = placeOf(db, busy).write(async () => {
    holding.resolve();
    await letGo.promise;
  });
  await holding.promise;
  expect(await beatHeart(db, busy)).toBe(true);
  await fallSilent(busy, 61);
  await fallSilent(silent, 61);
  expect(await takeOverSilent(db, 15)).toEqual([silent]);
  letGo.resolve();
  await write;
  expect(await takeOverSilent(db, 15)).toEqual([busy]);
});

test("a revoked worker, and one that nobody knows, can write nothing", async () => {
  const { db } = database;
  const revoked = await enrol();
  await fallSilent(revoked, 61);
  await takeOverSilent(db, 15);
  for (const id of [revoked, randomUUID()]) {
    const place = placeOf(db, id);
    expect(await place.isHeld()).toBe(false);
    const write = place.write((tx) => enqueue(tx, "poll", {}));
    await expect(write).rejects.toMatchObject({ code: "worker_revoked" });
  }
  expect(await listJobs(db)).toEqual([]);
});

test("what a revoked worker took before it noticed is freed too", async () => {
  const { db } = database;
  const revoked = await enrol();
  const living = await enrol();
  await fallSilent(revoked, 61);
  await takeOverSilent(db, 15);
  await enqueue(db, "poll", {}, { key: "late" });
  await lockJobs(db, revoked);
  await enqueue(db, "poll", {}, { key: "at work" });
  await lockJobs(db, living);
  expect(await takeOverSilent(db, 15)).toEqual([]);
  expect(await listJobs(db)).toMatchObject([
    { key: "at work", locked_by: living },
    { key: "late", locked_by: null },
  ]);
});

test("Postgres ends a transaction in which nothing happens, and with it the hold of a worker that stands still", async () => {
  const { db, url } = database;
  const id = await enrol();
  await fallSilent(id, 61);
  const stopped = createDb(url, { max: 1, idleSeconds: 1 });
  const [holding, awake] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const write = placeOf(stopped, id).write(async (tx) => {
    holding.resolve();
    await awake.promise;
    await enqueue(tx, "poll", {});
  });
  await holding.promise;
  expect(await takeOverSilent(db, 15)).toEqual([]);
  await vi.waitFor(async () => expect(await takeOverSilent(db, 15)).toEqual([id]), { timeout: 5_000, interval: 100 });
  awake.resolve();
  await expect(write).rejects.toThrow(/connection/i);
  expect(await listJobs(db)).toEqual([]);
  await stopped.$disconnect();
});

test("a worker that ends in order leaves neither a lock nor itself behind", async () => {
  const { db } = database;
  const worker = await enrol();
  const peer = await enrol();
  await enqueue(db, "poll", {});
  await lockJobs(db, worker);
  await dismissWorker(db, worker);
  expect(await listJobs(db)).toMatchObject([{ locked_by: null }]);
  expect(await db.worker.findMany({ select: { id: true } })).toEqual([{ id: peer }]);
});

test("a database mirrors one GitLab and refuses another by name", async () => {
  const { db } = database;
  await claimInstance(db, "https://gitlab.example.com");
  await claimInstance(db, "https://gitlab.example.com");
  const refused = claimInstance(db, "https://other.example.com");
  await expect(refused).rejects.toMatchObject({
    code: "wrong_gitlab",
    message: expect.stringMatching(/gitlab\.example\.com.*other\.example\.com/),
  });
});
