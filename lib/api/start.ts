import { pendingMigrations } from "@/lib/db/migrate/pending.ts";
import { requireEnv, type Env } from "@/lib/env.ts";
import { AppError, messageOf } from "@/lib/errors.ts";
import { claimInstance } from "@/lib/sync/instance.ts";
import { startWebContext, type WebContext } from "./context.ts";
import { isLoopback } from "./origin.ts";

/**
 * What the web process does before it answers anyone. It ends with one line on standard error when a setting is missing, wrong or
 * dangerous, or the database mirrors another GitLab; while the database is away or not migrated it starts and is not ready.
 */
export async function startWeb(source: Record<string, string | undefined>): Promise<void> {
  try {
    const context = startWebContext(source);
    refuseDangerousSettings(context.env);
    await checkDatabase(context);
  } catch (error) {
    process.stderr.write(`Backtrak (web) cannot start: ${messageOf(error)}\n`);
    process.exit(1);
  }
}

/**
 * A demo lets anyone in, so it stays on this machine and away from real accounts; anything else needs what sessions need.
 * @throws AppError `bad_environment`
 */
export function refuseDangerousSettings(env: Env): void {
  const { BETTER_AUTH_URL } = requireEnv(env, ["BETTER_AUTH_SECRET", "BETTER_AUTH_URL"]);
  if ((env.GOOGLE_CLIENT_ID === undefined) !== (env.GOOGLE_CLIENT_SECRET === undefined)) {
    throw bad("GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET go together: only one of them is set");
  }
  if (env.GOOGLE_CLIENT_ID !== undefined && env.BACKTRAK_DEMO) {
    throw bad("BACKTRAK_DEMO lets anyone sign in: it cannot be set beside GOOGLE_CLIENT_ID");
  }
  if (env.BACKTRAK_DEMO && !isLoopback(new URL(BETTER_AUTH_URL))) {
    throw bad("BACKTRAK_DEMO lets anyone sign in: BETTER_AUTH_URL must then be on localhost");
  }
  if (env.GOOGLE_CLIENT_ID !== undefined && env.ALLOWED_EMAIL_DOMAINS.length === 0) {
    throw bad("ALLOWED_EMAIL_DOMAINS is not set: with Google sign-in it says whose accounts may enter");
  }
}

/** @throws AppError `wrong_gitlab` */
async function checkDatabase({ env, db, log }: WebContext): Promise<void> {
  try {
    const pending = await pendingMigrations(db);
    if (pending.length > 0)
      return log.error({ pending }, "migrations are pending: run `bun run migrate`; not ready until then");
    if (env.GITLAB_URL !== undefined) await claimInstance(db, env.GITLAB_URL);
  } catch (error) {
    if (error instanceof AppError && error.code === "wrong_gitlab") throw error;
    log.error({ err: error }, "the database could not be asked at start; not ready until it answers");
  }
}

function bad(message: string): AppError {
  return new AppError("bad_environment", message);
}
