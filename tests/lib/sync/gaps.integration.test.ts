import { afterEach, beforeEach, expect, test } from "vitest";
import { transaction } from "@/lib/db/transaction.ts";
import { settleGaps, suspectGap } from "@/lib/sync/gaps.ts";
import { gapQuerySchema } from "@/lib/sync/audit-schema.ts";
import { listGaps } from "@/lib/sync/queries/gaps.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { storeProject } from "../../support/mirror.ts";

let database: TestDatabase;
let projectId: string;
beforeEach(async () => {
  database = await createTestDatabase();
  projectId = await storeProject(database.db, 7, "acme/shop");
});
afterEach(() => database.close());

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
let deliveries = 0;

async function deliver(minutes: number, part = {}): Promise<void> {
  const key = `delivery ${++deliveries}`;
  const about = {
    gitlabProjectId: 7n,
    iid: 3,
    outcome: "enqueued" as const,
    kind: "issue",
    receivedAt: minutesAgo(minutes),
  };
  await database.db.webhookDelivery.create({ data: { deliveryKey: key, bodyHash: key, ...about, ...part } });
}

const suspect = (...changes: [iid: number, minutes: number][]) =>
  transaction(database.db, (tx) =>
    suspectGap(
      tx,
      projectId,
      changes.map(([iid, minutes]) => ({ iid, updatedAt: minutesAgo(minutes) })),
    ),
  );
const settle = () => transaction(database.db, settleGaps);
const gaps = () => database.db.webhookGap.findMany({ orderBy: { noticedAt: "asc" } });
/** As if it had been noticed so long ago. */
const age = (minutes: number) =>
  database.db.$executeRaw`update webhook_gaps set noticed_at = now() - ${minutes}::int * interval '1 minute'`;

test("a change that no webhook told of is suspected, and is a gap a quarter of an hour later", async () => {
  await deliver(120);
  await suspect([5, 10]);
  expect(await gaps()).toMatchObject([{ projectId, iid: 5, openedAt: null, closedAt: null }]);
  expect(await settle()).toEqual({ opened: 0, closed: 0 });
  await age(14);
  expect(await settle()).toEqual({ opened: 0, closed: 0 });
  await age(15);
  expect(await settle()).toEqual({ opened: 1, closed: 0 });
  const [gap] = await gaps();
  expect(gap?.openedAt).not.toBeNull();
  expect(await settle()).toEqual({ opened: 0, closed: 0 });
  expect(await gaps()).toEqual([gap]);
});

test("a project that has never delivered has no gap: nobody set up a webhook", async () => {
  await deliver(5, { gitlabProjectId: 8n });
  await suspect([5, 10]);
  expect(await gaps()).toEqual([]);
});

test("a delivery since the change, also of another issue, says that the webhook works; one minute is left to the clocks", async () => {
  await deliver(9);
  await suspect([5, 10]);
  await suspect([5, 8.5]);
  expect(await gaps()).toEqual([]);
  await suspect([5, 7.5]);
  expect(await gaps()).toHaveLength(1);
});

test("a delivery of another event proves nothing", async () => {
  await deliver(120);
  await deliver(1, { outcome: "ignored", iid: null });
  await suspect([5, 10]);
  await age(20);
  expect(await settle()).toEqual({ opened: 1, closed: 0 });
});

test("of several changes the earliest that is unheard of counts, and a project has one gap at a time", async () => {
  await deliver(30);
  await suspect([1, 40], [2, 5], [3, 20]);
  await suspect([4, 25]);
  expect(await gaps()).toMatchObject([{ iid: 3 }]);
});

test("a suspicion that a delivery answers in time is dropped", async () => {
  await deliver(120);
  await suspect([5, 10]);
  await deliver(0);
  await age(20);
  expect(await settle()).toEqual({ opened: 0, closed: 0 });
  expect(await gaps()).toEqual([]);
});

test("a late delivery closes the gap at its own time, and the next change that is unheard of opens another", async () => {
  await deliver(120);
  await suspect([5, 60]);
  await age(55);
  await settle();
  await deliver(7);
  expect(await settle()).toEqual({ opened: 0, closed: 1 });
  const [closed] = await gaps();
  expect(Math.round((Date.now() - (closed?.closedAt?.getTime() ?? 0)) / 60_000)).toBe(7);

  await suspect([6, 2]);
  expect(await gaps()).toMatchObject([{ iid: 5 }, { iid: 6, openedAt: null }]);
  await database.db.$executeRaw`update webhook_gaps set noticed_at = now() - interval '20 minutes' where iid = 6`;
  await settle();
  const { data, total } = await listGaps(database.db, gapQuerySchema.parse({}));
  expect(total).toBe(2);
  expect(data.map(({ iid, closed_at, project }) => [iid, closed_at === null, project.path])).toEqual([
    [6, true, "acme/shop"],
    [5, false, "acme/shop"],
  ]);
});

test("what is merely suspected is not listed", async () => {
  await deliver(120);
  await suspect([5, 10]);
  expect(await listGaps(database.db, gapQuerySchema.parse({}))).toEqual({ data: [], total: 0 });
});
