import type { Tx } from "@/lib/db/transaction.ts";

/** Hints that are answered within this time of each other are one batch. */
const BATCH_SECONDS = 60;

type Counts = { read: number; written: number };

/**
 * Counts issues that were fetched for webhooks: one row of `sync_runs` a project and batch, not a delivery. The last thing in
 * its transaction, since all refreshes of a project meet here: whoever holds the lock has nothing more to wait for.
 */
export async function noteRefreshed(tx: Pick<Tx, "$executeRaw">, projectId: string, counts: Counts): Promise<void> {
  const { read, written } = counts;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('webhook-run:' || ${projectId}, 0))`;
  await tx.$executeRaw`
    with extended as (
      update sync_runs
      set records_read = records_read + ${read}::int, records_upserted = records_upserted + ${written}::int,
        finished_at = clock_timestamp(), progress_at = clock_timestamp()
      where id = (
        select id from sync_runs
        where project_id = ${projectId}::uuid and mode = 'webhook'
          and progress_at > clock_timestamp() - ${BATCH_SECONDS}::int * interval '1 second'
        order by started_at desc limit 1
      )
      returning id
    )
    insert into sync_runs (mode, status, project_id, started_at, finished_at, progress_at, records_read, records_upserted)
    select 'webhook', 'success', ${projectId}::uuid, now(), clock_timestamp(), clock_timestamp(), ${read}::int, ${written}::int
    where not exists (select from extended)`;
}
