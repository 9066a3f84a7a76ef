import { setTimeout as sleep } from "node:timers/promises";
import pLimit from "p-limit";

/** How a worker shares its one thread, and the machine, between the pages of bootstraps and the hints that people wait for. */
export type Pace = {
  /** Does what writes a page when its turn comes, and lets hints go before the next. */
  page<T>(write: () => Promise<T>): Promise<T>;
  /** Does what a hint asks for, at once. */
  hint<T>(work: () => Promise<T>): Promise<T>;
};

/** A process has one thread: of more pages none is written sooner, and hints wait for all of them at every step. */
const PAGES_AT_ONCE = 2;
/** So long after a hint others are expected. */
const HINTS_EXPECTED_MS = 2_000;
/** A page took so much of the machine; as long again, so many times, is for those who answer webhooks and show what they brought. */
const REST_FOR_WORK = 2;

export function createPace(): Pace {
  const turns = pLimit(PAGES_AT_ONCE);
  let hintAt = Number.NEGATIVE_INFINITY;
  const rest = async (beganAt: number) => {
    const now = performance.now();
    if (now - hintAt < HINTS_EXPECTED_MS) await sleep((now - beganAt) * REST_FOR_WORK);
  };
  return {
    page: (write) =>
      turns(async () => {
        const beganAt = performance.now();
        const written = await write();
        await rest(beganAt);
        return written;
      }),
    hint: (work) => {
      hintAt = performance.now();
      return work();
    },
  };
}
