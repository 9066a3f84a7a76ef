import { createDb, type Db } from "@/lib/db/client.ts";
import { parseEnv, type Env } from "@/lib/env.ts";
import { createLog, type Log } from "@/lib/log.ts";
import type { Clock } from "@/lib/time.ts";

/** What the web process has one of. */
export type WebContext = { env: Env; db: Db; log: Log };

// Next gives instrumentation, pages and routes each a copy of this module; the pool must be one all the same.
declare global {
  var backtrakWebContext: WebContext | undefined;
}

/** The web process's settings, database and log; made from the environment when first asked for. */
export function webContext(): WebContext {
  return globalThis.backtrakWebContext ?? startWebContext(process.env);
}

/**
 * Makes the web process's context and keeps it; the one kept before stays open for whoever still holds it.
 * @throws AppError `bad_environment`
 */
export function startWebContext(source: Record<string, string | undefined>): WebContext {
  const env = parseEnv(source);
  const context = { env, db: createDb(env.DATABASE_URL), log: createLog("web", env.LOG_LEVEL) };
  globalThis.backtrakWebContext = context;
  return context;
}

/** The clock of a question asked now, in the organisation's zone. */
export function clock(): Clock {
  return { now: new Date(), zone: webContext().env.ORG_TIMEZONE };
}
