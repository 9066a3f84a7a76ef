import { createTask, schedule, validateDetailed, type ScheduledTask } from "node-cron";
import type { Db } from "@/lib/db/client.ts";
import type { Env } from "@/lib/env.ts";
import { AppError } from "@/lib/errors.ts";
import { fireOnce } from "@/lib/jobs/fire.ts";
import type { Log } from "@/lib/log.ts";

const SCHEDULED = ["poll", "reconcile", "tidy"] as const;

/** The minutes at which each job fires, counted from the epoch. */
export type Timetable = {
  isDue: Readonly<Record<(typeof SCHEDULED)[number], (minute: number) => boolean>>;
  close(): Promise<void>;
};

type ScheduleOptions = { db: Db; timetable: Timetable; log: Log };

const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 1_440;
/** 04:17: most reconciles have ended by then, and nobody else starts at that minute. */
const TIDY_MINUTE = 4 * 60 + 17;
/** What could not be written, or fell into a minute that was slept through, is made up for within this time. */
const LOOK_BACK_MINUTES = 60;

/** In UTC, since in a zone with summer time an hour is missing or comes twice. */
const UTC = { timezone: "Etc/UTC" };

/**
 * When the jobs of the schedule are due. Polls are counted from the epoch and not from the hour, so that an interval of 7 or 90
 * minutes is kept, by all workers alike.
 * @throws AppError `bad_environment` where RECONCILE_CRON is no cron expression of five fields
 */
export function readTimetable(env: Pick<Env, "POLL_INTERVAL_MINUTES" | "RECONCILE_CRON">): Timetable {
  const reconcile = readCron(env.RECONCILE_CRON);
  return {
    isDue: {
      poll: (minute) => minute % env.POLL_INTERVAL_MINUTES === 0,
      reconcile: (minute) => reconcile.match(new Date(minute * MINUTE_MS)),
      tidy: (minute) => minute % MINUTES_A_DAY === TIDY_MINUTE,
    },
    close: async () => reconcile.destroy(),
  };
}

/** Looks at the clock every minute and enqueues what is due; it does nothing else. Answers how to stop it. */
export function startSchedule(options: ScheduleOptions): () => Promise<void> {
  let next = Math.floor(Date.now() / MINUTE_MS);
  const tick = async (now: number) => {
    for (let minute = Math.max(next, now - LOOK_BACK_MINUTES); minute <= now; minute += 1) {
      if (!(await fireDue(options, new Date(minute * MINUTE_MS)))) return;
      next = Math.max(next, minute + 1);
    }
  };
  const task = schedule("* * * * *", ({ date }) => tick(Math.floor(date.getTime() / MINUTE_MS)), UTC);
  return async () => {
    await task.destroy();
    await options.timetable.close();
  };
}

/** Enqueues the jobs of this minute, each unless another worker already has. False where Postgres did not take them. */
export async function fireDue({ db, timetable, log }: ScheduleOptions, date: Date): Promise<boolean> {
  const minute = Math.floor(date.getTime() / MINUTE_MS);
  try {
    for (const name of SCHEDULED) {
      if (timetable.isDue[name](minute)) await fireOnce(db, { name, at: new Date(minute * MINUTE_MS), payload: {} });
    }
    return true;
  } catch (error) {
    log.error({ err: error }, "the jobs of this minute could not be enqueued");
    return false;
  }
}

function readCron(expression: string): ScheduledTask {
  const fields = expression.trim().split(/\s+/);
  if (fields.length === 5 && validateDetailed(expression).valid) return createTask(expression, () => {}, UTC);
  throw new AppError("bad_environment", "RECONCILE_CRON is wrong: five fields are expected, such as 0 3 * * *");
}
