import { schedule } from "node-cron";
import type { Db } from "@/lib/db/client.ts";
import type { Env } from "@/lib/env.ts";
import { fireOnce } from "@/lib/jobs/fire.ts";
import type { Log } from "@/lib/log.ts";

type ScheduleOptions = { db: Db; env: Pick<Env, "POLL_INTERVAL_MINUTES">; log: Log };

const MINUTE_MS = 60_000;

/**
 * Looks at the clock every minute and enqueues what is due; it does nothing else. In UTC, since in a zone with summer time an
 * hour is missing or comes twice. Answers how to stop it.
 */
export function startSchedule({ db, env, log }: ScheduleOptions): () => Promise<void> {
  const task = schedule("* * * * *", ({ date }) => fireDue({ db, env, log }, date), { timezone: "Etc/UTC" });
  return async () => {
    await task.destroy();
  };
}

/** Enqueues the jobs of this minute, unless another worker already has. One that cannot be written is left to the next time. */
export async function fireDue({ db, env, log }: ScheduleOptions, date: Date): Promise<void> {
  const minute = Math.floor(date.getTime() / MINUTE_MS);
  if (!isDue(minute, env.POLL_INTERVAL_MINUTES)) return;
  try {
    await fireOnce(db, { name: "poll", at: new Date(minute * MINUTE_MS), payload: {} });
  } catch (error) {
    log.error({ err: error }, "the scheduled poll could not be enqueued");
  }
}

/** Counted from the epoch and not from the hour, so that an interval of 7 or 90 minutes is kept, by all workers alike. */
function isDue(minute: number, intervalMinutes: number): boolean {
  return minute % intervalMinutes === 0;
}
