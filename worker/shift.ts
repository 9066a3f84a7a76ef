import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { createDb, type Db } from "@/lib/db/client.ts";
import { requireEnv, type Env } from "@/lib/env.ts";
import { createGitLab } from "@/lib/gitlab/client.ts";
import { enqueue } from "@/lib/jobs/enqueue.ts";
import { startQueue, type Queue } from "@/lib/jobs/queue.ts";
import type { Log } from "@/lib/log.ts";
import { enqueueMissing } from "@/lib/search/enqueue.ts";
import { enqueueDiscovery } from "@/lib/sync/deliveries.ts";
import { createGate } from "@/lib/sync/gitlab-state.ts";
import { claimInstance } from "@/lib/sync/instance.ts";
import { dismissWorker, enrolWorker, MISSED_HEARTBEATS, placeOf, sessionName } from "@/lib/sync/workers.ts";
import { handlers } from "./handlers.ts";
import { startHeart, type Heart } from "./heart.ts";
import { createPace } from "./pace.ts";
import { readTimetable, startSchedule } from "./schedule.ts";

/** A worker at work under one name: with connections, heartbeat, queue and schedule of its own. */
export type Shift = {
  id: string;
  /** Settles when the shift is over though nobody told it to. A revoked one must end with its process, another can follow. */
  over: Promise<{ revoked: boolean; reason: string }>;
  /** Ends it; what is not done is given back. After a shift that broke off it can be called until it succeeds. */
  stop(): Promise<void>;
};

/** As many jobs may write as GitLab answers at a time, and some more for hints and polls that find a place meanwhile. */
const JOBS_BESIDE_GITLAB = 2;
const QUEUE_STOPS_WITHIN_MS = 7_000;
/** Far longer than any step of a transaction takes: no job waits for GitLab inside one. */
const IDLE_SECONDS = 20;

/**
 * Makes the database the mirror of its GitLab, takes jobs, keeps the schedule, and enqueues the search for projects and a poll, so
 * that a worker that was away catches up at once.
 * @throws AppError `bad_environment`, `wrong_gitlab`
 */
export async function startShift(env: Env, log: Log): Promise<Shift> {
  const { GITLAB_URL } = requireEnv(env, ["GITLAB_URL", "GITLAB_TOKEN"]);
  const timetable = readTimetable(env);
  const id = randomUUID();
  const idleSeconds = Math.min(IDLE_SECONDS, env.WORKER_HEARTBEAT_SECONDS * MISSED_HEARTBEATS);
  const max = jobsAtOnce(env) + 2;
  const db = createDb(env.DATABASE_URL, { max, prepared: true, name: sessionName(id), idleSeconds });
  try {
    await claimInstance(db, GITLAB_URL);
    await enrolWorker(db, { id, host: hostname(), pid: process.pid });
    const revoked = Promise.withResolvers<string>();
    await enqueueDiscovery(db);
    await enqueueMissing(db);
    await enqueue(db, "poll", {}, { key: "poll" });
    const queue = await openQueue({ id, db, env, log, revoked: revoked.resolve });
    const heart = startHeart({ id, db, log, everySeconds: env.WORKER_HEARTBEAT_SECONDS, queue });
    const stopSchedule = startSchedule({ db, timetable, log });
    const over = endOf({ heart, queue, revoked: revoked.promise });
    return { id, over, stop: stopOnce({ id, db, heart, queue, stopSchedule }) };
  } catch (error) {
    await timetable.close();
    await db.$disconnect();
    throw error;
  }
}

const jobsAtOnce = (env: Env) => env.GITLAB_CONCURRENCY + JOBS_BESIDE_GITLAB;

type QueueTools = { id: string; db: Db; env: Env; log: Log; revoked: (reason: string) => void };

function openQueue({ id, db, env, log, revoked }: QueueTools): Promise<Queue> {
  const { GITLAB_URL, GITLAB_TOKEN } = requireEnv(env, ["GITLAB_URL", "GITLAB_TOKEN"]);
  const gate = createGate(db, log);
  const concurrency = env.GITLAB_CONCURRENCY;
  const gitlab = createGitLab({ baseUrl: GITLAB_URL, token: GITLAB_TOKEN, concurrency, log, gate });
  return startQueue({
    url: env.DATABASE_URL,
    log,
    workerId: id,
    sessions: sessionName(id),
    concurrency: jobsAtOnce(env),
    place: placeOf(db, id),
    onRevoked: (error) => revoked(error.message),
    handlers,
    context: { db, gitlab, env, workerId: id, pace: createPace() },
  });
}

function endOf({ heart, queue, revoked }: { heart: Heart; queue: Queue; revoked: Promise<string> }): Shift["over"] {
  const broke = queue.ended.then(
    () => "the queue has ended",
    (error: unknown) => `the queue has failed: ${String(error)}`,
  );
  return Promise.race([
    Promise.race([heart.revoked, revoked]).then((reason) => ({ revoked: true, reason })),
    Promise.race([broke, heart.strayed]).then((reason) => ({ revoked: false, reason })),
  ]);
}

type AtWork = { id: string; db: Db; heart: Heart; queue: Queue; stopSchedule: () => Promise<void> };

/** Its parts end once; that Postgres takes the worker off its list may need another try. */
function stopOnce({ id, db, heart, queue, stopSchedule }: AtWork): () => Promise<void> {
  let parts: Promise<void> | null = null;
  const stopParts = async () => {
    heart.stop();
    await stopSchedule();
    await queue.stop(QUEUE_STOPS_WITHIN_MS);
  };
  return async () => {
    await (parts ??= stopParts());
    await dismissWorker(db, id);
    await db.$disconnect();
  };
}
