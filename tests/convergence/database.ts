import { randomBytes } from "node:crypto";
import { createDb, type Db } from "@/lib/db/client.ts";
import { withDatabase } from "@/lib/db/connection.ts";
import { query } from "../support/postgres.ts";
import { CLOCK_SQL, SEARCH_PATH } from "./clock.ts";

/** Where the seeds' databases are made, and the migrated one with the turned clock that they are cloned from. */
export type Mould = { adminUrl: string; template: string; close(): Promise<void> };

/** A database of one seed. `urlAs`: its address for connections that can be told apart, and ended, by their name. */
export type SeedDatabase = {
  db: Db;
  urlAs(name: string): string;
  endConnections(name: string): Promise<void>;
  close(): Promise<void>;
};

/** Clones a migrated database and gives the clone a clock that can be turned forward. */
export async function createMould(server: { adminUrl: string; template: string }): Promise<Mould> {
  const { adminUrl } = server;
  const template = `backtrak_test_${randomBytes(6).toString("hex")}`;
  await query(adminUrl, `create database "${template}" template "${server.template}"`);
  await query(withDatabase(adminUrl, template), CLOCK_SQL);
  return { adminUrl, template, close: () => query(adminUrl, `drop database if exists "${template}" with (force)`) };
}

export async function createSeedDatabase({ adminUrl, template }: Mould): Promise<SeedDatabase> {
  const name = `backtrak_test_${randomBytes(6).toString("hex")}`;
  await query(adminUrl, `create database "${name}" template "${template}"`);
  await query(adminUrl, `alter database "${name}" set search_path = ${SEARCH_PATH}`);
  const url = withDatabase(adminUrl, name);
  const db = createDb(url, { max: 3, prepared: true });
  return {
    db,
    urlAs: (application) => {
      const own = new URL(url);
      own.searchParams.set("application_name", application);
      return own.href;
    },
    endConnections: async (application) => {
      await db.$queryRaw`
        select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = ${application} and datname = current_database()`;
    },
    close: async () => {
      await db.$disconnect();
      await query(adminUrl, `drop database if exists "${name}" with (force)`);
    },
  };
}
