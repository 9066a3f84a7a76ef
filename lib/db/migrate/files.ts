import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** One migration of the folder. `checksum` is Prisma's: sha256 of the file, hexadecimal. */
export type Migration = { name: string; sql: string; checksum: string };

/** Where `prisma migrate` keeps them; every process of the product runs in the project's folder. */
export const MIGRATIONS_FOLDER = join("prisma", "migrations");

/** The migrations of a folder, in the order of their names, which is the order they are run in. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.toSorted().map((name) => readMigration(folder, name)));
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const bytes = await readFile(join(folder, name, "migration.sql"));
  return { name, sql: bytes.toString("utf8"), checksum: createHash("sha256").update(bytes).digest("hex") };
}
