import { createDb, type Db } from "@/lib/db/client.ts";
import { parseEnv, type Env } from "@/lib/env.ts";
import { createLog, type Log } from "@/lib/log.ts";
import { createPace, type Pace } from "@/lib/pace.ts";
import type { Clock } from "@/lib/time.ts";
import { createTurns, type Turns } from "@/lib/turns.ts";

/**
 * What the web process has one of. `deliveryDb`: connections of their own for webhooks, which must not wait for anybody's page.
 * `exportTurns`: who may hold a connection for as long as a file is being sent; sheets that read feeds wait for each other, not people
 * for them. `feedPace`: how often one feed is read.
 */
export type WebContext = {
  env: Env;
  db: Db;
  deliveryDb: Db;
  exportTurns: Turns;
  feedTurns: Turns;
  feedPace: Pace;
  log: Log;
};

/** What is not stored soon is refused; its statement is ended, so that it does not keep the connection from the next. */
const DELIVERY_STATEMENT_MS = 2_500;
/** Pages keep the other connections. */
const MOST_EXPORTS = 2;
const MOST_FEEDS = 1;
/** A sheet asks once an hour, and once for each cell that says so when it is opened. */
const FEED_PACE = { most: 20, withinMs: 60_000 };

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
  const context = {
    env,
    db: createDb(env.DATABASE_URL),
    deliveryDb: createDb(env.DATABASE_URL, { max: 2, prepared: true, statementMs: DELIVERY_STATEMENT_MS }),
    exportTurns: createTurns(MOST_EXPORTS),
    feedTurns: createTurns(MOST_FEEDS),
    feedPace: createPace(FEED_PACE),
    log: createLog("web", env.LOG_LEVEL),
  };
  globalThis.backtrakWebContext = context;
  return context;
}

/** The clock of a question asked now, in the organisation's zone. */
export function clock(): Clock {
  return { now: new Date(), zone: webContext().env.ORG_TIMEZONE };
}
