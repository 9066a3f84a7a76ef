import { z } from "zod";
import type { Db } from "@/lib/db/client.ts";

const jobRow = z.object({
  id: z.bigint().transform(String),
  task_identifier: z.string(),
  key: z.string().nullable(),
  run_at: z.date(),
  attempts: z.number(),
  max_attempts: z.number(),
  last_error: z.string().nullable(),
  locked_by: z.string().nullable(),
});

/** Every job there is, oldest first, as the queue's public view shows them. */
export async function listJobs(db: Db) {
  const rows = await db.$queryRaw`
    select id, task_identifier, key, run_at, attempts, max_attempts, last_error, locked_by
    from graphile_worker.jobs order by id`;
  return z.array(jobRow).parse(rows);
}

/** What a killed worker leaves behind: every waiting job, locked in its so many-th try. */
export async function lockJobs(db: Db, workerId: string, attempts = 1): Promise<void> {
  await db.$executeRaw`
    update graphile_worker._private_jobs
    set locked_at = clock_timestamp(), locked_by = ${workerId}, attempts = ${attempts}::int where locked_at is null`;
}

/** Lets waiting jobs run now that were put off. */
export async function makeDue(db: Db): Promise<void> {
  await db.$executeRaw`
    select graphile_worker.reschedule_jobs(
      array(select id from graphile_worker.jobs where attempts < max_attempts), run_at => now())`;
}
