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
import { runJob, type Exclusively, type RunOptions } from "./run.ts";
import { JOB_NAMES } from "./schema.ts";

export type QueueOptions<Context> = RunOptions<Context> & {
  url: string;
  /** Written beside every job this process runs: what `handOver` is told when it dies. */
  workerId: string;
  /** How Postgres lists the connections of the queue. */
  sessions?: string;
  concurrency: number;
};

export type Queue = {
  /** Takes no more jobs, gives back those that do not end in time, and closes its connections. */
  stop(withinMs: number): Promise<void>;
  /** Settles when the queue has ended, by `stop` or because Postgres went away as it wrote off a job. */
  ended: Promise<void>;
  /** Whether a job is in hand here; the queue may hold it under our name without, when an answer of Postgres was lost. */
  isRunning(jobId: string): boolean;
};

/** Jobs that are due later are looked for this often; those due now are announced by Postgres. */
const LOOK_INTERVAL_MS = 500;

/** Runs jobs until it is stopped, or until it cannot say what became of one: then it ends by itself. */
export async function startQueue<Context>(options: QueueOptions<Context>): Promise<Queue> {
  const stopping = new AbortController();
  const pool = createPool(options);
  const settings = runnerOptions(options, pool);
  const running = new Set<string>();
  const runner = await run(settings, taskList(options, stopping.signal, running)).catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  let isOver = false;
  const ended = runner.promise.finally(() => {
    isOver = true;
  });
  ended.catch(() => {});
  // Also when it shuts down by itself: what still runs is given back, to a queue that goes on.
  settings.events.on("pool:gracefulShutdown", () => stopping.abort());
  const stop = async (withinMs: number): Promise<void> => {
    stopping.abort();
    const killer = setTimeout(() => void runner.kill("it did not stop in time"), withinMs);
    // It may be about to end by itself.
    if (!isOver) await runner.stop().catch(() => ended);
    clearTimeout(killer);
    await pool.end();
  };
  return { stop, ended, isRunning: (jobId) => running.has(jobId) };
}

/** A queue that is worked off when somebody says so, on connections that it keeps in between. */
export type Drain = {
  /** Runs, one after the other, every job that is due, also those that they enqueue, and returns. */
  run(): Promise<void>;
  close(): Promise<void>;
};

export function createDrain<Context>(options: Omit<QueueOptions<Context>, "concurrency">): Drain {
  const alone = { ...options, concurrency: 1 } as const;
  const pool = createPool(alone);
  const settings = () => ({ ...runnerOptions(alone, pool), concurrency: 1 });
  return {
    run: () => runOnce(settings(), taskList(alone, new AbortController().signal)),
    close: () => pool.end(),
  };
}

/** The same, once. */
export async function drainQueue<Context>(options: Omit<QueueOptions<Context>, "concurrency">): Promise<void> {
  const drain = createDrain(options);
  await drain.run();
  await drain.close();
}

/**
 * A pool of ours, since the queue does not wait for the end of its own. One connection to listen, one for each job that may
 * hold a lock, one to fetch and end jobs with.
 */
function createPool({
  url,
  sessions,
  concurrency,
  log,
}: Pick<QueueOptions<never>, "url" | "sessions" | "concurrency" | "log">): Pool {
  const pool = new Pool({ connectionString: url, max: concurrency + 2, application_name: sessions });
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

function taskList<Context>(
  options: RunOptions<Context>,
  signal: AbortSignal,
  running: Set<string> = new Set(),
): TaskList {
  return Object.fromEntries(
    JOB_NAMES.map((name) => [
      name,
      async (payload: unknown, helpers: JobHelpers) => {
        running.add(helpers.job.id);
        await runJob(name, payload, {
          ...options,
          job: helpers.job,
          exclusively: exclusivelyIn(helpers),
          signal,
        }).finally(() => running.delete(helpers.job.id));
      },
    ]),
  );
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
