import { setTimeout as sleep } from "node:timers/promises";
import type { Job } from "graphile-worker";
import { z } from "zod";
import type { Write } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import type { Log } from "@/lib/log.ts";
import { PAYLOADS, type JobName, type JobPayload } from "./schema.ts";
import { isRevocation, settle } from "./settle.ts";

/**
 * What the queue gives to each run of a job. `signal` fires when the worker stops: the job is given back. `write` is the only way
 * a job writes: it throws `worker_revoked` where the worker's peers have taken its jobs.
 */
export type JobRun = { signal: AbortSignal; log: Log; exclusively: Exclusively; write: Write };

/** Does the work unless another job, in whichever worker, holds the same key; answers whether it did. */
export type Exclusively = (key: string, work: () => Promise<void>) => Promise<boolean>;

/** One handler a job, none missing and none too many. What a job does may happen twice and out of order. */
export type Handlers<Context> = {
  readonly [N in JobName]: (payload: JobPayload<N>, context: Context & JobRun) => Promise<void>;
};

/** The worker's right to run its jobs, which its peers may end. */
export type Place = { write: Write; isHeld(): Promise<boolean> };

export type RunOptions<Context> = {
  log: Log;
  place: Place;
  /** The place is lost: the process must end. What it was doing is its peers' to do. */
  onRevoked: (revoked: AppError) => void;
  handlers: Handlers<Context>;
  context: Context;
};

type Run<Context> = RunOptions<Context> & { job: Job; exclusively: Exclusively; signal: AbortSignal };

const LOOK_AGAIN_MS = 500;

/**
 * Runs one job and settles what becomes of it when it fails. The worker's place is looked at before the queue is told anything:
 * the queue ends a job without looking who holds it. A revoked worker's run never returns.
 */
export async function runJob<Context, N extends JobName>(name: N, payload: unknown, run: Run<Context>): Promise<void> {
  const { job, signal, place, exclusively } = run;
  const log = run.log.child({ job: name, job_id: job.id });
  const context = { ...run.context, signal, log, exclusively, write: place.write };
  try {
    const failure = await failureOf(async () => {
      // It may have been on its way to us when the worker began to stop: the very job, even, that another run has just given back.
      signal.throwIfAborted();
      await run.handlers[name](readPayload(name, payload), context);
    });
    if (!(await isPlaceHeld(place, signal))) return await endOf(run);
    if (failure !== null) await settle(place.write, { job, error: failure.error, log, stopping: signal.aborted });
  } catch (error) {
    if (isRevocation(error)) return endOf(run);
    throw error;
  }
}

async function failureOf(work: () => Promise<void>): Promise<{ error: unknown } | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return { error };
  }
}

/** Where Postgres is away it waits for its return: the queue could not be told how the job ended. */
async function isPlaceHeld(place: Place, signal: AbortSignal): Promise<boolean> {
  for (;;) {
    try {
      return await place.isHeld();
    } catch (error) {
      if (signal.aborted) throw error;
      await sleep(LOOK_AGAIN_MS);
    }
  }
}

function endOf({ onRevoked }: Pick<Run<unknown>, "onRevoked">): Promise<never> {
  onRevoked(new AppError("worker_revoked", "this worker's peers took it for dead and have its jobs"));
  return new Promise(() => {});
}

function readPayload<N extends JobName>(name: N, payload: unknown): JobPayload<N> {
  const parsed = PAYLOADS[name].safeParse(payload);
  if (parsed.success) return parsed.data;
  throw new AppError("invalid_request", `the payload of ${name} is not valid: ${z.prettifyError(parsed.error)}`);
}
