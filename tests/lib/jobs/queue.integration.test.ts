import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AppError } from "@/lib/errors.ts";
import { enqueue } from "@/lib/jobs/enqueue.ts";
import { readQueueFigures } from "@/lib/jobs/queries.ts";
import { drainQueue, startQueue, type Handlers, type JobRun } from "@/lib/jobs/queue.ts";
import { createLog } from "@/lib/log.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { listJobs, makeDue } from "./queue-view.ts";

const log = createLog("test", "silent");
const nothing = async (): Promise<void> => {};

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

function queueOptions(handlers: Partial<Handlers<object>>, workerId: string = randomUUID()) {
  const all: Handlers<object> = {
    discover_projects: nothing,
    bootstrap_page: nothing,
    poll: nothing,
    poll_project: nothing,
    refresh_issue: nothing,
    ...handlers,
  };
  return { url: database.url, db: database.db, log, workerId, handlers: all, context: {} };
}

test("a handler gets its payload, and a job that is done is gone", async () => {
  const payloads: unknown[] = [];
  const options = queueOptions({ refresh_issue: async (payload) => void payloads.push(payload) });
  await enqueue(database.db, "refresh_issue", { gitlab_project_id: "7", iid: 3 });
  await drainQueue(options);
  expect(payloads).toEqual([{ gitlab_project_id: "7", iid: 3 }]);
  expect(await listJobs(database.db)).toEqual([]);
});

test("a job locks itself under its worker's own id, which peers can unlock", async () => {
  const workerId = randomUUID();
  const lockedBy: unknown[] = [];
  const look = async () => void lockedBy.push((await listJobs(database.db))[0]?.locked_by);
  await enqueue(database.db, "poll", {});
  await drainQueue(queueOptions({ poll: look }, workerId));
  expect(lockedBy).toEqual([workerId]);
});

test("what another try cannot mend is set aside at once, with its reason and without its key", async () => {
  const refuse = vi.fn(async () => {
    throw new AppError("gitlab_rejected", "GitLab rejected the request");
  });
  await enqueue(database.db, "poll", {}, { key: "poll" });
  await drainQueue(queueOptions({ poll: refuse }));
  await makeDue(database.db);
  await drainQueue(queueOptions({ poll: refuse }));
  expect(refuse).toHaveBeenCalledTimes(1);
  expect(await listJobs(database.db)).toMatchObject([
    { task_identifier: "poll", key: null, attempts: 25, max_attempts: 25, last_error: "GitLab rejected the request" },
  ]);
  expect(await readQueueFigures(database.db)).toEqual({ waiting: 0, running: 0, failed: 1, oldest_age_seconds: null });
});

test("a payload that no longer fits its job is set aside, and its handler is not called", async () => {
  const handler = vi.fn(nothing);
  await database.db.$executeRaw`select graphile_worker.add_job('refresh_issue', payload => '{"iid": "three"}')`;
  await drainQueue(queueOptions({ refresh_issue: handler }));
  expect(handler).not.toHaveBeenCalled();
  const [job] = await listJobs(database.db);
  expect(job).toMatchObject({ attempts: 25, max_attempts: 25 });
  expect(job?.last_error).toMatch(/payload of refresh_issue/);
});

test("GitLab's wait is kept to the second, and does not use up tries", async () => {
  const limited = async () => {
    throw new AppError("gitlab_rate_limited", "wait", { retryAfterSeconds: 90 });
  };
  await enqueue(database.db, "poll", {}, { key: "poll" });
  const before = Date.now();
  await drainQueue(queueOptions({ poll: limited }));
  const jobs = await listJobs(database.db);
  expect(jobs).toMatchObject([{ key: "poll", attempts: 0 }]);
  const waitSeconds = ((jobs[0]?.run_at.getTime() ?? 0) - before) / 1000;
  expect(waitSeconds).toBeGreaterThan(85);
  expect(waitSeconds).toBeLessThan(95);
});

test("a passing fault is tried again with the queue's back-off", async () => {
  const handler = vi.fn(nothing).mockRejectedValueOnce(new AppError("gitlab_unavailable", "away"));
  await enqueue(database.db, "poll", {});
  await drainQueue(queueOptions({ poll: handler }));
  expect(await listJobs(database.db)).toMatchObject([{ attempts: 1, last_error: "away" }]);
  await makeDue(database.db);
  await drainQueue(queueOptions({ poll: handler }));
  expect(handler).toHaveBeenCalledTimes(2);
  expect(await listJobs(database.db)).toEqual([]);
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
  const one = drainQueue(queueOptions({ poll: handler }));
  await started.promise;
  await drainQueue(queueOptions({ poll: handler }));
  expect(told).toEqual([false]);
  first.resolve();
  await one;
  expect(told).toEqual([false, true]);
});

test("a stopping worker gives its job back at once, with no try used up", async () => {
  const started = Promise.withResolvers<void>();
  const untilAborted = async (_payload: unknown, { signal }: JobRun) => {
    started.resolve();
    await once(signal, "abort");
    signal.throwIfAborted();
  };
  await enqueue(database.db, "poll", {}, { key: "poll" });
  const queue = await startQueue({ ...queueOptions({ poll: untilAborted }), concurrency: 2 });
  await started.promise;
  await queue.stop(5_000);
  await queue.ended;
  expect(await listJobs(database.db)).toMatchObject([{ key: "poll", attempts: 0, locked_by: null, last_error: null }]);
  expect((await readQueueFigures(database.db)).waiting).toBe(1);
});
