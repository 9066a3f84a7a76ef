import { setTimeout as sleep } from "node:timers/promises";
import { isDatabaseUnreachable } from "@/lib/db/unreachable.ts";
import type { Env } from "@/lib/env.ts";
import { AppError, messageOf } from "@/lib/errors.ts";
import type { Log } from "@/lib/log.ts";
import { startShift, type Shift } from "./shift.ts";

/** A worker at work. */
export type Worker = {
  id: string;
  /** Ends within ten seconds; what is not done is given back. */
  stop(): Promise<void>;
  /** Settles when the worker has to end though nobody told it to; says why. */
  lost: Promise<string>;
};

type Post = { shift: Shift; env: Env; log: Log; leaving: boolean; relief: Promise<string | null> };

const LOOK_AGAIN_MS = 1_000;
/** A queue that breaks off more often than this within ten minutes has another reason than a Postgres that was restarted. */
const MOST_BREAKS = 10;
const BREAKS_WITHIN_MS = 600_000;
/** A Postgres that is away is waited for without end; what else keeps the next shift from starting, about a minute. */
const MOST_FAILURES = 60;

/**
 * Starts a worker, which outlives its queue: when Postgres goes away as a job is fetched or ends, the job may stay locked under
 * the worker's name for hours. So that name is taken off the list, which frees it, and the work goes on under a new one.
 * @throws AppError `bad_environment`, `wrong_gitlab`
 */
export async function startWorker(env: Env, log: Log): Promise<Worker> {
  const post: Post = { shift: await startShift(env, log), env, log, leaving: false, relief: Promise.resolve(null) };
  const stop = async () => {
    post.leaving = true;
    await post.relief;
    await post.shift.stop();
  };
  return { id: post.shift.id, stop, lost: keepAtWork(post) };
}

async function keepAtWork(post: Post): Promise<string> {
  let breaks: number[] = [];
  for (;;) {
    const { revoked, reason } = await post.shift.over;
    if (post.leaving) return new Promise(() => {});
    const now = performance.now();
    breaks = [...breaks.filter((at) => at > now - BREAKS_WITHIN_MS), now];
    if (revoked || breaks.length > MOST_BREAKS) return reason;
    post.log.warn({ worker: post.shift.id, reason }, "the queue broke off: the worker goes on under a new name");
    post.relief = relieve(post);
    const failure = await post.relief;
    if (failure !== null) return failure;
  }
}

/** Ends the present shift and starts the next, as soon as Postgres is there for both. Answers why it cannot, else null. */
async function relieve(post: Post): Promise<string | null> {
  for (let failures = 0; !post.leaving;) {
    try {
      await post.shift.stop();
      post.shift = await startShift(post.env, post.log);
      post.log.info({ worker: post.shift.id }, "worker started again");
      return null;
    } catch (error) {
      if (!isDatabaseUnreachable(error) && (error instanceof AppError || ++failures === MOST_FAILURES)) {
        return messageOf(error);
      }
      await sleep(LOOK_AGAIN_MS);
    }
  }
  return null;
}
