import { AppError, messageOf } from "@/lib/errors.ts";
import { endSteps, say } from "./progress.ts";
import { createCleanup, type Cleanup } from "./cleanup.ts";
import { findStarters, watchStarters } from "./starters.ts";
import { startEverything, type LaunchOptions } from "./start.ts";

const SETTLE_TIMEOUT_MS = 30_000;

/**
 * Runs the whole product until it is told to end: by Ctrl-C, SIGTERM or SIGHUP, by the end of the command it was started
 * through, or because one of its processes ended. Ends every process it started, in order, and then itself: with 0 when
 * it was told to, with 1 and one line when something failed.
 */
export async function launch(options: Omit<LaunchOptions, "starters">): Promise<void> {
  const cleanup = createCleanup();
  const starters = findStarters(process.pid);
  const told = waitUntilTold();
  watchStarters(starters, told.end);
  const failed = startEverything({ ...options, starters }, cleanup);
  const exitCode = await Promise.race([told.promise, codeOf(failed, cleanup)]);
  await endEverything(cleanup, failed);
  process.exit(exitCode);
}

// The first signal ends everything in order; a second one says that this takes too long, and the children then notice
// by themselves that we are gone.
function waitUntilTold(): { promise: Promise<number>; end: () => void } {
  const { promise, resolve } = Promise.withResolvers<number>();
  let asked = 0;
  const end = (): void => {
    asked += 1;
    if (asked === 1) say("Ending …");
    resolve(0);
  };
  process.on("SIGTERM", end).on("SIGHUP", end);
  process.on("SIGINT", () => {
    if (asked > 1) process.exit(130);
    end();
  });
  return { promise, end };
}

async function codeOf(failed: Promise<never>, cleanup: Cleanup): Promise<number> {
  try {
    return await failed;
  } catch (error) {
    if (!cleanup.hasBegun()) say(faultWords(error));
    return 1;
  }
}

// A fault of ours has its one line; anything else is a bug, and its place is worth knowing.
function faultWords(error: unknown): string {
  if (error instanceof AppError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
}

// What is being started at this moment is only known when it has started: `cleanup.add` then ends it.
async function endEverything(cleanup: Cleanup, starting: Promise<never>): Promise<void> {
  endSteps();
  await cleanup.run();
  const limit = new Promise((resolve) => setTimeout(resolve, SETTLE_TIMEOUT_MS));
  await Promise.race([starting.catch(() => {}), limit]);
}
