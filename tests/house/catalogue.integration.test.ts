import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withClient } from "@/lib/db/connection.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";
import { query } from "@/tests/support/postgres.ts";
import { catalogueText, differences } from "./catalogue-text.ts";
import { driftBetween } from "./drift.ts";

const SCHEMA = readFileSync("prisma/schema.prisma", "utf8");
const SNAPSHOT = readFileSync("prisma/catalogue.txt", "utf8");

describe("The migrations", () => {
  let database: TestDatabase;
  const drift = (schema: string) => withClient(database.url, (client) => driftBetween(client, schema));
  const changed = async () => differences(SNAPSHOT, await withClient(database.url, catalogueText));

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.close());

  test("build what the committed catalogue says", async () => {
    expect(await changed()).toEqual([]);
  });

  test("build what the Prisma schema says", async () => {
    expect(await drift(SCHEMA)).toBe("");
  });

  test.for([
    ["a column", "weight          Int?", "weight          Int?\n  size            Int?", 'ADD COLUMN     "size"'],
    ["nullability", "milestone         String?", "milestone         String", '"milestone" SET NOT NULL'],
    ["a type", "weight            Int?", "weight            BigInt?", 'ALTER COLUMN "weight" SET DATA TYPE BIGINT'],
    ["an index", "@@index([dueDate])", "@@index([dueDate, id])", "CREATE INDEX"],
    ["an enum", "  manager\n", "  manager\n  owner\n", "ALTER TYPE"],
  ] as const)("part from a schema with another idea of %s", async ([, present, other, sql]) => {
    const changedSchema = SCHEMA.replace(
      new RegExp(present.replaceAll(/[()[\]?]/g, "\\$&").replaceAll(/ +/g, " +")),
      other,
    );
    expect(changedSchema).not.toBe(SCHEMA);
    expect(await drift(changedSchema)).toContain(sql);
  });

  test.for([
    [
      "drop a constraint",
      "alter table issues drop constraint issues_iid_positive",
      "- table issues: constraint issues_iid_positive",
    ],
    ["add a column", "alter table labels add shade text", "+ table labels: shade text"],
    [
      "change a default",
      "alter table issues alter epoch set default 7",
      "+ table issues: epoch integer not null default 7",
    ],
    [
      "drop a partial index",
      "drop index sync_runs_one_running_a_project",
      "- table sync_runs: index sync_runs_one_running",
    ],
    [
      "change the end of a long index",
      `drop index issues_by_due_idx; create index issues_by_due_idx on issues ((coalesce(target_date, due_date)), id)
       include (confidential) where gone_at is null`,
      "WHERE (gone_at IS NULL)",
    ],
    ["add a value", "alter type app_role add value 'owner'", "+ enum app_role: owner"],
    ["add a table", "create table notes (id int)", "+ table notes: id integer"],
  ] as const)("no longer build the catalogue when they %s", async ([, sql, line]) => {
    await query(database.url, sql);
    expect(await changed()).toContainEqual(expect.stringContaining(line));
  });
});
