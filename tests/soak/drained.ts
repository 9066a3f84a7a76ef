import { countRows } from "./mirror.ts";
import type { Stage } from "./stage.ts";
import { until } from "./until.ts";

const DRAINED_WITHIN_MS = 1_800_000;

/** Waits until everything that GitLab told is handled, and nothing is left to do. */
export async function untilDrained({ databaseUrl, gitlab }: Stage): Promise<void> {
  await until("every webhook is answered", async () => (await gitlab.pendingWebhooks()) === 0);
  await until("nothing is left to do", async () => (await countLeft(databaseUrl)) === 0, DRAINED_WITHIN_MS);
}

const LEFT = `
  select (select count(*) from graphile_worker.jobs where attempts < max_attempts or locked_at is not null)
    + (select count(*) from sync_runs where status = 'running')
    + (select count(*) from webhook_deliveries where outcome = 'enqueued' and handled_at is null) as n`;

/** Jobs that will still run, runs under way, deliveries that wait: as of one moment. A job that was set aside does not count. */
export function countLeft(databaseUrl: string): Promise<number> {
  return countRows(databaseUrl, LEFT);
}
