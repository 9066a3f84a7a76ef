import { AppError } from "@/lib/errors.ts";
import type { Log } from "@/lib/log.ts";
import { PassingFault } from "./errors.ts";

const MAX_TRIES = 4;
const FIRST_BACKOFF_MS = 1_000;
/** A longer wait is not slept through: the job gives its place up and is run again later. */
const MAX_SLEEP_SECONDS = 30;
/** GitLab counts requests a minute: what to wait when it limits without saying for how long. */
const RATE_WINDOW_SECONDS = 60;

export type Retrying = {
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  random: () => number;
  log: Log;
};

type Attempts = {
  signal?: AbortSignal;
  /** Faults that the caller handles by another way than the same request again. */
  handOver?: (fault: PassingFault) => boolean;
};

/**
 * Tries up to four times, waiting as long as GitLab asks and otherwise 1, 2, 4 s, each with up to half taken off so
 * that several callers do not come back at once.
 * @throws AppError of the last try; `gitlab_rate_limited` with `retryAfterSeconds` at once where the wait is over 30 s.
 */
export async function withRetries<T>(
  work: () => Promise<T>,
  { signal, handOver }: Attempts,
  retrying: Retrying,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof PassingFault) || handOver?.(error)) throw error;
      if (tried === MAX_TRIES || asksForLong(error)) throw givenUp(error);
      const waitMs = waitAfter(error, tried, retrying.random());
      retrying.log.warn({ code: error.code, reason: error.reason, tried, waitMs }, error.message);
      await retrying.sleep(waitMs, signal);
    }
  }
}

function asksForLong(fault: PassingFault): boolean {
  return (fault.retryAfterSeconds ?? 0) > MAX_SLEEP_SECONDS;
}

function waitAfter(fault: PassingFault, tried: number, random: number): number {
  if (fault.retryAfterSeconds !== undefined) return fault.retryAfterSeconds * 1_000;
  return Math.round(FIRST_BACKOFF_MS * 2 ** (tried - 1) * (1 - random / 2));
}

/** A 503 that says how long it lasts is a wait like any other, so that the job comes back when GitLab does. */
function givenUp(fault: PassingFault): AppError {
  if (fault.reason !== "limited" && fault.retryAfterSeconds === undefined) return fault;
  const retryAfterSeconds = fault.retryAfterSeconds ?? RATE_WINDOW_SECONDS;
  return new AppError("gitlab_rate_limited", fault.message, { cause: fault, retryAfterSeconds });
}
