import { afterAll, beforeAll, expect, test } from "vitest";
import { transaction } from "@/lib/db/transaction.ts";
import { enqueue } from "@/lib/jobs/enqueue.ts";
import { fireOnce } from "@/lib/jobs/fire.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { listJobs } from "./queue-view.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test("a job is there when its transaction commits and was never there when it rolls back", async () => {
  const { db } = database;
  await transaction(db, (tx) => enqueue(tx, "poll", {}, { key: "committed" }));
  const rolledBack = transaction(db, async (tx) => {
    await enqueue(tx, "poll", {}, { key: "rolled back" });
    throw new Error("no");
  });
  await expect(rolledBack).rejects.toThrow("no");
  const keys = (await listJobs(db)).map((job) => job.key);
  expect(keys).toContain("committed");
  expect(keys).not.toContain("rolled back");
});

test("a payload that is not the job's own is refused and nothing is enqueued", async () => {
  const { db } = database;
  const before = await listJobs(db);
  await expect(enqueue(db, "bootstrap_page", { run_id: "not an id" })).rejects.toThrow(/run_id/);
  expect(await listJobs(db)).toEqual(before);
});

test("hints of one key are one job, which keeps the time of the first", async () => {
  const { db } = database;
  const payload = { gitlab_project_id: "7", iid: 1 };
  await enqueue(db, "refresh_issues", payload, { key: "refresh:7:1", delayMs: 500 });
  const [first] = (await listJobs(db)).filter((job) => job.key === "refresh:7:1");
  await enqueue(db, "refresh_issues", payload, { key: "refresh:7:1", delayMs: 60_000 });
  const jobs = (await listJobs(db)).filter((job) => job.key === "refresh:7:1");
  expect(jobs).toHaveLength(1);
  expect(jobs[0]?.run_at).toEqual(first?.run_at);
});

test("a scheduled fire enqueues once, however many workers keep the schedule", async () => {
  const { db } = database;
  const at = new Date("2026-11-22T10:05:00Z");
  const fired = await Promise.all(
    Array.from({ length: 6 }, () => fireOnce(db, { name: "discover_projects", at, payload: {} })),
  );
  expect(fired.filter(Boolean)).toHaveLength(1);
  expect((await listJobs(db)).filter((job) => job.task_identifier === "discover_projects")).toHaveLength(1);
  expect(await fireOnce(db, { name: "discover_projects", at: new Date("2026-11-22T10:10:00Z"), payload: {} })).toBe(
    true,
  );
});
