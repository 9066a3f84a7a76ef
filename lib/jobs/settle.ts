import type { Job } from "graphile-worker";
import { z } from "zod";
import type { Tx, Write } from "@/lib/db/transaction.ts";
import { AppError, messageOf } from "@/lib/errors.ts";
import type { Log } from "@/lib/log.ts";
import { park, type JobSpec } from "./parked.ts";

type FailedJob = Pick<Job, "id" | "task_identifier" | "payload" | "key" | "priority" | "attempts" | "max_attempts">;
type Failure = { job: FailedJob; error: unknown; log: Log; stopping: boolean };

/** GitLab said to wait but not how long (a revoked token): one try every five minutes. */
const WAIT_SECONDS = 300;
/**
 * How long a job waits for a GitLab that is away. Always the same and without end: an outage is no fault of the job, and a wait
 * that grew for hours would go on for hours after GitLab's return.
 */
const AWAY_SECONDS = 30;

/**
 * What becomes of a job that threw. A stopping worker gives it back; `later` waits as long as it was told to; one that found
 * GitLab away waits for it, however long; `never` is parked at once, and any other fault after its last try. Until then it is
 * thrown on: the queue tries again with its back-off.
 *
 * The queue has no word for these on a job that runs. So an equal job takes its place, and the running one ends as done: a
 * crash in between does the work twice, never not at all.
 * @throws AppError `worker_revoked`, or `error` itself where the queue has to try again
 */
export async function settle(write: Write, { job, error, log, stopping }: Failure): Promise<void> {
  if (isRevocation(error)) throw error;
  if (stopping) return write((tx) => replace(tx, job, 0));
  const seconds = waitFor(error);
  if (seconds !== null) {
    log.warn({ seconds, err: error }, `job waits: ${messageOf(error)}`);
    return write((tx) => replace(tx, job, seconds));
  }
  const hopeless = error instanceof AppError && error.retry === "never";
  if (!hopeless && job.attempts < job.max_attempts) {
    if (!(await write((tx) => isReplaced(tx, job)))) throw error;
    return log.warn({ err: error }, `job failed, and one like it waits: ${messageOf(error)}`);
  }
  log.error({ err: error }, `job set aside: ${messageOf(error)}`);
  return write((tx) => park(tx, { id: job.id, ...specOf(job) }, messageOf(error)));
}

/** Whether the worker's peers have taken its jobs: then nothing of this is its business any more. */
export function isRevocation(error: unknown): error is AppError {
  return error instanceof AppError && error.code === "worker_revoked";
}

/** In seconds; null where waiting alone cannot help. */
function waitFor(error: unknown): number | null {
  if (!(error instanceof AppError)) return null;
  if (error.code === "gitlab_unavailable") return error.retryAfterSeconds ?? AWAY_SECONDS;
  return error.retry === "later" ? (error.retryAfterSeconds ?? WAIT_SECONDS) : null;
}

/** Whether its key has gone to a job that was enqueued while it ran. The queue would keep it, with no tries left, for ever. */
async function isReplaced(tx: Tx, job: FailedJob): Promise<boolean> {
  if (job.key === null) return false;
  const rows = await tx.$queryRaw`
    select id from graphile_worker.jobs where id = ${job.id}::bigint and key is null`;
  return z.array(z.unknown()).parse(rows).length === 1;
}

/** A job of the same key that was enqueued meanwhile stands beside this one already: it does the work, at its own time. */
async function replace(tx: Tx, job: FailedJob, delaySeconds: number): Promise<void> {
  const { task, payload, key, priority, maxAttempts } = specOf(job);
  await tx.$executeRaw`
    select graphile_worker.add_job(
      ${task},
      payload => ${JSON.stringify(payload)}::json,
      run_at => clock_timestamp() + ${delaySeconds}::double precision * interval '1 second',
      max_attempts => ${maxAttempts}::int,
      job_key => ${key},
      job_key_mode => 'preserve_run_at',
      priority => ${priority}::int
    )`;
}

function specOf(job: FailedJob): JobSpec {
  return {
    task: job.task_identifier,
    payload: job.payload,
    key: job.key,
    priority: job.priority,
    maxAttempts: job.max_attempts,
  };
}
