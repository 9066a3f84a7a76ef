import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDb, type Db } from "@/lib/db/client.ts";
import { isDatabaseUnreachable } from "@/lib/db/unreachable.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const thrownBy = (work: () => PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(work()).then(
    () => "nothing was thrown",
    (error: unknown) => error,
  );

const QUESTIONS: [string, (db: Db) => PromiseLike<unknown>][] = [
  ["a model's question", (db) => db.appUser.findMany()],
  ["a raw one", (db) => db.$queryRaw`select 1`],
  ["a transaction", (db) => db.$transaction(async (tx) => tx.$queryRaw`select 1`)],
];

describe.each(QUESTIONS)("%s", (_, ask) => {
  test("fails as unreachable where nobody listens", async () => {
    const db = createDb("postgresql://postgres@127.0.0.1:1/nothing");
    expect(isDatabaseUnreachable(await thrownBy(() => ask(db)))).toBe(true);
  });

  test("fails as unreachable where something listens and never answers", async () => {
    const mute = createServer();
    await new Promise<void>((resolve) => void mute.listen(0, "127.0.0.1", resolve));
    const address = mute.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const db = createDb(`postgresql://postgres@127.0.0.1:${port}/nothing`);
    expect(isDatabaseUnreachable(await thrownBy(() => ask(db)))).toBe(true);
    mute.close();
  });
});

test("a connection cut in the middle is unreachable", async () => {
  const sleeping = thrownBy(() => database.db.$queryRaw`select pg_sleep(20)::text as slept`);
  const cut = async () =>
    database.db.$executeRaw`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like '%pg_sleep(20)%' and pid <> pg_backend_pid()`;
  await expect.poll(cut, { timeout: 10_000 }).toBe(1);
  expect(isDatabaseUnreachable(await sleeping)).toBe(true);
});

test.each<[string, (db: Db) => PromiseLike<unknown>]>([
  ["a question that is wrong", (db) => db.$queryRaw`select nonsense`],
  ["a table that is not there", (db) => db.$queryRaw`select * from nowhere`],
  ["a value that Postgres cannot read", (db) => db.$queryRaw`select 'x'::uuid`],
  ["a rule that a row breaks", (db) => db.appUser.create({ data: { email: "Upper@x.test", name: "x" } })],
])("%s is not", async (_, ask) => {
  const error = await thrownBy(() => ask(database.db));
  expect(error).toBeInstanceOf(Error);
  expect(isDatabaseUnreachable(error)).toBe(false);
});

test.each([[null], ["P1001"], [new Error("something else")], [{ message: "Connection terminated" }]])(
  "%o is not",
  (thrown) => expect(isDatabaseUnreachable(thrown)).toBe(false),
);
