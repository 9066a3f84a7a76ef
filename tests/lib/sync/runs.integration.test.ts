import { afterEach, beforeEach, expect, test } from "vitest";
import { transaction } from "@/lib/db/transaction.ts";
import { enqueuePoll, requestBootstrap, requestPoll, requestReconcile } from "@/lib/sync/runs.ts";
import { wakeStalledRuns } from "@/lib/sync/stalled.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { storeProject } from "../../support/mirror.ts";
import { listJobs } from "../jobs/queue-view.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

const request = (project?: string) => requestBootstrap(database.db, { project, requestedBy: "admin@acme.test" });
const wake = () => transaction(database.db, wakeStalledRuns);

test("however many ask at once, a project has one bootstrap under way and one job for it", async () => {
  await storeProject(database.db, 7, "acme/shop");
  await storeProject(database.db, 8, "acme/web");
  const answers = await Promise.all(Array.from({ length: 5 }, () => request()));
  const runs = answers.flatMap((answer) => answer.runs);
  expect(runs).toHaveLength(10);
  expect(runs.filter((run) => !run.joined).map((run) => run.project)).toEqual(
    expect.arrayContaining(["acme/shop", "acme/web"]),
  );
  expect(runs.filter((run) => !run.joined)).toHaveLength(2);
  expect(new Set(runs.map((run) => run.id)).size).toBe(2);
  expect(await listJobs(database.db)).toHaveLength(2);
  expect(await database.db.syncRun.count()).toBe(2);
});

test("a project is named by our id, by GitLab's id, or by its path in any case", async () => {
  const id = await storeProject(database.db, 7, "acme/shop");
  await storeProject(database.db, 8, "acme/web");
  for (const name of [id, "7", "ACME/Shop"]) {
    expect((await request(name)).runs.map((run) => run.project)).toEqual(["acme/shop"]);
  }
});

test("an unknown project is not found, a paused one is refused, and neither starts anything", async () => {
  const id = await storeProject(database.db, 7, "acme/paused");
  await database.db.project.update({ where: { id }, data: { active: false } });
  await expect(request("acme/none")).rejects.toMatchObject({ code: "not_found" });
  await expect(request("acme/paused")).rejects.toMatchObject({ code: "invalid_request" });
  expect(await request()).toEqual({ runs: [] });
  expect(await database.db.syncRun.count()).toBe(0);
});

test("a bootstrap whose job was given up is started again; one that has a job is left alone", async () => {
  await storeProject(database.db, 7, "acme/shop");
  await request();
  expect(await wake()).toBe(0);
  await database.db.$executeRaw`
    select graphile_worker.permanently_fail_jobs(array(select id from graphile_worker.jobs), 'tried 25 times')`;
  expect(await wake()).toBe(1);
  expect(await wake()).toBe(0);
  const alive = (await listJobs(database.db)).filter((job) => job.attempts < job.max_attempts);
  expect(alive).toHaveLength(1);
});

const ADMIN = { requestedBy: "admin@acme.test" };

test("a bootstrap and a reconcile of one project go on beside each other, one of each", async () => {
  await storeProject(database.db, 7, "acme/shop");
  const [bootstrap] = (await request()).runs;
  const answers = await Promise.all(Array.from({ length: 5 }, () => requestReconcile(database.db, ADMIN)));
  const reconciles = answers.flatMap((answer) => answer.runs);
  expect(reconciles.filter((run) => !run.joined)).toHaveLength(1);
  expect(new Set(reconciles.map((run) => run.id)).size).toBe(1);
  expect(reconciles[0]?.id).not.toBe(bootstrap?.id);
  const jobs = await listJobs(database.db);
  expect(jobs.map((job) => job.key)).toEqual([`bootstrap:${bootstrap?.id}`, `reconcile:${reconciles[0]?.id}`]);
});

test("a reconcile is also started for a project that has vanished, a bootstrap or poll of all leaves it out", async () => {
  const id = await storeProject(database.db, 7, "acme/gone");
  await database.db.project.update({ where: { id }, data: { goneAt: new Date() } });
  expect((await requestReconcile(database.db, ADMIN)).runs).toMatchObject([{ project: "acme/gone", joined: false }]);
  expect(await request()).toEqual({ runs: [] });
  expect(await requestPoll(database.db, {})).toEqual({ projects: [] });
});

test("a sweep is what was asked for, and without a word what is due; who asks for one makes a run under way one", async () => {
  await storeProject(database.db, 7, "acme/shop");
  const isSweep = async () => (await database.db.syncRun.findFirstOrThrow({ where: { status: "running" } })).isSweep;
  const end = (status: "success" | "failed") =>
    database.db.syncRun.updateMany({ where: { status: "running" }, data: { status, finishedAt: new Date() } });
  await requestReconcile(database.db, { ...ADMIN, sweep: false });
  expect(await isSweep()).toBe(false);
  await requestReconcile(database.db, { ...ADMIN, sweep: true });
  expect(await isSweep()).toBe(true);
  await end("failed");
  await requestReconcile(database.db, ADMIN);
  expect(await isSweep()).toBe(true);
  await end("success");
  await requestReconcile(database.db, ADMIN);
  expect(await isSweep()).toBe(false);
});

test("a poll is enqueued once a project, and says where one waits already", async () => {
  const id = await storeProject(database.db, 7, "acme/shop");
  await storeProject(database.db, 8, "acme/web");
  await enqueuePoll(database.db, id);
  expect(await requestPoll(database.db, {})).toEqual({
    projects: [
      { project: "acme/shop", joined: true },
      { project: "acme/web", joined: false },
    ],
  });
  expect(await requestPoll(database.db, { project: "ACME/Web" })).toEqual({
    projects: [{ project: "acme/web", joined: true }],
  });
  expect(await listJobs(database.db)).toHaveLength(2);
  await expect(requestPoll(database.db, { project: "acme/none" })).rejects.toMatchObject({ code: "not_found" });
});
