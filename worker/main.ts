import { isDatabaseUnreachable } from "@/lib/db/unreachable.ts";
import { parseEnv } from "@/lib/env.ts";
import { AppError } from "@/lib/errors.ts";
import { createLog, type Log } from "@/lib/log.ts";
import { startWorker, type Worker } from "./start.ts";

const ENDS_WITHIN_MS = 10_000;

try {
  const env = parseEnv(process.env);
  const log = createLog("worker", env.LOG_LEVEL);
  const worker = await startWorker(env, log);
  log.info({ worker: worker.id }, "worker started");
  process.exit(await workUntilTold(worker, log));
} catch (error) {
  process.stderr.write(`backtrak worker: ${lineOf(error)}\n`);
  process.exit(1);
}

/** Answers the exit code: 0 when it was told to end, 1 when it had to. A revoked worker writes nothing more, not even that. */
async function workUntilTold(worker: Worker, log: Log): Promise<number> {
  const told = toldToStop().then((reason) => ({ reason, code: 0 }));
  const lost = worker.lost.then((reason) => ({ reason, code: 1 }));
  const { reason, code } = await Promise.race([told, lost]);
  log[code === 0 ? "info" : "fatal"]({ reason }, "worker ends");
  if (code !== 0) return code;
  setTimeout(() => process.exit(1), ENDS_WITHIN_MS).unref();
  await worker.stop();
  return code;
}

/** SIGTERM, SIGINT, or, where a launcher holds the other end of our input, its end: then the launcher is gone. */
function toldToStop(): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => resolve(signal));
  if (process.env.BACKTRAK_TETHER === "1") {
    process.stdin.on("end", () => resolve("end of input")).on("error", () => resolve("end of input"));
    process.stdin.resume();
  }
  return promise;
}

/** What we know the reason of is one line; a stack is for what we do not. */
function lineOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  if (isDatabaseUnreachable(error)) return "the Postgres of DATABASE_URL cannot be reached";
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
