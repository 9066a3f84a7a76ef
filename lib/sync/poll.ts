import type { Tx } from "@/lib/db/transaction.ts";
import type { WireIssue } from "@/lib/gitlab/schemas.ts";
import { markAccess } from "@/lib/projects/store.ts";
import { markPolled, moveCursor } from "./cursors.ts";

/** GitLab tells its time in whole seconds, rounded down. */
const SERVER_TIME_STEP_MS = 1_000;

/**
 * The newest change seen so far, but none after the poll's first answer (`askedAt`, by GitLab's clock). An issue that was read and
 * then changed again behind the walk is read by the next poll only if the cursor stays before that change; and an owner can set
 * `updated_at` to any time, which must not carry the cursor past every change until then. Pure.
 */
export function newestSeen(before: Date, issues: readonly Pick<WireIssue, "updated_at">[], askedAt: Date): Date {
  const limit = askedAt.getTime() + SERVER_TIME_STEP_MS;
  const times = issues.map((issue) => Date.parse(issue.updated_at)).filter((time) => time <= limit);
  return new Date(times.reduce((newest, time) => Math.max(newest, time), before.getTime()));
}

type FinishedPoll = { projectId: string; beganAt: Date; seenUpTo: Date; read: number; written: number };

/** The end of a complete poll. It is recorded as a run only when it brought something: most polls bring nothing. */
export async function finishPoll(tx: Tx, poll: FinishedPoll): Promise<void> {
  await moveCursor(tx, poll.projectId, poll.seenUpTo);
  await markPolled(tx, poll.projectId, poll.beganAt);
  await markAccess(tx, poll.projectId, null);
  if (poll.written === 0) return;
  await tx.$executeRaw`
    insert into sync_runs (mode, status, project_id, started_at, finished_at, records_read, records_upserted)
    values ('poll', 'success', ${poll.projectId}::uuid, ${poll.beganAt.toISOString()}::timestamptz,
      greatest(now(), ${poll.beganAt.toISOString()}::timestamptz), ${poll.read}::int, ${poll.written}::int)`;
}
