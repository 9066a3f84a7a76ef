import { randomUUID } from "node:crypto";
import type { Client } from "pg";
import { z } from "zod";
import { AppError } from "@/lib/errors.ts";
import type { Migration } from "./files.ts";

const entrySchema = z.object({
  migration_name: z.string(),
  checksum: z.string(),
  finished: z.boolean(),
});

/** What the database says was run. */
export type Entry = z.infer<typeof entrySchema>;

// Word for word the table that Prisma's schema engine makes, so that its `status` and `deploy` agree with us.
const CREATE = `
  create table if not exists _prisma_migrations (
    id                  varchar(36) primary key not null,
    checksum            varchar(64) not null,
    finished_at         timestamptz,
    migration_name      varchar(255) not null,
    logs                text,
    rolled_back_at      timestamptz,
    started_at          timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;

const READ = `
  select migration_name, checksum, finished_at is not null as finished
  from _prisma_migrations where rolled_back_at is null order by started_at`;

const RECORD = `
  insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
  values ($1, $2, $3, now(), clock_timestamp(), 1)`;

/** What was run so far; the table is created when missing. */
export async function readLedger(client: Client): Promise<Entry[]> {
  await client.query(CREATE);
  const { rows } = await client.query(READ);
  return z.array(entrySchema).parse(rows);
}

/** Writes down that a migration was run, in the transaction that runs it. */
export async function recordMigration(client: Client, migration: Migration): Promise<void> {
  await client.query(RECORD, [randomUUID(), migration.checksum, migration.name]);
}

/**
 * The migrations that the database does not have yet. What it has and the folder lacks is a newer version's: left alone.
 * @throws AppError `internal` naming a migration that was changed after it was run, or that another tool left half done.
 */
export function pendingOf(migrations: Migration[], ledger: Entry[]): Migration[] {
  const known = new Map(ledger.map((entry) => [entry.migration_name, entry]));
  for (const migration of migrations) checkEntry(migration, known.get(migration.name));
  return migrations.filter((migration) => !known.has(migration.name));
}

function checkEntry(migration: Migration, entry: Entry | undefined): void {
  if (!entry) return;
  if (!entry.finished) {
    const cure = `mend the database, then: prisma migrate resolve --applied ${migration.name} (or --rolled-back)`;
    throw new AppError("internal", `migration ${migration.name} was begun here and not finished: ${cure}`);
  }
  if (entry.checksum !== migration.checksum) {
    throw new AppError(
      "internal",
      `migration ${migration.name} was changed after this database had run it: restore the file`,
    );
  }
}
