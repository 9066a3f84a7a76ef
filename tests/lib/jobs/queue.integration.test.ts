import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { Job } from "graphile-worker";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AppError } from "@/lib/errors.ts";
import { enqueue } from "@/lib/jobs/enqueue.ts";
import { readQueueFigures } from "@/lib/jobs/queries.ts";
import { drainQueue, startQueue } from "@/lib/jobs/queue.ts";
import { runJob, type Exclusively, type Handlers, type JobRun } from "@/lib/jobs/run.ts";
import { createLog } from "@/lib/log.ts";
import { enrolWorker, placeOf, takeOverSilent } from "@/lib/sync/workers.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { listJobs, lockJobs, makeDue } from "./queue-view.ts";

const log = createLog("test", "silent");
const nothing = async (): Promise<void> => {};

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

/** A worker of this process: enrolled, with the handlers that a test is about. */
async function queueOptions(handlers: Partial<Handlers<object>>, workerId: string = randomUUID()) {
  await enrolWorker(database.db, { id: workerId, host: "test", pid: process.pid });
  const all: Handlers<object> = {
    discover_projects: nothing,
    bootstrap_page: nothing,
    poll: nothing,
    poll_project: nothing,
    refresh_issues: nothing,
    reconcile: nothing,
    reconcile_page: nothing,
    reproject_label: nothing,
    refresh_history: nothing,
    backfill_page: nothing,
    audit_page: nothing,
    rules_page: nothing,
    search_page: nothing,
    tidy: nothing,
    ...handlers,
  };
  const place = placeOf(database.db, workerId);
  return { url: database.url, log, workerId, place, onRevoked: vi.fn(), handlers: all, context: {} };
}

test("a handler gets its payload, and a job that is done is gone", async () => {
  const payloads: unknown[] = [];
  const options = await queueOptions({ refresh_issues: async (payload) => void payloads.push(payload) });
  await enqueue(database.db, "refresh_issues", { gitlab_project_id: "7", iid: 3 });
  await drainQueue(options);
  expect(payloads).toEqual([{ gitlab_project_id: "7", iid: 3 }]);
  expect(await listJobs(database.db)).toEqual([]);
});

test("a job locks itself under its worker's own id, which peers can unlock", async () => {
  const workerId = randomUUID();
  const lockedBy: unknown[] = [];
  const look = async () => void lockedBy.push((await listJobs(database.db))[0]?.locked_by);
  await enqueue(database.db, "poll", {});
  await drainQueue(await queueOptions({ poll: look }, workerId));
  expect(lockedBy).toEqual([workerId]);
});

test("what another try cannot mend is set aside at once, with its reason, and not in the way of the next one", async () => {
  const refuse = vi.fn(async () => {
    throw new AppError("gitlab_rejected", "GitLab rejected the request");
  });
  await enqueue(database.db, "poll", {}, { key: "poll" });
  await drainQueue(await queueOptions({ poll: refuse }));
  await makeDue(database.db);
  await drainQueue(await queueOptions({ poll: refuse }));
  expect(refuse).toHaveBeenCalledTimes(1);
  const parked = { key: "parked:poll", attempts: 8, max_attempts: 8, last_error: "GitLab rejected the request" };
  expect(await listJobs(database.db)).toMatchObject([{ task_identifier: "poll", ...parked }]);
  expect(await readQueueFigures(database.db)).toEqual({ waiting: 0, running: 0, failed: 1, oldest_age_seconds: null });

  const others = vi.fn(nothing);
  await enqueue(database.db, "poll", {}, { key: "poll" });
  await drainQueue(await queueOptions({ poll: others }));
  expect(others).toHaveBeenCalledTimes(1);
  expect(await listJobs(database.db)).toMatchObject([parked]);
});

test("a payload that no longer fits its job is set aside, and its handler is not called", async () => {
  const handler = vi.fn(nothing);
  await database.db.$executeRaw`select graphile_worker.add_job('refresh_issues', payload => '{"iid": "three"}')`;
  await drainQueue(await queueOptions({ refresh_issues: handler }));
  expect(handler).not.toHaveBeenCalled();
  const [job] = await listJobs(database.db);
  expect(job).toMatchObject({ key: expect.stringMatching(/^parked:refresh_issues:\d+$/), attempts: 25 });
  expect(job?.last_error).toMatch(/payload of refresh_issues/);
});

test("GitLab's wait is kept to the second, and does not use up tries", async () => {
  const limited = async () => {
    throw new AppError("gitlab_rate_limited", "wait", { retryAfterSeconds: 90 });
  };
  await enqueue(database.db, "poll", {}, { key: "poll" });
  const before = Date.now();
  await drainQueue(await queueOptions({ poll: limited }));
  const jobs = await listJobs(database.db);
  expect(jobs).toMatchObject([{ key: "poll", attempts: 0 }]);
  const waitSeconds = ((jobs[0]?.run_at.getTime() ?? 0) - before) / 1000;
  expect(waitSeconds).toBeGreaterThan(85);
  expect(waitSeconds).toBeLessThan(95);
});

test("a fault without a name is tried again with the queue's back-off, and forgotten when it passes", async () => {
  const handler = vi.fn(nothing).mockRejectedValueOnce(new Error("odd"));
  await enqueue(database.db, "poll", {}, { key: "poll" });
  const before = Date.now();
  await drainQueue(await queueOptions({ poll: handler }));
  const [job] = await listJobs(database.db);
  expect(job).toMatchObject({ key: "poll", attempts: 1, max_attempts: 8, last_error: "odd" });
  expect((job?.run_at.getTime() ?? 0) - before).toBeGreaterThan(2_000);
  await makeDue(database.db);
  await drainQueue(await queueOptions({ poll: handler }));
  expect(handler).toHaveBeenCalledTimes(2);
  expect(await listJobs(database.db)).toEqual([]);
});

test("a fault that stays is tried eight times and then parked, and the other jobs go on", async () => {
  const others: unknown[] = [];
  const handler = vi.fn(async () => {
    throw new Error("poison\nwith a stack");
  });
  const options = await queueOptions({ poll: handler, tidy: async (payload) => void others.push(payload) });
  await enqueue(database.db, "poll", {}, { key: "poll" });
  for (let round = 0; round < 10; round += 1) {
    await enqueue(database.db, "tidy", {});
    await makeDue(database.db);
    await drainQueue(options);
  }
  expect(handler).toHaveBeenCalledTimes(8);
  expect(others).toHaveLength(10);
  expect(await listJobs(database.db)).toMatchObject([{ key: "parked:poll", attempts: 8 }]);
});

test("however long GitLab is away, no job uses up a try, and each waits half a minute", async () => {
  const handler = vi.fn(async () => {
    throw new AppError("gitlab_unavailable", "away");
  });
  const options = await queueOptions({ poll: handler });
  await enqueue(database.db, "poll", {}, { key: "poll" });
  for (let round = 0; round < 30; round += 1) {
    await makeDue(database.db);
    await drainQueue(options);
  }
  expect(handler).toHaveBeenCalledTimes(30);
  const [job, ...more] = await listJobs(database.db);
  expect(more).toEqual([]);
  expect(job).toMatchObject({ key: "poll", attempts: 0, last_error: null });
  const waitSeconds = ((job?.run_at.getTime() ?? 0) - Date.now()) / 1000;
  expect(waitSeconds).toBeGreaterThan(25);
  expect(waitSeconds).toBeLessThanOrEqual(30);
});

test("a job that fails while one like it waits already leaves the work to that one", async () => {
  const handler = vi.fn(async () => {
    await enqueue(database.db, "poll", {}, { key: "poll", delayMs: 60_000 });
    throw new Error("odd");
  });
  await enqueue(database.db, "poll", {}, { key: "poll" });
  await drainQueue(await queueOptions({ poll: handler }));
  expect(await listJobs(database.db)).toMatchObject([{ key: "poll", attempts: 0, last_error: null }]);
});

test("a revoked worker cannot write, and its run never returns to the queue, which would end its peer's", async () => {
  const begun = Promise.withResolvers<void>();
  const revoked = Promise.withResolvers<void>();
  const written = vi.fn(nothing);
  const options = await queueOptions({
    poll: async (_payload, { write }) => {
      begun.resolve();
      await revoked.promise;
      await write(written);
    },
  });
  await enqueue(database.db, "poll", {}, { key: "poll" });
  const ended = Promise.withResolvers<AppError>();
  void drainQueue({ ...options, onRevoked: ended.resolve });
  await begun.promise;
  await database.db.worker.updateMany({ data: { heartbeatAt: new Date(0) } });
  expect(await takeOverSilent(database.db, 15)).toEqual([options.workerId]);
  revoked.resolve();
  expect(await ended.promise).toMatchObject({ code: "worker_revoked" });
  expect(written).not.toHaveBeenCalled();
  expect(await listJobs(database.db)).toMatchObject([{ key: "poll", locked_by: null, attempts: 1 }]);
});

test("a worker that is revoked while a handler ends well does not tell the queue that the job is done", async () => {
  const options = await queueOptions({
    poll: async () => {
      await database.db.worker.updateMany({ data: { revokedAt: new Date() } });
    },
  });
  await enqueue(database.db, "poll", {}, { key: "poll" });
  const ended = Promise.withResolvers<AppError>();
  void drainQueue({ ...options, onRevoked: ended.resolve });
  expect(await ended.promise).toMatchObject({ code: "worker_revoked" });
  expect(await listJobs(database.db)).toMatchObject([{ key: "poll", locked_by: options.workerId }]);
});

test("one at a time: a second job of the same key is told that it may not, whichever worker runs it", async () => {
  const first = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  const told: boolean[] = [];
  const handler = async (_payload: unknown, { exclusively }: JobRun) => {
    const ran = await exclusively("issue 1", async () => {
      started.resolve();
      await first.promise;
    });
    told.push(ran);
  };
  await enqueue(database.db, "poll", {});
  await enqueue(database.db, "poll", {});
  const one = drainQueue(await queueOptions({ poll: handler }));
  await started.promise;
  await drainQueue(await queueOptions({ poll: handler }));
  expect(told).toEqual([false]);
  first.resolve();
  await one;
  expect(told).toEqual([false, true]);
});

test("a job that comes while the worker stops is given back without being begun", async () => {
  // A stopping worker gives its job back, and another of its slots may have asked for one a moment before: it gets the very job.
  const begun = vi.fn(nothing);
  await enqueue(database.db, "poll", {}, { key: "poll" });
  const workerId = randomUUID();
  await lockJobs(database.db, workerId);
  const options = await queueOptions({ poll: begun }, workerId);
  const job = await lockedJob();
  const exclusively = vi.fn<Exclusively>();
  await runJob("poll", {}, { ...options, job, exclusively, signal: AbortSignal.abort() });
  expect(begun).not.toHaveBeenCalled();
  const waiting = (await listJobs(database.db)).filter(({ key }) => key === "poll");
  expect(waiting).toMatchObject([{ attempts: 0, locked_by: null, last_error: null }]);
});

/** The one job there is, as the queue hands it to its task. */
async function lockedJob(): Promise<Job> {
  const [listed] = await listJobs(database.db);
  if (listed === undefined) throw new Error("there is no job");
  const none = { job_queue_id: null, last_error: null, flags: null, locked_at: new Date() };
  const times = { created_at: new Date(), updated_at: new Date() };
  return { ...listed, ...none, ...times, task_id: 1, payload: {}, priority: 0, revision: 0, is_available: false };
}

test("a stopping worker gives its job back at once, with no try used up", async () => {
  const started = Promise.withResolvers<void>();
  const untilAborted = async (_payload: unknown, { signal }: JobRun) => {
    started.resolve();
    await once(signal, "abort");
    signal.throwIfAborted();
  };
  await enqueue(database.db, "poll", {}, { key: "poll" });
  const queue = await startQueue({ ...(await queueOptions({ poll: untilAborted })), concurrency: 2 });
  await started.promise;
  await queue.stop(5_000);
  await queue.ended;
  expect(await listJobs(database.db)).toMatchObject([{ key: "poll", attempts: 0, locked_by: null, last_error: null }]);
  expect((await readQueueFigures(database.db)).waiting).toBe(1);
});
