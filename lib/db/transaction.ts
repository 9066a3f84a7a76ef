import { setTimeout as sleep } from "node:timers/promises";
import type { Prisma } from "@/prisma/generated/client.ts";
import type { Db } from "./client.ts";

/** Writes take the transaction first, so that what belongs together is committed together. */
export type Tx = Prisma.TransactionClient;

/** Does the work in one transaction, under whatever the caller has to hold for it. */
export type Write = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

const DEADLOCK = "40P01";
const SERIALIZATION_FAILURE = "40001";
const MAX_TRIES = 5;
const TIMEOUT_MS = 60_000;
/** Those that stood in each other's way must not meet again at once. */
const LONGEST_PAUSE_MS = 200;

/** Runs `work` in one transaction; what Postgres gave up because of a deadlock is tried again from its start. */
export async function transaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.$transaction(work, { timeout: TIMEOUT_MS, maxWait: 10_000 });
    } catch (error) {
      if (attempt >= MAX_TRIES || !isRetriable(error)) throw error;
      await sleep(Math.random() * LONGEST_PAUSE_MS);
    }
  }
}

/** How long a transaction may last, and how long its process may leave it alone. */
type Limits = { longestMs: number; idleMs: number };

/**
 * Runs `work` in one transaction that only reads, sees the database as it is when it begins, and may last long. Where nothing is
 * asked in it for `idleMs`, as by a process that stands still, Postgres ends it and its connection.
 */
export async function longRead<T>(db: Db, work: (tx: Tx) => Promise<T>, { longestMs, idleMs }: Limits): Promise<T> {
  const begin = async (tx: Tx) => {
    await tx.$queryRaw`
      select set_config('transaction_read_only', 'on', true),
        set_config('idle_in_transaction_session_timeout', ${`${idleMs}ms`}, true)`;
    return work(tx);
  };
  return db.$transaction(begin, { timeout: longestMs, maxWait: 10_000, isolationLevel: "RepeatableRead" });
}

function isRetriable(error: unknown): boolean {
  const text =
    error instanceof Error ? `${error.message} ${JSON.stringify(error, Object.getOwnPropertyNames(error))}` : "";
  return text.includes(DEADLOCK) || text.includes(SERIALIZATION_FAILURE);
}
