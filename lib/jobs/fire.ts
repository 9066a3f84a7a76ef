import type { Db } from "@/lib/db/client.ts";
import { transaction } from "@/lib/db/transaction.ts";
import { enqueue } from "./enqueue.ts";
import type { JobName, JobPayload } from "./schema.ts";

/** A time at which a schedule fires. It has the same name and the same time in every worker. */
export type Fire<N extends JobName> = { name: N; at: Date; payload: JobPayload<N> };

const KEPT_DAYS = 7;

/**
 * Enqueues a scheduled job once, however many workers keep the same schedule: whoever writes the fire first enqueues, in one
 * transaction. Answers whether it was this one.
 */
export async function fireOnce<N extends JobName>(db: Db, { name, at, payload }: Fire<N>): Promise<boolean> {
  return transaction(db, async (tx) => {
    const first = await tx.$executeRaw`
      insert into cron_fires (name, fired_at) values (${name}, ${at.toISOString()}::timestamptz)
      on conflict (name, fired_at) do nothing`;
    if (first === 0) return false;
    await tx.$executeRaw`delete from cron_fires where fired_at < now() - ${KEPT_DAYS} * interval '1 day'`;
    await enqueue(tx, name, payload, { key: name });
    return true;
  });
}
