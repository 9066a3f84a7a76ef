import { Logger, runMigrations as installQueue } from "graphile-worker";
import type { Client } from "pg";
import { AppError, messageOf } from "@/lib/errors.ts";
import type { Log } from "@/lib/log.ts";
import { checkVersion, createDatabase, withClient } from "./connection.ts";
import { MIGRATIONS_FOLDER, readMigrations, type Migration } from "./migrate/files.ts";
import { pendingOf, readLedger, recordMigration } from "./migrate/ledger.ts";

const PRISMA_MIGRATE_LOCK = 72_707_369;

export type MigrateOptions = { log: Log; createDatabase?: boolean; folder?: string };

/**
 * Brings the database to the state of `prisma/migrations` and installs the queue's schema; answers the names of what was
 * run now. Takes the advisory lock of `prisma migrate` and keeps its table, so the two can take turns; of two processes
 * one waits. Each migration is one transaction: a failed one leaves nothing behind. `createDatabase` makes a missing one.
 * @throws AppError `internal` naming the migration that failed, was altered or was left half done; `unavailable`,
 * `bad_environment` when the server cannot be reached or is too old.
 */
export async function migrate(url: string, options: MigrateOptions): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(options.folder ?? MIGRATIONS_FOLDER);
  if (options.createDatabase) await createDatabase(url);
  return withClient(url, async (client) => {
    await checkVersion(client);
    await takeLock(client, options.log);
    const pending = pendingOf(migrations, await readLedger(client));
    for (const migration of pending) await apply(client, migration, options.log);
    await installQueue({ connectionString: url, maxPoolSize: 1, logger: queueLogger(options.log) });
    return { applied: pending.map((migration) => migration.name) };
  });
}

// The lock ends with the connection, also when the process is killed.
async function takeLock(client: Client, log: Log): Promise<void> {
  const tried = await client.query<{ locked: boolean }>("select pg_try_advisory_lock($1) as locked", [
    PRISMA_MIGRATE_LOCK,
  ]);
  if (tried.rows[0]?.locked) return;
  log.info("another process is migrating: waiting for it");
  await client.query("select pg_advisory_lock($1)", [PRISMA_MIGRATE_LOCK]);
}

async function apply(client: Client, migration: Migration, log: Log): Promise<void> {
  await client.query("begin");
  try {
    await client.query(migration.sql);
    await recordMigration(client, migration);
    await client.query("commit");
    log.info({ migration: migration.name }, "migrated");
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw new AppError("internal", `migration ${migration.name} failed and was undone: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

function queueLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === "error" || level === "warning") log.warn({ from: "graphile-worker" }, message);
    else log.debug({ from: "graphile-worker" }, message);
  });
}
