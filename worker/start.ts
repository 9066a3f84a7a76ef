import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { createDb, type Db } from "@/lib/db/client.ts";
import type { Env } from "@/lib/env.ts";
import { requireEnv } from "@/lib/env.ts";
import { createGitLab } from "@/lib/gitlab/client.ts";
import { enqueue } from "@/lib/jobs/enqueue.ts";
import { startQueue, type Queue } from "@/lib/jobs/queue.ts";
import type { Log } from "@/lib/log.ts";
import { enqueueDiscovery } from "@/lib/sync/deliveries.ts";
import { claimInstance } from "@/lib/sync/instance.ts";
import { dismissWorker, enrolWorker } from "@/lib/sync/workers.ts";
import { handlers } from "./handlers.ts";
import { startHeart } from "./heart.ts";
import { startSchedule } from "./schedule.ts";

/** A worker at work. */
export type Worker = {
  id: string;
  /** Ends within ten seconds; what is not done is given back. */
  stop(): Promise<void>;
  /** Settles when the worker has to end though nobody told it to; says why. */
  lost: Promise<string>;
};

/** As many jobs may write as GitLab answers at a time, and some more for hints and polls that find a place meanwhile. */
const JOBS_BESIDE_GITLAB = 2;
const QUEUE_STOPS_WITHIN_MS = 7_000;

/**
 * Starts a worker: makes the database the mirror of its GitLab, takes jobs, keeps the schedule, and enqueues the search for
 * projects and a poll, so that a worker that was away catches up at once.
 * @throws AppError `bad_environment`, `wrong_gitlab`
 */
export async function startWorker(env: Env, log: Log): Promise<Worker> {
  const { GITLAB_URL, GITLAB_TOKEN } = requireEnv(env, ["GITLAB_URL", "GITLAB_TOKEN"]);
  const concurrency = env.GITLAB_CONCURRENCY + JOBS_BESIDE_GITLAB;
  const gitlab = createGitLab({ baseUrl: GITLAB_URL, token: GITLAB_TOKEN, concurrency: env.GITLAB_CONCURRENCY, log });
  const db = createDb(env.DATABASE_URL, { max: concurrency + 2, prepared: true });
  try {
    await claimInstance(db, GITLAB_URL);
    const id = randomUUID();
    await enrolWorker(db, { id, host: hostname(), pid: process.pid });
    const context = { db, gitlab, env, workerId: id };
    const queue = await startQueue({ url: env.DATABASE_URL, db, log, workerId: id, concurrency, handlers, context });
    return await setToWork({ id, env, db, log, queue });
  } catch (error) {
    await db.$disconnect();
    throw error;
  }
}

type AtWork = { id: string; env: Env; db: Db; log: Log; queue: Queue };

async function setToWork({ id, env, db, log, queue }: AtWork): Promise<Worker> {
  await enqueueDiscovery(db);
  await enqueue(db, "poll", {}, { key: "poll" });
  const stopSchedule = startSchedule({ db, env, log });
  const heart = startHeart({ id, db, log, everySeconds: env.WORKER_HEARTBEAT_SECONDS });
  const queueEnded = queue.ended.then(
    () => "the queue has ended",
    (error: unknown) => `the queue has failed: ${String(error)}`,
  );
  const stop = async () => {
    heart.stop();
    await stopSchedule();
    await queue.stop(QUEUE_STOPS_WITHIN_MS);
    await dismissWorker(db, id);
    await db.$disconnect();
  };
  return { id, stop, lost: Promise.race([heart.revoked, queueEnded]) };
}
