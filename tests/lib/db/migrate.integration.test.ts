import { randomBytes } from "node:crypto";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { withDatabase } from "@/lib/db/connection.ts";
import { createDb } from "@/lib/db/client.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { readMigrations } from "@/lib/db/migrate/files.ts";
import { pendingMigrations } from "@/lib/db/migrate/pending.ts";
import { createLog } from "@/lib/log.ts";

const log = createLog("test", "silent");
const CHECKSUM_OF_SELECT_1 = "822ae07d4783158bc1912bb623e5107cc9002d519e1143a9c200ed6ee18b6d0f";

let database = "";
let url = "";
let folder = "";

beforeEach(() => {
  database = `backtrak_test_migrate_${randomBytes(6).toString("hex")}`;
  url = withDatabase(inject("postgres").adminUrl, database);
  folder = mkdtempSync(join(tmpdir(), "backtrak-migrate-"));
});

afterEach(async () => {
  rmSync(folder, { recursive: true });
  await ask(`drop database if exists ${database} with (force)`, inject("postgres").adminUrl);
});

async function ask(sql: string, on = url): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: on });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

function addMigration(name: string, sql: string): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, "migration.sql"), sql);
}

function run(): Promise<{ applied: string[] }> {
  return migrate(url, { log, createDatabase: true, folder });
}

describe("migrate", () => {
  test("creates the database, runs the product's migrations in order and installs the queue, once", async () => {
    const first = await migrate(url, { log, createDatabase: true });
    expect(first.applied.length).toBeGreaterThan(0);
    expect(first.applied).toEqual(first.applied.toSorted());
    expect(
      await ask(
        "select to_regclass('issues') is not null as tables, to_regproc('graphile_worker.add_job') is not null as queue",
      ),
    ).toEqual([{ tables: true, queue: true }]);
    expect(await migrate(url, { log })).toEqual({ applied: [] });
  });

  test("keeps Prisma's own record: its columns, and the sha256 of each file", async () => {
    addMigration("1_one", "select 1");
    await run();
    const columns = await ask(`
      select column_name as name, data_type as type, is_nullable as nullable, character_maximum_length as length, column_default as fallback
      from information_schema.columns where table_name = '_prisma_migrations' order by ordinal_position`);
    const text = (name: string, length: number) => ({
      name,
      type: "character varying",
      nullable: "NO",
      length,
      fallback: null,
    });
    const time = { type: "timestamp with time zone", nullable: "YES", length: null, fallback: null };
    expect(columns).toEqual([
      text("id", 36),
      text("checksum", 64),
      { ...time, name: "finished_at" },
      text("migration_name", 255),
      { name: "logs", type: "text", nullable: "YES", length: null, fallback: null },
      { ...time, name: "rolled_back_at" },
      { ...time, name: "started_at", nullable: "NO", fallback: "now()" },
      { name: "applied_steps_count", type: "integer", nullable: "NO", length: null, fallback: "0" },
    ]);
    expect(
      await ask(
        "select migration_name, checksum, applied_steps_count, finished_at >= started_at as done, logs from _prisma_migrations",
      ),
    ).toEqual([
      { migration_name: "1_one", checksum: CHECKSUM_OF_SELECT_1, applied_steps_count: 1, done: true, logs: null },
    ]);
  });

  test("lets one of two processes wait while the other migrates, and runs nothing twice", async () => {
    addMigration("1_slow", "create table once (); select pg_sleep(0.3)");
    addMigration("2_next", "create table twice ()");
    const both = await Promise.all([run(), run()]);
    expect(both.map(({ applied }) => applied.length).toSorted((a, b) => a - b)).toEqual([0, 2]);
    expect(await ask("select count(*)::int as rows from _prisma_migrations")).toEqual([{ rows: 2 }]);
  });

  test("waits for `prisma migrate`, which holds the same lock", async () => {
    addMigration("1_one", "select 1");
    await run();
    const prisma = new Client({ connectionString: url });
    await prisma.connect();
    await prisma.query("select pg_advisory_lock(72707369)");
    let done = false;
    const running = run().then(() => (done = true));
    await expect
      .poll(() => ask("select count(*)::int as waiting from pg_locks where locktype = 'advisory' and not granted"))
      .toEqual([{ waiting: 1 }]);
    expect(done).toBe(false);
    await prisma.end();
    expect(await running).toBe(true);
  });

  test("refuses a migration that was changed after it was run, by name, and runs none after it", async () => {
    addMigration("1_one", "select 1");
    await run();
    appendFileSync(join(folder, "1_one", "migration.sql"), " -- edited");
    addMigration("2_two", "create table two ()");
    await expect(run()).rejects.toThrow("migration 1_one was changed after this database had run it");
    expect(await ask("select to_regclass('two') as two")).toEqual([{ two: null }]);
  });

  test("leaves nothing of a migration that fails, and goes on once it is mended", async () => {
    addMigration("1_one", "create table one ()");
    addMigration("2_two", "create table two (); select 1 / 0");
    await expect(run()).rejects.toThrow("migration 2_two failed and was undone: division by zero");
    expect(await ask("select to_regclass('one')::text as one, to_regclass('two') as two")).toEqual([
      { one: "one", two: null },
    ]);
    writeFileSync(join(folder, "2_two", "migration.sql"), "create table two ()");
    expect(await run()).toEqual({ applied: ["2_two"] });
  });

  test("refuses a migration that another tool began and did not finish, unless it was rolled back", async () => {
    addMigration("1_one", "select 1");
    await run();
    await ask("update _prisma_migrations set finished_at = null, applied_steps_count = 0");
    await expect(run()).rejects.toThrow("migration 1_one was begun here and not finished");
    await ask("update _prisma_migrations set rolled_back_at = now()");
    expect(await run()).toEqual({ applied: ["1_one"] });
  });

  test("leaves alone what a newer version has run", async () => {
    addMigration("1_one", "select 1");
    addMigration("2_newer", "create table newer ()");
    await run();
    rmSync(join(folder, "2_newer"), { recursive: true });
    expect(await run()).toEqual({ applied: [] });
  });

  test("says in one line that Postgres or the database is not there", async () => {
    await expect(migrate(url, { log })).rejects.toThrow(
      /^Postgres at .* cannot be used: database ".*" does not exist$/,
    );
    await expect(migrate("postgresql://nobody@127.0.0.1:1/x", { log })).rejects.toThrow(
      /^Postgres at 127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED/,
    );
  });
});

describe("pendingMigrations", () => {
  test("names what is still to be run: all on an empty database, none after migrating", async () => {
    const all = (await readMigrations("prisma/migrations")).map((migration) => migration.name);
    const newest = all.slice(-1);
    cpSync("prisma/migrations", folder, { recursive: true });
    for (const name of newest) rmSync(join(folder, name), { recursive: true });
    await run();
    const db = createDb(url, { max: 1 });
    try {
      expect(await pendingMigrations(db)).toEqual(newest);
      await migrate(url, { log });
      expect(await pendingMigrations(db)).toEqual([]);
      await ask("drop table _prisma_migrations");
      expect(await pendingMigrations(db)).toEqual(all);
    } finally {
      await db.$disconnect();
    }
  });
});
