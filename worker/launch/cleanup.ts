import { messageOf } from "@/lib/errors.ts";
import { say } from "./progress.ts";

type Stop = { name: string; stop: () => Promise<void> };

/** What was started and must be ended, the last first. */
export type Cleanup = {
  /** Registers what has just been started; once the end has begun, it is stopped at once and an error thrown. */
  add(name: string, stop: () => Promise<void>): Promise<void>;
  /** Ends everything that is registered, one after the other. */
  run(): Promise<void>;
  /** Whether the end has begun: what fails from then on fails because of it. */
  hasBegun(): boolean;
};

export function createCleanup(): Cleanup {
  const started: Stop[] = [];
  let closing = false;
  return {
    async add(name, stop) {
      if (!closing) return void started.push({ name, stop });
      await stopOne({ name, stop });
      throw new Error(`${name} was started while everything was ending`);
    },
    hasBegun: () => closing,
    async run() {
      closing = true;
      for (let last = started.pop(); last; last = started.pop()) await stopOne(last);
    },
  };
}

// One that cannot be stopped must not keep the others alive.
async function stopOne({ name, stop }: Stop): Promise<void> {
  try {
    await stop();
  } catch (error) {
    say(`${name} could not be stopped: ${messageOf(error)}`);
  }
}
