import { z } from "zod";
import type { Tx } from "@/lib/db/transaction.ts";
import { park } from "./parked.ts";

const heldRows = z.array(z.object({ id: z.bigint(), task: z.string(), attempts: z.int(), replaced: z.boolean() }));
const takenRows = z.array(
  z.object({
    id: z.bigint(),
    payload: z.unknown(),
    key: z.string().nullable(),
    run_at: z.date(),
    priority: z.int(),
    max_attempts: z.int(),
  }),
);
const addedRow = z.tuple([z.object({ id: z.bigint() })]);
type Held = z.infer<typeof heldRows>[number];
type Taken = z.infer<typeof takenRows>[number];

/**
 * Frees the jobs that these workers hold, under new ids: the queue ends a job by its id without looking who holds it, so a worker
 * that was taken for dead would, on waking, delete the job that its peer is running. A job whose last try this was is parked: it
 * may be what killed its worker. Answers how many jobs there were.
 */
export async function handOver(tx: Tx, workerIds: readonly string[]): Promise<number> {
  const workers = [...workerIds];
  if (workers.length === 0) return 0;
  const held = heldRows.parse(
    await tx.$queryRaw`
      select id, task_identifier as task, attempts::int, key is null and updated_at > locked_at as replaced
      from graphile_worker.jobs where locked_by = any(${workers}::text[])`,
  );
  await tx.$executeRaw`select graphile_worker.force_unlock_workers(${workers}::text[])`;
  const ids = held.map((job) => job.id);
  const taken = takenRows.parse(
    await tx.$queryRaw`
      select id, payload, key, run_at, priority::int, max_attempts::int
      from graphile_worker.complete_jobs(${ids}::bigint[])`,
  );
  for (const job of taken) {
    const before = held.find(({ id }) => id === job.id);
    // A job that was enqueued again while it ran has lost its key to the one that stands beside it.
    if (before !== undefined && !before.replaced) await addAgain(tx, job, before);
  }
  return taken.length;
}

async function addAgain(tx: Tx, job: Taken, { task, attempts }: Held): Promise<void> {
  if (attempts >= job.max_attempts) {
    const spec = { task, payload: job.payload, key: job.key, priority: job.priority, maxAttempts: job.max_attempts };
    return park(tx, { ...spec, id: String(job.id) }, "its worker ended during the last try");
  }
  const [added] = addedRow.parse(
    await tx.$queryRaw`
      select id from graphile_worker.add_job(
        ${task},
        payload => ${JSON.stringify(job.payload)}::json,
        run_at => ${job.run_at.toISOString()}::timestamptz,
        max_attempts => ${job.max_attempts}::int,
        job_key => ${job.key},
        job_key_mode => 'preserve_run_at',
        priority => ${job.priority}::int
      )`,
  );
  await tx.$executeRaw`select graphile_worker.reschedule_jobs(array[${added.id}::bigint], attempts => ${attempts}::int)`;
}
