import { setTimeout as delay } from "node:timers/promises";

/** How long a delivery is held back for a next one that may never come. */
const HELD_MS = 500;

export type Dispatched = { hookId: number; delayMs: number; isHeld: boolean; post: () => Promise<void> };

export type Dispatch = {
  /** False while one to this hook is held already. */
  mayHold(hookId: number): boolean;
  /** Posts after the delay, and, if held, after the next delivery to the same hook. What fails then is not told. */
  start(dispatched: Dispatched): void;
  pending(): number;
  settled(): Promise<void>;
  /** Lets out what is held and gives up what is delayed. */
  close(): void;
};

/**
 * Deliveries on their way. Of one hook only one is held at a time: the next goes by and lets it out, so that with all
 * of them to be reordered every two change places.
 */
export function createDispatch(): Dispatch {
  const closing = new AbortController();
  const underWay = new Set<Promise<void>>();
  const held = new Map<number, Held>();
  let last = 0;

  const release = (hookId: number, number: number) => {
    const place = held.get(hookId);
    if (!place || place.number >= number) return;
    held.delete(hookId);
    place.resolve();
  };
  const run = async ({ hookId, delayMs, isHeld, post }: Dispatched, number: number) => {
    const place = isHeld ? hold(held, hookId, number) : null;
    if (delayMs > 0) await delay(delayMs, undefined, { signal: closing.signal, ref: false });
    const timer = place && setTimeout(() => release(hookId, Infinity), HELD_MS).unref();
    await place?.promise;
    clearTimeout(timer ?? undefined);
    await post();
    release(hookId, number);
  };

  return {
    mayHold: (hookId) => !held.has(hookId),
    start(dispatched) {
      const ended = run(dispatched, ++last)
        .catch(() => undefined)
        .finally(() => underWay.delete(ended));
      underWay.add(ended);
    },
    pending: () => underWay.size,
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    close() {
      closing.abort();
      for (const hookId of [...held.keys()]) release(hookId, Infinity);
    },
  };
}

/** `number`: only a delivery with a greater one comes after it. */
type Held = PromiseWithResolvers<void> & { number: number };

function hold(held: Map<number, Held>, hookId: number, number: number): Held {
  const place = { ...Promise.withResolvers<void>(), number };
  held.set(hookId, place);
  return place;
}
