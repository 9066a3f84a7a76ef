import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { transaction } from "@/lib/db/transaction.ts";
import { park } from "@/lib/jobs/parked.ts";
import { enqueue } from "@/lib/jobs/enqueue.ts";
import { closeStalledRuns, wakeStalledRuns } from "@/lib/sync/stalled.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { storeProject } from "../../support/mirror.ts";
import { listJobs, lockJobs } from "../jobs/queue-view.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

const wake = () => transaction(database.db, wakeStalledRuns);
const close = () => closeStalledRuns(database.db);

type Mode = "bootstrap" | "reconcile";

/** A run under way whose last page was so many minutes ago, without any job. */
async function run(mode: Mode, minutesAgo: number): Promise<string> {
  const projectId = await storeProject(database.db, Math.ceil(Math.random() * 1e9), randomUUID());
  const progressAt = new Date(Date.now() - minutesAgo * 60_000);
  const data = { mode, status: "running", projectId, progressAt, startedAt: progressAt } as const;
  return (await database.db.syncRun.create({ data })).id;
}

const enqueuePage = (mode: Mode, id: string) =>
  enqueue(
    database.db,
    mode === "bootstrap" ? "bootstrap_page" : "reconcile_page",
    { run_id: id },
    { key: `${mode}:${id}` },
  );

const statusOf = async (id: string) => (await database.db.syncRun.findUniqueOrThrow({ where: { id } })).status;

test("a run without a job gets its next page, once; one whose job waits, runs or is retried is left alone", async () => {
  const bootstrap = await run("bootstrap", 1);
  const reconcile = await run("reconcile", 1);
  const running = await run("bootstrap", 1);
  await enqueuePage("bootstrap", running);
  await lockJobs(database.db, randomUUID());
  const waiting = await run("reconcile", 1);
  await enqueuePage("reconcile", waiting);
  const before = await listJobs(database.db);
  expect(await wake()).toBe(2);
  const woken = (await listJobs(database.db)).slice(before.length);
  expect(woken.map((job) => `${job.task_identifier} ${job.key}`).toSorted()).toEqual([
    `bootstrap_page bootstrap:${bootstrap}`,
    `reconcile_page reconcile:${reconcile}`,
  ]);
  expect(await wake()).toBe(0);
});

test("a run whose job was parked is woken while there is hope, and ended after an hour without progress", async () => {
  const [fresh, old] = [await run("bootstrap", 59), await run("reconcile", 61)];
  for (const [task, key] of [
    ["bootstrap_page", `bootstrap:${fresh}`],
    ["reconcile_page", `reconcile:${old}`],
  ] as const) {
    const job = { id: "1", task, payload: {}, key, priority: 0, maxAttempts: 8 };
    await transaction(database.db, (tx) => park(tx, job, "poison"));
  }
  expect(await close()).toBe(1);
  expect(await wake()).toBe(1);
  expect(await statusOf(fresh)).toBe("running");
  const ended = await database.db.syncRun.findUniqueOrThrow({ where: { id: old } });
  expect(ended).toMatchObject({ status: "stalled", errorMessage: expect.stringMatching(/no progress for an hour/) });
  expect(ended.finishedAt).not.toBeNull();
});

test("a run that waits for GitLab, or runs, is not ended however long it takes; one that keeps failing is", async () => {
  const waiting = await run("bootstrap", 600);
  await enqueuePage("bootstrap", waiting);
  const running = await run("bootstrap", 600);
  await enqueuePage("bootstrap", running);
  await database.db.$executeRaw`
    update graphile_worker._private_jobs set locked_at = now(), locked_by = 'w', last_error = 'odd', attempts = 2
    where key = ${`bootstrap:${running}`}`;
  const failing = await run("bootstrap", 600);
  await enqueuePage("bootstrap", failing);
  await database.db.$executeRaw`
    update graphile_worker._private_jobs set last_error = 'odd', attempts = 3 where key = ${`bootstrap:${failing}`}`;
  expect(await close()).toBe(1);
  expect(await Promise.all([waiting, running, failing].map(statusOf))).toEqual(["running", "running", "stalled"]);
});
