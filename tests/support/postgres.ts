import { randomBytes } from "node:crypto";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { withDatabase } from "@/lib/db/connection.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { createLog } from "@/lib/log.ts";
import { startPostgres } from "./postgres-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where databases are made and dropped, and the migrated one that each test's database is cloned from. */
    postgres: { adminUrl: string; template: string };
  }
}

/** One Postgres and one migrated template a test run; each test file clones its own databases from it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  const template = `backtrak_test_template_${randomBytes(6).toString("hex")}`;
  await migrate(withDatabase(server.url, template), { createDatabase: true, log: createLog("migrate", "warn") });
  project.provide("postgres", { adminUrl: server.url, template });
  return async () => {
    await query(server.url, `drop database if exists "${template}" with (force)`);
    await server.stop();
  };
}

/** One statement on a connection of its own. */
export async function query(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
