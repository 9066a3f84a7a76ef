import type { Job } from "graphile-worker";
import { z } from "zod";
import type { Db } from "@/lib/db/client.ts";
import { transaction } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import type { Log } from "@/lib/log.ts";

type FailedJob = Pick<Job, "id" | "task_identifier" | "payload" | "key" | "priority" | "max_attempts">;
type Failure = { job: FailedJob; error: unknown; log: Log; stopping: boolean };

const addedRow = z.tuple([z.object({ id: z.bigint() })]);

/** GitLab said to wait but not how long (a revoked token): one try every five minutes. */
const WAIT_SECONDS = 300;

/**
 * What becomes of a job that threw. `soon`, and whatever has no name, is thrown on: the queue tries again with its back-off.
 * `later` waits as long as it was told to; `never` is set aside as failed at once. A stopping worker gives the job back.
 *
 * The queue has no word for these on a job that runs. So an equal job takes its place, and the running one ends as done: a
 * crash in between does the work twice, never not at all.
 */
export async function settle(db: Db, { job, error, log, stopping }: Failure): Promise<void> {
  if (stopping) return replaceJob(db, job, 0);
  if (!(error instanceof AppError) || error.retry === "soon") throw error;
  if (error.retry === "later") {
    const seconds = error.retryAfterSeconds ?? WAIT_SECONDS;
    log.warn({ job: job.task_identifier, code: error.code, seconds }, `job waits: ${error.message}`);
    return replaceJob(db, job, seconds);
  }
  log.error({ job: job.task_identifier, code: error.code }, `job set aside: ${error.message}`);
  return parkJob(db, job, error.message);
}

async function replaceJob(db: Db, job: FailedJob, delaySeconds: number): Promise<void> {
  await db.$executeRaw`
    select graphile_worker.add_job(
      ${job.task_identifier},
      payload => ${JSON.stringify(job.payload)}::json,
      run_at => clock_timestamp() + ${delaySeconds}::double precision * interval '1 second',
      max_attempts => ${job.max_attempts}::int,
      job_key => ${job.key},
      job_key_mode => 'preserve_run_at',
      priority => ${job.priority}::int
    )`;
}

/** Without a key: a parked job must not stand in the way of the next one. */
async function parkJob(db: Db, job: FailedJob, message: string): Promise<void> {
  await transaction(db, async (tx) => {
    const [parked] = addedRow.parse(
      await tx.$queryRaw`
        select id from graphile_worker.add_job(
          ${job.task_identifier},
          payload => ${JSON.stringify(job.payload)}::json,
          max_attempts => ${job.max_attempts}::int,
          priority => ${job.priority}::int
        )`,
    );
    await tx.$executeRaw`select graphile_worker.permanently_fail_jobs(array[${parked.id}::bigint], ${message})`;
  });
}
