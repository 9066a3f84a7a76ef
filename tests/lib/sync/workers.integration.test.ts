import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { enqueue } from "@/lib/jobs/enqueue.ts";
import { claimInstance } from "@/lib/sync/instance.ts";
import { beatHeart, dismissWorker, enrolWorker, takeOverSilent } from "@/lib/sync/workers.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { listJobs } from "../jobs/queue-view.ts";

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

/** What a killed worker leaves behind. */
async function lockJobs(workerId: string): Promise<void> {
  await database.db.$executeRaw`
    update graphile_worker._private_jobs set locked_at = now(), locked_by = ${workerId}, attempts = 1`;
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
  await lockJobs(dead);
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

test("a worker that ends in order leaves neither a lock nor itself behind", async () => {
  const { db } = database;
  const worker = await enrol();
  const peer = await enrol();
  await enqueue(db, "poll", {});
  await lockJobs(worker);
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
