import { z } from "zod";
import type { Tx } from "@/lib/db/transaction.ts";
import { sql } from "@/lib/db/sql.ts";
import { enqueueRun } from "./runs.ts";
import { SYNC_MODES } from "./schema.ts";

/** A run that moved nothing for this long while its job failed again and again will not move. */
const STALLED_AFTER_MINUTES = 60;

const stoppedRows = z.array(z.object({ id: z.uuid(), mode: z.enum(SYNC_MODES).exclude(["poll", "webhook"]) }));

/** The job of a run under the key of `enqueueRun`, also when it was parked and is tried again. */
const ITS_JOB = sql`key in (mode::text || ':' || sync_runs.id, 'parked:' || mode::text || ':' || sync_runs.id)`;

/**
 * Enqueues the next page of runs that stand still although none of their jobs waits or runs: those whose
 * job was given up after its last try. Answers how many.
 */
export async function wakeStalledRuns(tx: Tx): Promise<number> {
  const rows = await tx.$queryRaw`
    select id, mode::text from sync_runs
    where mode not in ('poll', 'webhook') and status = 'running' and not exists (
      select from graphile_worker.jobs where ${ITS_JOB} and (attempts < max_attempts or locked_at is not null)
    )
    order by id`;
  const stopped = stoppedRows.parse(rows);
  for (const run of stopped) await enqueueRun(tx, run);
  return stopped.length;
}

/**
 * Ends as `stalled` the runs that have moved nothing for an hour. Not those whose job runs or has not failed:
 * it may wait for a GitLab that is away, and goes on when it is back. Answers how many.
 */
export async function closeStalledRuns(tx: Pick<Tx, "$executeRaw">): Promise<number> {
  return tx.$executeRaw`
    update sync_runs
    set status = 'stalled', finished_at = greatest(now(), started_at),
      error_message = 'no progress for an hour' || coalesce(': ' || error_message, '') || '; start a new one'
    where mode not in ('poll', 'webhook') and status = 'running'
      and progress_at < now() - ${STALLED_AFTER_MINUTES} * interval '1 minute'
      and not exists (
        select from graphile_worker.jobs
        where ${ITS_JOB} and (locked_at is not null or (attempts < max_attempts and last_error is null))
      )`;
}
