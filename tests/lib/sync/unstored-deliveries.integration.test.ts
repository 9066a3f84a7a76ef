import { createServer, type Socket } from "node:net";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { createDb, type Db } from "@/lib/db/client.ts";
import { receiveDelivery } from "@/lib/sync/receive.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { storeProject } from "../../support/mirror.ts";
import { listJobs } from "../jobs/queue-view.ts";

const HOOK = { object_kind: "issue", object_attributes: { iid: 1, project_id: 7 } };
/** Three seconds, and something for a machine that has much to do. */
const SOON_MS = 3_900;

let database: TestDatabase;
/** As the web has it for deliveries: what takes long is ended by Postgres. */
let deliveryDb: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  deliveryDb = createDb(database.url, { max: 2, statementMs: 2_500 });
  await storeProject(database.db, 7);
});
afterAll(async () => {
  await deliveryDb.$disconnect();
  await database.close();
});

function receive(db: Db, changes: object = {}) {
  const headers = { "content-type": "application/json", "x-gitlab-token": "secret" };
  const body = JSON.stringify({ ...HOOK, ...changes });
  const request = new Request("http://localhost:3000/api/webhooks/gitlab", { method: "POST", headers, body });
  return receiveDelivery(db, request, { secrets: { GITLAB_WEBHOOK_SECRET: "secret" }, now: new Date() });
}

async function expectRefusedSoon(asked: () => Promise<unknown>): Promise<void> {
  const startedAt = performance.now();
  await expect(asked()).rejects.toMatchObject({ code: "unavailable", http: 503, retryAfterSeconds: 5 });
  expect(performance.now() - startedAt).toBeLessThan(SOON_MS);
}

/** Holds a table so that nobody can write it, until it is let go. */
async function lockTable(): Promise<() => Promise<void>> {
  const [locked, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holder = database.db.$transaction(
    async (tx) => {
      await tx.$executeRaw`lock table webhook_deliveries in access exclusive mode`;
      locked.resolve();
      await released.promise;
    },
    { timeout: 25_000 },
  );
  await locked.promise;
  return async () => {
    released.resolve();
    await holder;
  };
}

test("a delivery that meets a lock is refused within three seconds, and is not stored after all", async () => {
  const unlock = await lockTable();
  await expectRefusedSoon(() => receive(deliveryDb));
  await unlock();
  expect(await receive(deliveryDb)).toEqual({ outcome: "enqueued" });
  expect(await database.db.webhookDelivery.count()).toBe(1);
  expect(await listJobs(database.db)).toHaveLength(1);
});

test("so is one that is too large to be kept: nothing of it waits for the database any longer", async () => {
  const unlock = await lockTable();
  await expectRefusedSoon(() => receive(deliveryDb, { title: "x".repeat(10 * 1024 * 1024) }));
  await unlock();
});

test("deliveries that met a lock leave their connections to the next ones", async () => {
  const unlock = await lockTable();
  await expectRefusedSoon(() => Promise.all([1, 2, 3, 4].map((number) => receive(deliveryDb, { number }))));
  await unlock();
  await expect
    .poll(() => receive(deliveryDb, { number: 5 }).then(({ outcome }) => outcome), { timeout: 10_000 })
    .toBe("enqueued");
});

test("a Postgres that does not listen is an answer at once, one that says nothing within three seconds", async () => {
  const sockets = new Set<Socket>();
  const silent = createServer((socket) => void sockets.add(socket));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = z.object({ port: z.int() }).parse(silent.address());
  const away = createDb(`postgresql://postgres@127.0.0.1:${port}/postgres`);
  onTestFinished(() => away.$disconnect());
  await expectRefusedSoon(() => receive(away));
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => silent.close(resolve));
  await expectRefusedSoon(() => receive(away));
});
