import { afterAll, beforeAll, expect, it } from "vitest";
import { createDb, type Db } from "@/lib/db/client.ts";
import { sql } from "@/lib/db/sql.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";

let test: TestDatabase;
let db: Db;

beforeAll(async () => {
  test = await createTestDatabase();
  const name = new URL(test.url).pathname.slice(1);
  await test.db.$executeRawUnsafe(`alter database "${name}" set timezone to 'Asia/Kathmandu'`);
  db = createDb(test.url, { max: 1 });
});
afterAll(async () => {
  await db.$disconnect();
  await test.close();
});

it("reads and writes the same instants in a database whose own zone is not UTC", async () => {
  const instant = new Date("2026-03-10T11:22:33.456Z");
  const rows = await db.$queryRaw(sql`
    select ${instant}::timestamptz as sent, '2026-03-10T11:22:33.456Z'::timestamptz as kept,
      ${instant}::timestamptz = '2026-03-10T11:22:33.456Z' as same`);
  expect(rows).toEqual([{ sent: instant, kept: instant, same: true }]);
});
