import { z } from "zod";
import type { Tx } from "@/lib/db/transaction.ts";

/** A job as it is added again: of the same kind and payload, with its place in the queue. */
export type JobSpec = { task: string; payload: unknown; key: string | null; priority: number; maxAttempts: number };

/** A job that was given up. `key` says what it was about (`parked:poll:<project>`), `since` when it was given up. */
export type ParkedJob = {
  id: string;
  name: string;
  key: string | null;
  attempts: number;
  last_error: string | null;
  since: Date;
};

const PARKED = "parked:";
/** Prisma says first where its caller stands, then what is wrong. */
const PREAMBLE = /^Invalid `/;

const addedRow = z.tuple([z.object({ id: z.bigint() })]);
const parkedRows = z.array(
  z.object({
    id: z.bigint().transform(String),
    name: z.string(),
    key: z.string().nullable(),
    attempts: z.int(),
    last_error: z.string().nullable().transform(firstLine),
    since: z.date(),
  }),
);

/** Every job that was given up, by us or by the queue after its last try; the one given up last first. */
export async function listParked(db: Pick<Tx, "$queryRaw">): Promise<ParkedJob[]> {
  const rows = await db.$queryRaw`
    select id, task_identifier as name, key, attempts::int, last_error, updated_at as since
    from graphile_worker.jobs
    where attempts >= max_attempts and locked_at is null
    order by updated_at desc, id desc`;
  return parkedRows.parse(rows);
}

/** Lets a parked job run now, with all its tries. False where no parked job has this id: it runs or is gone. */
export async function retryParked(db: Pick<Tx, "$queryRaw">, id: string): Promise<boolean> {
  const rows = await db.$queryRaw`
    select id from graphile_worker.reschedule_jobs(
      array(select id from graphile_worker.jobs
        where id = ${id}::bigint and attempts >= max_attempts and locked_at is null),
      run_at => now(), attempts => 0)`;
  return z.array(z.unknown()).parse(rows).length === 1;
}

/**
 * Sets a job aside with its reason, until somebody retries it. Under a key of its own: it must not stand in the way of the next
 * job of its key, and one that is set aside again and again is still one.
 */
export async function park(tx: Tx, job: JobSpec & { id: string }, reason: string): Promise<void> {
  const key = PARKED + (job.key ?? `${job.task}:${job.id}`).replace(PARKED, "");
  // The queue does not take up a key whose job has no tries left: it would leave that one behind without it.
  await tx.$executeRaw`select graphile_worker.remove_job(${key})`;
  const [parked] = addedRow.parse(
    await tx.$queryRaw`
      select id from graphile_worker.add_job(
        ${job.task},
        payload => ${JSON.stringify(job.payload)}::json,
        max_attempts => ${job.maxAttempts}::int,
        job_key => ${key},
        priority => ${job.priority}::int
      )`,
  );
  await tx.$executeRaw`select graphile_worker.permanently_fail_jobs(array[${parked.id}::bigint], ${reason})`;
}

/** Takes away what was set aside under a job's key: what it was to do is done. */
export async function forgetParked(tx: Pick<Tx, "$executeRaw">, key: string): Promise<void> {
  await tx.$executeRaw`select graphile_worker.remove_job(${PARKED + key})`;
}

function firstLine(text: string | null): string | null {
  const lines = (text ?? "").split("\n").map((line) => line.trim());
  return lines.find((line) => line !== "" && !PREAMBLE.test(line)) ?? null;
}
