import { z } from "zod";
import type { Tx } from "@/lib/db/transaction.ts";

const figuresRow = z.tuple([
  z.object({
    waiting: z.int(),
    running: z.int(),
    failed: z.int(),
    oldest_age_seconds: z.int().nullable(),
  }),
]);

const heldRows = z.array(z.object({ id: z.bigint().transform(String) }));

/** How the queue stands. `oldest_age_seconds`: how long the job that has waited longest was due. */
export type QueueFigures = z.infer<typeof figuresRow>[0];

/** The ids of the jobs that a worker has locked. */
export async function listHeld(db: Pick<Tx, "$queryRaw">, workerId: string): Promise<string[]> {
  const rows = await db.$queryRaw`select id from graphile_worker.jobs where locked_by = ${workerId}`;
  return heldRows.parse(rows).map((row) => row.id);
}

/** Counts jobs: running, failed for good, and waiting, those included whose time has not come. */
export async function readQueueFigures(db: Pick<Tx, "$queryRaw">): Promise<QueueFigures> {
  const rows = await db.$queryRaw`
    with jobs as (
      select locked_at is not null as running, attempts >= max_attempts as spent, run_at
      from graphile_worker.jobs
    )
    select
      (count(*) filter (where not running and not spent))::int as waiting,
      (count(*) filter (where running))::int as running,
      (count(*) filter (where not running and spent))::int as failed,
      floor(extract(epoch from now() - min(run_at) filter (where not running and not spent and run_at <= now())))::int
        as oldest_age_seconds
    from jobs`;
  return figuresRow.parse(rows)[0];
}
