import { EventEmitter } from "node:events";
import {
  Logger,
  run,
  runOnce,
  type JobHelpers,
  type RunnerOptions,
  type TaskList,
  type WorkerEvents,
} from "graphile-worker";
import { Pool } from "pg";
import { z } from "zod";
import type { Db } from "@/lib/db/client.ts";
import { AppError } from "@/lib/errors.ts";
import type { Log } from "@/lib/log.ts";
import { JOB_NAMES, PAYLOADS, type JobName, type JobPayload } from "./schema.ts";
import { settle } from "./settle.ts";

/** What the queue gives to each run of a job. `signal` fires when the worker stops: the job is given back. */
export type JobRun = { signal: AbortSignal; log: Log; exclusively: Exclusively };

/** Does the work unless another job, in whichever worker, holds the same key; answers whether it did. */
export type Exclusively = (key: string, work: () => Promise<void>) => Promise<boolean>;

/** One handler a job, none missing and none too many. What a job does may happen twice and out of order. */
export type Handlers<Context> = {
  readonly [N in JobName]: (payload: JobPayload<N>, context: Context & JobRun) => Promise<void>;
};

export type QueueOptions<Context> = {
  url: string;
  db: Db;
  log: Log;
  /** Written beside every job this process runs: what `force_unlock_workers` is told when it dies. */
  workerId: string;
  concurrency: number;
  handlers: Handlers<Context>;
  context: Context;
};

export type Queue = {
  /** Takes no more jobs, gives back those that do not end in time, and closes its connections. */
  stop(withinMs: number): Promise<void>;
  /** Settles when the queue has ended, by `stop` or because it could not go on. */
  ended: Promise<void>;
};

/** Jobs that are due later are looked for this often; those due now are announced by Postgres. */
const LOOK_INTERVAL_MS = 500;

/** Runs jobs until it is stopped. */
export async function startQueue<Context>(options: QueueOptions<Context>): Promise<Queue> {
  const stopping = new AbortController();
  const pool = createPool(options);
  const runner = await run(runnerOptions(options, pool), taskList(options, stopping.signal));
  const stop = async (withinMs: number): Promise<void> => {
    stopping.abort();
    const killer = setTimeout(() => void runner.kill("it did not stop in time"), withinMs);
    await runner.stop().finally(() => clearTimeout(killer));
    await pool.end();
  };
  return { stop, ended: runner.promise };
}

/** Runs, one after the other, every job that is due, also those that they enqueue, and returns. */
export async function drainQueue<Context>(options: Omit<QueueOptions<Context>, "concurrency">): Promise<void> {
  const alone = { ...options, concurrency: 1 } as const;
  const pool = createPool(alone);
  await runOnce({ ...runnerOptions(alone, pool), concurrency: 1 }, taskList(alone, new AbortController().signal));
  await pool.end();
}

/**
 * A pool of ours, since the queue does not wait for the end of its own. One connection to listen, one for each job that may
 * hold a lock, one to fetch and end jobs with.
 */
function createPool({ url, concurrency, log }: Pick<QueueOptions<never>, "url" | "concurrency" | "log">): Pool {
  const pool = new Pool({ connectionString: url, max: concurrency + 2 });
  const onError = (error: Error) => log.warn({ err: error }, "a connection of the queue broke");
  pool.on("error", onError).on("connect", (client) => client.on("error", onError));
  return pool;
}

function runnerOptions(
  { log, workerId, concurrency }: Pick<QueueOptions<never>, "workerId" | "concurrency" | "log">,
  pgPool: Pool,
) {
  return {
    pgPool,
    concurrency,
    pollInterval: LOOK_INTERVAL_MS,
    noHandleSignals: true,
    parsedCronItems: [],
    // Not for speed: without batches the queue does not wait at its end for jobs to be written off as done or failed.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    events: eventsUnder(workerId),
    logger: new Logger(() => (level, message) => log[LEVELS[level]](message)),
  } satisfies RunnerOptions;
}

/** The queue's routine is our detail; that a job failed is our warning: it will be tried again. */
const LEVELS = { debug: "trace", info: "debug", warning: "warn", error: "warn" } as const;

/** The queue makes up an id to lock jobs with; it takes ours before the first job is looked for. */
function eventsUnder(workerId: string): WorkerEvents {
  const events: WorkerEvents = new EventEmitter();
  events.on("pool:create", ({ workerPool }) => {
    workerPool.id = workerId;
  });
  return events;
}

function taskList<Context>(options: Omit<QueueOptions<Context>, "concurrency">, signal: AbortSignal): TaskList {
  return Object.fromEntries(
    JOB_NAMES.map((name) => [
      name,
      (payload: unknown, helpers: JobHelpers) => runJob(name, payload, { ...options, helpers, signal }),
    ]),
  );
}

type Run<Context> = Omit<QueueOptions<Context>, "concurrency"> & { helpers: JobHelpers; signal: AbortSignal };

async function runJob<Context, N extends JobName>(name: N, payload: unknown, around: Run<Context>): Promise<void> {
  const { handlers, helpers, signal, db } = around;
  const log = around.log.child({ job: name, job_id: helpers.job.id });
  const context = { ...around.context, signal, log, exclusively: exclusivelyIn(helpers) };
  try {
    await handlers[name](readPayload(name, payload), context);
  } catch (error) {
    await settle(db, { job: helpers.job, error, log, stopping: signal.aborted });
  }
}

function readPayload<N extends JobName>(name: N, payload: unknown): JobPayload<N> {
  const parsed = PAYLOADS[name].safeParse(payload);
  if (parsed.success) return parsed.data;
  throw new AppError("invalid_request", `the payload of ${name} is not valid: ${z.prettifyError(parsed.error)}`);
}

const lockRow = z.tuple([z.object({ locked: z.boolean() })]);

/**
 * A lock of the connection, not of a row or a queue: it ends with the process that holds it. A queue an issue would leave a row
 * for every issue behind, and stay locked for a minute after a kill.
 */
function exclusivelyIn(helpers: JobHelpers): Exclusively {
  return (key, work) =>
    helpers.withPgClient(async (client) => {
      const answer = await client.query("select pg_try_advisory_lock(hashtextextended($1, 0)) as locked", [key]);
      if (!lockRow.parse(answer.rows)[0].locked) return false;
      try {
        await work();
      } finally {
        await client.query("select pg_advisory_unlock(hashtextextended($1, 0))", [key]);
      }
      return true;
    });
}
