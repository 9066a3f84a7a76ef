import { z } from "zod";
import type { Db } from "@/lib/db/client.ts";
import { type Sql, sql } from "@/lib/db/sql.ts";
import { transaction, type Tx } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { handOver } from "@/lib/jobs/handover.ts";
import type { Place } from "@/lib/jobs/run.ts";

/** A worker that missed this many heartbeats is taken for dead. */
export const MISSED_HEARTBEATS = 4;

const strangerRows = z.array(z.object({ id: z.string() }));
const idRows = z.array(z.object({ id: z.uuid() }));

export type WorkerIdentity = { id: string; host: string; pid: number };

/** How Postgres lists the connections of a worker. */
export function sessionName(id: string): string {
  return `backtrak worker ${id}`;
}

/**
 * Makes a worker known, before it takes its first job. Kept at once, also where Postgres is set to flush commits later: a worker
 * that a crash made unknown would have to end.
 */
export async function enrolWorker(db: Db, { id, host, pid }: WorkerIdentity): Promise<void> {
  await db.$transaction([
    db.$executeRaw`select set_config('synchronous_commit', 'on', true)`,
    db.$executeRaw`insert into workers (id, host, pid) values (${id}::uuid, ${host}, ${pid}::int)`,
  ]);
}

/**
 * Holds the worker's own row until the transaction ends: nobody can revoke it meanwhile. In the mode that a heartbeat does not
 * wait for, or a worker whose transactions overlap would be silent as long as they do.
 * @throws AppError `worker_revoked` when its peers have taken its jobs
 */
export async function holdPlace(tx: Pick<Tx, "$queryRaw">, id: string): Promise<void> {
  const rows = await tx.$queryRaw`
    select id from workers where id = ${id}::uuid and revoked_at is null for key share`;
  if (idRows.parse(rows).length === 0) throw new AppError("worker_revoked", "this worker's peers have taken its jobs");
}

/** A worker's right to write: every transaction of its jobs begins by holding its place. */
export function placeOf(db: Db, id: string): Place {
  const write: Place["write"] = (work) =>
    transaction(db, async (tx) => {
      await holdPlace(tx, id);
      return work(tx);
    });
  const isHeld = async () => {
    const rows = await db.$queryRaw`select id from workers where id = ${id}::uuid and revoked_at is null`;
    return idRows.parse(rows).length === 1;
  };
  return { write, isHeld };
}

/** Says that the worker lives. False when its peers took it for dead: its jobs are theirs now and it must end. */
export async function beatHeart(db: Db, id: string): Promise<boolean> {
  const beaten = await db.$executeRaw`
    update workers set heartbeat_at = clock_timestamp() where id = ${id}::uuid and revoked_at is null`;
  return beaten === 1;
}

/**
 * Revokes the workers that have been silent and frees their jobs in one transaction, so that what they held goes on now and not
 * after the queue's own four hours. Answers their ids. Those revoked a day ago are forgotten.
 *
 * Their sessions are ended first: one that stands still in the middle of a write would hold its row, and its locks on the issues it
 * had in hand. A session takes a moment to end; a worker that still holds its place is left to the next heartbeat.
 */
export async function takeOverSilent(db: Db, heartbeatSeconds: number): Promise<string[]> {
  const silentSeconds = heartbeatSeconds * MISSED_HEARTBEATS;
  await endSessions(db, idsOf(await db.$queryRaw(sql`select id from workers where ${isSilentFor(silentSeconds)}`)));
  return transaction(db, async (tx) => {
    const ids = idsOf(
      await tx.$queryRaw(sql`
        select id from workers where ${isSilentFor(silentSeconds)} order by id for update skip locked`),
    );
    await tx.$executeRaw`update workers set revoked_at = now() where id = any(${ids}::uuid[])`;
    await handOver(tx, await listStrangers(tx));
    await tx.$executeRaw`delete from workers where revoked_at < now() - interval '1 day'`;
    return ids;
  });
}

function isSilentFor(seconds: number): Sql {
  return sql`
    revoked_at is null and heartbeat_at < clock_timestamp() - ${seconds}::double precision * interval '1 second'`;
}

function idsOf(rows: unknown): string[] {
  return idRows.parse(rows).map((row) => row.id);
}

async function endSessions(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.$executeRaw`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and usename = current_user and application_name = any(${ids.map(sessionName)}::text[])`;
}

/** Who holds jobs without being a worker: those just revoked, and those that took one before they noticed. */
async function listStrangers(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw`
    select distinct locked_by as id from graphile_worker.jobs
    where locked_by is not null
      and not exists (select from workers where id::text = locked_by and revoked_at is null)`;
  return strangerRows.parse(rows).map((row) => row.id);
}

/** The orderly end of a worker: what it could not finish is free at once, and nobody waits for its next heartbeat. */
export async function dismissWorker(db: Db, id: string): Promise<void> {
  await transaction(db, async (tx) => {
    await tx.$executeRaw`delete from workers where id = ${id}::uuid`;
    await handOver(tx, [id]);
  });
}
