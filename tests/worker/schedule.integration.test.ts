import { afterEach, beforeEach, expect, test } from "vitest";
import { createLog } from "@/lib/log.ts";
import { fireDue } from "@/worker/schedule.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { listJobs } from "../lib/jobs/queue-view.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

const MINUTES_A_DAY = 1_440;

/** The minutes of a day at which two workers that both keep the schedule enqueue a poll. */
async function polledMinutes(interval: number): Promise<number[]> {
  const options = { db: database.db, env: { POLL_INTERVAL_MINUTES: interval }, log: createLog("test", "silent") };
  const midnight = Date.parse("2026-11-22T00:00:00Z");
  for (let minute = 0; minute < MINUTES_A_DAY; minute += 1) {
    const date = new Date(midnight + minute * 60_000 + 17);
    await Promise.all([fireDue(options, date), fireDue(options, date)]);
  }
  const fires = await database.db.cronFire.findMany({ orderBy: { firedAt: "asc" } });
  return fires.map((fire) => (fire.firedAt.getTime() - midnight) / 60_000);
}

test("two workers poll once every interval, and a poll that still waits is not doubled", async () => {
  const minutes = await polledMinutes(360);
  expect(minutes).toEqual([0, 360, 720, 1080]);
  expect(await listJobs(database.db)).toMatchObject([{ task_identifier: "poll", key: "poll" }]);
});

test("an interval that does not divide the hour is kept across it", async () => {
  const minutes = await polledMinutes(77);
  const gaps = minutes.slice(1).map((minute, at) => minute - (minutes[at] ?? 0));
  expect(new Set(gaps)).toEqual(new Set([77]));
});
