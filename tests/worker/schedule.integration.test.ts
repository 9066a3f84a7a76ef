import { afterEach, beforeEach, expect, test } from "vitest";
import { createDb } from "@/lib/db/client.ts";
import { createLog } from "@/lib/log.ts";
import { fireDue, readTimetable } from "@/worker/schedule.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { listJobs } from "../lib/jobs/queue-view.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

const MINUTES_A_DAY = 1_440;

type Settings = { POLL_INTERVAL_MINUTES?: number; RECONCILE_CRON?: string };

/** The minutes of a day at which three workers that all keep the schedule enqueue each job. */
async function firedMinutes({ POLL_INTERVAL_MINUTES = 1_440, RECONCILE_CRON = "0 3 * * *" }: Settings) {
  const timetable = readTimetable({ POLL_INTERVAL_MINUTES, RECONCILE_CRON });
  const options = { db: database.db, timetable, log: createLog("test", "silent") };
  const midnight = Date.parse("2026-11-22T00:00:00Z");
  for (let minute = 0; minute < MINUTES_A_DAY; minute += 1) {
    const date = new Date(midnight + minute * 60_000 + 17);
    expect(await Promise.all([1, 2, 3].map(() => fireDue(options, date)))).toEqual([true, true, true]);
  }
  await timetable.close();
  const fires = await database.db.cronFire.findMany({ orderBy: { firedAt: "asc" } });
  const minutesOf = (name: string) =>
    fires.filter((fire) => fire.name === name).map((fire) => (fire.firedAt.getTime() - midnight) / 60_000);
  return { poll: minutesOf("poll"), reconcile: minutesOf("reconcile"), tidy: minutesOf("tidy") };
}

test("three workers poll once every interval, and a poll that still waits is not doubled", async () => {
  const { poll } = await firedMinutes({ POLL_INTERVAL_MINUTES: 360 });
  expect(poll).toEqual([0, 360, 720, 1080]);
  const jobs = await listJobs(database.db);
  expect(jobs.filter((job) => job.task_identifier === "poll")).toMatchObject([{ key: "poll" }]);
});

test("an interval that does not divide the hour is kept across it", async () => {
  const { poll } = await firedMinutes({ POLL_INTERVAL_MINUTES: 77 });
  const gaps = poll.slice(1).map((minute, at) => minute - (poll[at] ?? 0));
  expect(new Set(gaps)).toEqual(new Set([77]));
});

test("the reconcile fires at its time in UTC, wherever this runs, and the tidying once a day", async () => {
  const { reconcile, tidy } = await firedMinutes({ RECONCILE_CRON: "30 2,14 * * *" });
  expect(reconcile).toEqual([150, 870]);
  expect(tidy).toHaveLength(1);
  const names = (await listJobs(database.db)).map((job) => job.task_identifier).toSorted();
  expect(names).toEqual(["poll", "reconcile", "tidy"]);
});

test("a time for the reconcile that is none is named, also one with seconds", () => {
  for (const RECONCILE_CRON of ["nightly", "61 3 * * *", "0 3 * *", "0 0 3 * * *"]) {
    expect(() => readTimetable({ POLL_INTERVAL_MINUTES: 5, RECONCILE_CRON })).toThrow(/^RECONCILE_CRON is wrong/);
  }
});

test("a minute whose jobs Postgres did not take is not counted as done", async () => {
  const away = createDb("postgresql://nobody@127.0.0.1:1/nothing");
  const timetable = readTimetable({ POLL_INTERVAL_MINUTES: 1, RECONCILE_CRON: "0 3 * * *" });
  expect(await fireDue({ db: away, timetable, log: createLog("test", "silent") }, new Date())).toBe(false);
  await timetable.close();
  await away.$disconnect();
});
