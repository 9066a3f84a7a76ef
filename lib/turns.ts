import { AppError } from "./errors.ts";

/** Gives a turn back; to be called once. */
export type GiveBack = () => void;

/** How long somebody waits for a turn, and what they are told when none came free. */
type Patience = { signal: AbortSignal; patienceMs: number; busy: string; retryAfterSeconds: number };

export type Turns = {
  /** @throws AppError `busy` when none came free in time, or whoever asked has gone */
  take(patience: Patience): Promise<GiveBack>;
};

/** So many at a time in this process; who comes later waits, and the first to come is the first to go on. */
export function createTurns(most: number): Turns {
  let free = most;
  const waiting = new Set<() => void>();

  const giveBack = () => {
    const [next] = waiting;
    if (next === undefined) free += 1;
    else next();
  };

  const wait = async ({ signal, patienceMs, busy, retryAfterSeconds }: Patience): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const goOn = () => (waiting.delete(goOn), resolve());
    const giveUp = () => (waiting.delete(goOn), reject(new AppError("busy", busy, { retryAfterSeconds })));
    const timer = setTimeout(giveUp, patienceMs);
    signal.addEventListener("abort", giveUp, { once: true });
    waiting.add(goOn);
    if (signal.aborted) giveUp();
    await promise.finally(() => {
      clearTimeout(timer);
      signal.removeEventListener("abort", giveUp);
    });
  };

  const take = async (patience: Patience): Promise<GiveBack> => {
    if (free > 0) free -= 1;
    else await wait(patience);
    return giveBack;
  };
  return { take };
}
