import { setTimeout as sleep } from "node:timers/promises";

const LOOK_EVERY_MS = 50;

/** Waits until something is so; answers the milliseconds it took. @throws Error that says what was not so in time. */
export async function until(what: string, holds: () => Promise<boolean>, withinMs = 60_000): Promise<number> {
  const startedAt = performance.now();
  while (!(await holds())) {
    if (performance.now() - startedAt > withinMs) throw new Error(`not within ${withinMs / 1000} s: ${what}`);
    await sleep(LOOK_EVERY_MS);
  }
  return performance.now() - startedAt;
}

/** False instead of an error: for what is away at the moment. */
export async function orFalse(question: () => Promise<boolean>): Promise<boolean> {
  try {
    return await question();
  } catch {
    return false;
  }
}
