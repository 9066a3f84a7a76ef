import { type Sql, sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { PAYLOADS, PRIORITIES, type JobName, type JobPayload } from "./schema.ts";

/** With the queue's back-off (e to the number of the try, in seconds) the last of them is half an hour after the first. */
export const MAX_ATTEMPTS = 8;

/** `key`: a job that waits under this key is replaced, not doubled. `delayMs`: not before, by the database's clock. */
export type EnqueueOptions = { key?: string; delayMs?: number };

/**
 * Adds a job in the caller's transaction: it exists when that commits, and never did when it rolls back.
 * A waiting job of the same key keeps its time, so that hints which keep coming cannot put it off for ever. One that runs is
 * left to end, and the new one stands beside it: what it read may be older than what the caller knows.
 */
export async function enqueue<N extends JobName>(
  tx: Pick<Tx, "$executeRaw">,
  name: N,
  payload: JobPayload<N>,
  options: EnqueueOptions = {},
): Promise<void> {
  await tx.$executeRaw(sql`select ${addJob(name, payload, options)}`);
}

/** The call that adds a job, for a statement that does more than that; see `enqueue`. */
export function addJob<N extends JobName>(name: N, payload: JobPayload<N>, { key, delayMs }: EnqueueOptions = {}): Sql {
  const json = JSON.stringify(PAYLOADS[name].parse(payload));
  return addJobOf(name, { payload: sql`${json}::json`, key: sql`${key ?? null}`, delayMs });
}

/** The same where the statement itself knows payload and key: `payload` is json as `PAYLOADS` has it. */
export function addJobOf(name: JobName, job: { payload: Sql; key: Sql; delayMs?: number }): Sql {
  return sql`graphile_worker.add_job(
    ${name},
    payload => ${job.payload},
    run_at => clock_timestamp() + ${job.delayMs ?? 0}::double precision * interval '1 millisecond',
    max_attempts => ${MAX_ATTEMPTS}::int,
    job_key => ${job.key},
    job_key_mode => 'preserve_run_at',
    priority => ${PRIORITIES[name]}::int
  )`;
}
