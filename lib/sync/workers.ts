import { z } from "zod";
import type { Db } from "@/lib/db/client.ts";
import { transaction } from "@/lib/db/transaction.ts";

/** A worker that missed this many heartbeats is taken for dead. */
export const MISSED_HEARTBEATS = 4;

const idRows = z.array(z.object({ id: z.uuid() }));

export type WorkerIdentity = { id: string; host: string; pid: number };

/** Makes a worker known, before it takes its first job. */
export async function enrolWorker(db: Db, { id, host, pid }: WorkerIdentity): Promise<void> {
  await db.$executeRaw`insert into workers (id, host, pid) values (${id}::uuid, ${host}, ${pid}::int)`;
}

/** Says that the worker lives. False when its peers took it for dead: its jobs are theirs now and it must end. */
export async function beatHeart(db: Db, id: string): Promise<boolean> {
  const beaten = await db.$executeRaw`
    update workers set heartbeat_at = clock_timestamp() where id = ${id}::uuid and revoked_at is null`;
  return beaten === 1;
}

/**
 * Revokes the workers that have been silent and unlocks their jobs in one transaction, so that what they held goes on now and
 * not after the queue's own four hours. Answers their ids. Those revoked a day ago are forgotten.
 */
export async function takeOverSilent(db: Db, heartbeatSeconds: number): Promise<string[]> {
  return transaction(db, async (tx) => {
    const silentSeconds = heartbeatSeconds * MISSED_HEARTBEATS;
    const rows = await tx.$queryRaw`
      update workers set revoked_at = now()
      where revoked_at is null and heartbeat_at < now() - ${silentSeconds}::double precision * interval '1 second'
      returning id`;
    const ids = idRows.parse(rows).map((row) => row.id);
    if (ids.length > 0) await tx.$executeRaw`select graphile_worker.force_unlock_workers(${ids}::text[])`;
    await tx.$executeRaw`delete from workers where revoked_at < now() - interval '1 day'`;
    return ids;
  });
}

/** The orderly end of a worker: what it could not finish is free at once, and nobody waits for its next heartbeat. */
export async function dismissWorker(db: Db, id: string): Promise<void> {
  await transaction(db, async (tx) => {
    await tx.$executeRaw`select graphile_worker.force_unlock_workers(array[${id}])`;
    await tx.$executeRaw`delete from workers where id = ${id}::uuid`;
  });
}
