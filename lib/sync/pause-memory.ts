import type { Db } from "@/lib/db/client.ts";
import { readPause, type StoredPause } from "./gitlab-pause.ts";

/** A process looks at the shared state about twice a second at most. */
const FRESH_MS = 500;

/** A pause as this process knows it; `endsAt` by its own steady clock (`performance.now()`). */
export type KnownPause = { kind: StoredPause["kind"]; endsAt: number; message: string };

export type PauseMemory = {
  /** The pause as it is, asked for where what is known is not fresh. */
  look(): Promise<KnownPause | null>;
  /** What was known last, without asking. */
  last(): KnownPause | null;
  /** A pause that this process has caused holds for it at once, also while it is being written, and if that fails. */
  learn(pause: StoredPause, write: () => Promise<StoredPause | null>): Promise<void>;
  /** This pause is not what it was; where something newer is known already, that stays. */
  forget(pause: KnownPause): void;
};

type Known = { pause: KnownPause | null; freshUntil: number };

/** What one process knows of the pause that all processes share. */
export function createPauseMemory(db: Db): PauseMemory {
  let known: Known = { pause: null, freshUntil: 0 };
  let reading: Promise<void> | null = null;
  const read = async () => {
    const before = known;
    const pause = await readPause(db);
    // What was learned meanwhile is newer than what was read.
    if (known === before) known = fresh(pause);
  };
  return {
    async look() {
      if (performance.now() < known.freshUntil) return known.pause;
      reading ??= read().finally(() => (reading = null));
      await reading;
      return known.pause;
    },
    last: () => known.pause,
    async learn(stored, write) {
      const pause = later(known.pause, toKnown(stored));
      const guess: Known = { pause, freshUntil: pause.endsAt };
      known = guess;
      const written = await write();
      if (known === guess) known = fresh(written);
    },
    forget(pause) {
      // Made anew once only: what is being read for one caller must not be dropped because of the next.
      if (known.pause === pause && known.freshUntil > 0) known = { pause, freshUntil: 0 };
    },
  };
}

export function hasEnded(pause: KnownPause): boolean {
  return secondsLeft(pause) <= 0;
}

export function secondsLeft(pause: KnownPause): number {
  return (pause.endsAt - performance.now()) / 1_000;
}

function fresh(stored: StoredPause | null): Known {
  return { pause: stored === null ? null : toKnown(stored), freshUntil: performance.now() + FRESH_MS };
}

function toKnown({ kind, seconds, message }: StoredPause): KnownPause {
  return { kind, message, endsAt: performance.now() + seconds * 1_000 };
}

function later(one: KnownPause | null, other: KnownPause): KnownPause {
  return one !== null && one.endsAt > other.endsAt ? one : other;
}
