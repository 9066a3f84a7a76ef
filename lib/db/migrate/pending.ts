import { z } from "zod";
import type { Db } from "../client.ts";
import { MIGRATIONS_FOLDER, readMigrations } from "./files.ts";
import { sql } from "../sql.ts";

const namesSchema = z.array(z.object({ name: z.string() }));
const tableSchema = z.tuple([z.object({ exists: z.boolean() })]);

/** The names of the migrations this version of the product needs and the database has not run: ready means none. */
export async function pendingMigrations(db: Db): Promise<string[]> {
  const migrations = await readMigrations(MIGRATIONS_FOLDER);
  const done = new Set(await finishedNames(db));
  return migrations.map((migration) => migration.name).filter((name) => !done.has(name));
}

async function finishedNames(db: Db): Promise<string[]> {
  const [table] = tableSchema.parse(
    await db.$queryRaw(sql`select to_regclass('_prisma_migrations') is not null as exists`),
  );
  if (!table.exists) return [];
  const rows = await db.$queryRaw(sql`
    select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null`);
  return namesSchema.parse(rows).map((row) => row.name);
}
