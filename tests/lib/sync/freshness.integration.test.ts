import { afterEach, beforeEach, expect, test } from "vitest";
import { parseEnv } from "@/lib/env.ts";
import { readFreshness, readSyncStatus } from "@/lib/sync/queries.ts";
import { freshnessSchema, syncStatusSchema } from "@/lib/sync/schema.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { storeProject } from "../../support/mirror.ts";

const NOW = new Date("2026-11-22T12:00:00Z");
const ASKED = { clock: { now: NOW, zone: "Europe/Berlin" }, pollIntervalMinutes: 5 };

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

async function project(path: string, gitlabId: number, minutesAgo: number | null, changes = {}): Promise<string> {
  const id = await storeProject(database.db, gitlabId, path);
  const lastSuccessAt = minutesAgo === null ? null : new Date(NOW.getTime() - minutesAgo * 60_000);
  await database.db.syncCursor.create({ data: { projectId: id, lastSuccessAt, lastSeenUpdatedAt: lastSuccessAt } });
  await database.db.project.update({ where: { id }, data: changes });
  return id;
}

const freshness = async () => freshnessSchema.parse(await readFreshness(database.db, ASKED));

test("with nothing synced there is no data, which is not the same as fresh", async () => {
  expect(await freshness()).toEqual({
    state: "no_data",
    as_of: null,
    age_seconds: null,
    stale_after_seconds: 600,
    excluded: [],
  });
  await project("acme/new", 1, null);
  expect(await freshness()).toMatchObject({
    state: "no_data",
    excluded: [{ project: "acme/new", reason: "never_synced" }],
  });
});

test("the oldest project says how old the mirror is, and it is stale after two poll intervals", async () => {
  await project("acme/a", 1, 1);
  const slow = await project("acme/b", 2, 10);
  expect(await freshness()).toMatchObject({ state: "fresh", age_seconds: 600, as_of: "2026-11-22T11:50:00.000Z" });
  await database.db.syncCursor.update({
    where: { projectId: slow },
    data: { lastSuccessAt: new Date(NOW.getTime() - 601_000) },
  });
  expect(await freshness()).toMatchObject({ state: "stale", age_seconds: 601 });
});

test("paused, forbidden, gone and never synced projects are named and do not make the others stale", async () => {
  await project("acme/fine", 1, 2);
  await project("acme/paused", 2, 5_000, { active: false });
  await project("acme/forbidden", 3, 5_000, { accessError: "GitLab does not let the token read this" });
  await project("acme/gone", 4, 5_000, { goneAt: NOW, active: false });
  await project("acme/new", 5, null);
  expect(await freshness()).toMatchObject({
    state: "fresh",
    age_seconds: 120,
    excluded: [
      { project: "acme/forbidden", reason: "forbidden" },
      { project: "acme/gone", reason: "gone" },
      { project: "acme/new", reason: "never_synced" },
      { project: "acme/paused", reason: "paused" },
    ],
  });
});

test("the status names workers, queue, projects and runs, with a running bootstrap's rate and time left", async () => {
  const { db } = database;
  const projectId = await project("acme/a", 1, null);
  const startedAt = new Date(NOW.getTime() - 20_000);
  const progress = { recordsRead: 1_000, recordsUpserted: 900, recordsTotal: 3_000, progressAt: NOW };
  await db.syncRun.create({ data: { mode: "bootstrap", status: "running", projectId, startedAt, ...progress } });
  await db.$executeRaw`insert into workers (id, host, pid) values (gen_random_uuid(), 'living', 1)`;
  await db.$executeRaw`
    insert into workers (id, host, pid, heartbeat_at) values (gen_random_uuid(), 'silent', 2, now() - interval '2 minutes')`;
  const status = syncStatusSchema.parse(
    await readSyncStatus(db, {
      clock: ASKED.clock,
      settings: parseEnv({ DATABASE_URL: database.url, GITLAB_URL: "https://gitlab.example.com" }),
    }),
  );
  expect(status.runs).toHaveLength(1);
  expect(status.gitlab).toEqual({ url: "https://gitlab.example.com", pause: null, rate: null });
  expect(status.webhook).toEqual({ url: null, signed: false, last_delivery_at: null });
  expect(status.projects).toMatchObject([
    { path: "acme/a", issues: 0, bootstrap: { records_read: 1_000, rate: 50, seconds_left: 40 } },
  ]);
  const alive = Object.fromEntries(status.workers.map((worker) => [worker.host, worker.alive]));
  expect(alive).toEqual({ living: true, silent: false });
  expect(status.queue).toEqual({ waiting: 0, running: 0, failed: 0, oldest_age_seconds: null });
});
