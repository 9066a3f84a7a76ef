import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { createDb, type Db } from "@/lib/db/client.ts";
import { withDatabase } from "@/lib/db/connection.ts";
import { query } from "./postgres.ts";

export type TestDatabase = { db: Db; url: string; close(): Promise<void> };

/** A fresh migrated database that nobody else uses; `close` ends its connections and drops it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, template } = inject("postgres");
  const name = `backtrak_test_${randomBytes(6).toString("hex")}`;
  await query(adminUrl, `create database "${name}" template "${template}"`);
  const url = withDatabase(adminUrl, name);
  const db = createDb(url, { max: 5, prepared: true });
  const close = async () => {
    await db.$disconnect();
    await query(adminUrl, `drop database if exists "${name}" with (force)`);
  };
  return { db, url, close };
}
