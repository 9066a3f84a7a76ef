import { afterEach, beforeEach, expect, test } from "vitest";
import { transaction } from "@/lib/db/transaction.ts";
import { noteRefreshed } from "@/lib/sync/webhook-runs.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { storeProject } from "../../support/mirror.ts";

let database: TestDatabase;
let projectId: string;
beforeEach(async () => {
  database = await createTestDatabase();
  projectId = await storeProject(database.db, 7);
});
afterEach(() => database.close());

const note = (written: number, project = projectId) =>
  transaction(database.db, (tx) => noteRefreshed(tx, project, { read: 1, written }));
const runs = () => database.db.syncRun.findMany({ where: { projectId }, orderBy: { startedAt: "asc" } });

test("issues fetched for webhooks within a minute of each other are one run", async () => {
  await note(1);
  await note(0);
  await note(1);
  const [run, ...others] = await runs();
  expect(others).toEqual([]);
  expect(run).toMatchObject({ mode: "webhook", status: "success", recordsRead: 3, recordsUpserted: 2 });
  expect(run?.finishedAt).toEqual(run?.progressAt);
  expect(run?.finishedAt?.getTime()).toBeGreaterThanOrEqual(run?.startedAt.getTime() ?? Infinity);
});

test("after a minute of silence a new run begins, and the old one is left as it was", async () => {
  await note(1);
  await database.db.$executeRaw`
    update sync_runs set started_at = now() - interval '10 minutes', finished_at = now() - interval '61 seconds',
      progress_at = now() - interval '61 seconds'`;
  const [before] = await runs();
  await note(1);
  const after = await runs();
  expect(after).toHaveLength(2);
  expect(after[0]).toEqual(before);
  expect(after[1]).toMatchObject({ recordsRead: 1, recordsUpserted: 1 });
});

test("each project has its own, and other runs of the project are not touched", async () => {
  const poll = await database.db.syncRun.create({ data: { mode: "poll", status: "running", projectId } });
  const otherId = await storeProject(database.db, 8, "acme/other");
  await note(1);
  await note(1, otherId);
  expect(await database.db.syncRun.findUnique({ where: { id: poll.id } })).toEqual(poll);
  expect(await database.db.syncRun.count({ where: { mode: "webhook" } })).toBe(2);
});

test("refreshes at the same time neither wait for long nor lose count, and make one run", async () => {
  await Promise.all(Array.from({ length: 60 }, () => note(1)));
  const found = await runs();
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ recordsRead: 60, recordsUpserted: 60 });
});

test("a refresh that is rolled back is not counted", async () => {
  await note(1);
  const failing = transaction(database.db, async (tx) => {
    await noteRefreshed(tx, projectId, { read: 1, written: 1 });
    throw new Error("rolled back");
  });
  await expect(failing).rejects.toThrow("rolled back");
  expect(await runs()).toMatchObject([{ recordsRead: 1 }]);
});
