import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import type { Reader } from "@/lib/auth/access.ts";
import { createDb, type Db } from "@/lib/db/client.ts";
import { sql } from "@/lib/db/sql.ts";
import { transaction } from "@/lib/db/transaction.ts";
import { changeUser } from "@/lib/users/apply.ts";
import type { UserChange } from "@/lib/users/schema.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";

const DOMAINS = ["acme.test"];
const waitingRow = z.tuple([z.object({ n: z.int() })]);

let database: TestDatabase;
let db: Db;
beforeEach(async () => {
  database = await createTestDatabase();
  db = createDb(database.url, { max: 6 });
});
afterEach(async () => {
  await db.$disconnect();
  await database.close();
});

async function storeAdmin(name: string): Promise<Reader> {
  const person = { name, email: `${name}@acme.test`, role: "admin" as const };
  const { id } = await db.appUser.create({ data: { ...person, emailVerified: true } });
  return { id, ...person };
}

/** Does all of it at the same time: each stands at the lock before the first of them gets it. */
async function atOnce(works: (() => Promise<unknown>)[]): Promise<string[]> {
  const [begun, letGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const held = transaction(database.db, async (tx) => {
    await tx.$executeRaw(sql`select from app_users order by id for update`);
    begun.resolve();
    await letGo.promise;
  });
  await begun.promise;
  const codes = Promise.all(
    works.map((work) =>
      work().then(
        () => "done",
        (error: unknown) => z.object({ code: z.string() }).parse(error).code,
      ),
    ),
  );
  const waiting = async () =>
    waitingRow.parse(
      await database.db.$queryRaw(sql`
        select count(*)::int as n from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`),
    )[0].n;
  try {
    await expect.poll(waiting, { timeout: 10_000 }).toBe(works.length);
  } finally {
    letGo.resolve();
  }
  await held;
  return codes;
}

const act = (by: Reader, on: Reader, change: UserChange) => () =>
  changeUser(db, { id: on.id, reader: by, domains: DOMAINS }, change);
const active = () => db.appUser.count({ where: { role: "admin", deactivatedAt: null } });

test.each<[string, UserChange, UserChange]>([
  ["demote", { role: "viewer" }, { role: "manager" }],
  ["deactivate", { deactivated: true }, { deactivated: true }],
  ["demote and deactivate", { role: "viewer" }, { deactivated: true }],
])("of two admins who %s each other in one moment exactly one does it", async (_, one, other) => {
  const [ada, bob] = [await storeAdmin("ada"), await storeAdmin("bob")];
  const codes = await atOnce([act(ada, bob, one), act(bob, ada, other)]);
  expect(codes.toSorted()).toEqual(["done", "forbidden"]);
  expect(await active()).toBe(1);
  expect(await db.auditLog.count()).toBe(1);
});

test("of all admins who step down in one moment exactly one stays", async () => {
  const admins = [await storeAdmin("ada"), await storeAdmin("bob"), await storeAdmin("cyd"), await storeAdmin("dee")];
  const codes = await atOnce(admins.map((admin) => act(admin, admin, { role: "viewer" })));
  expect(codes.toSorted()).toEqual(["done", "done", "done", "last_admin"]);
  expect(await active()).toBe(1);
});

test("who steps down in the moment in which somebody is made an admin goes or stays, but never leaves nobody", async () => {
  const [ada, bob] = [await storeAdmin("ada"), await storeAdmin("bob")];
  await db.appUser.update({ where: { id: bob.id }, data: { role: "viewer" } });
  const codes = await atOnce([act(ada, bob, { role: "admin" }), act(ada, ada, { role: "viewer" })]);
  expect(await active()).toBe(codes[1] === "done" ? 1 : 2);
  expect(codes[0]).toBe("done");
});
