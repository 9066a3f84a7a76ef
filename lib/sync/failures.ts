import type { Tx } from "@/lib/db/transaction.ts";
import { AppError, messageOf } from "@/lib/errors.ts";
import { markAccess } from "@/lib/projects/store.ts";
import { noteSyncError } from "./cursors.ts";

/** GitLab does not show us the project (any more): a matter of this project, the others go on. */
export function isAccessError(error: unknown): error is AppError {
  return error instanceof AppError && ["gitlab_forbidden", "gitlab_not_found"].includes(error.code);
}

/** GitLab answered, in JSON, that it does not know what was asked for, or does not show it to the token. */
export function isNotFound(error: unknown): error is AppError {
  return error instanceof AppError && error.code === "gitlab_not_found";
}

/**
 * Notes that a run failed. What another try may mend leaves the run under way, with the reason beside it; what none can
 * ends it. Answers whether it ended.
 */
export async function noteRunFailure(
  tx: Tx,
  run: { id: string; project_id: string | null },
  error: unknown,
): Promise<boolean> {
  const message = messageForPeople(error);
  const hopeless = error instanceof AppError && error.retry === "never";
  if (run.project_id !== null) {
    if (isAccessError(error)) await markAccess(tx, run.project_id, message);
    await noteSyncError(tx, run.project_id, message);
  }
  await tx.$executeRaw`
    update sync_runs
    set error_message = ${message}, status = case when ${hopeless} then 'failed' else status end,
      finished_at = case when ${hopeless} then greatest(clock_timestamp(), started_at) end
    where id = ${run.id}::uuid and status = 'running'`;
  if (hopeless) await tx.$executeRaw`delete from reconcile_seen where run_id = ${run.id}::uuid`;
  return hopeless;
}

/** Notes that a poll failed; a run is recorded when the fault is new, not for every try of a long outage. */
export async function notePollFailure(tx: Tx, projectId: string, error: unknown): Promise<void> {
  const message = messageForPeople(error);
  if (isAccessError(error)) await markAccess(tx, projectId, message);
  const isNews = await noteSyncError(tx, projectId, message);
  if (!isNews) return;
  await tx.$executeRaw`
    insert into sync_runs (mode, status, project_id, finished_at, error_message)
    values ('poll', 'failed', ${projectId}::uuid, now(), ${message})`;
}

/** Our own errors are worded to be shown. Another's text may hold anything, a row's content for one: the log has it. */
function messageForPeople(error: unknown): string {
  return error instanceof AppError ? messageOf(error) : "an unexpected fault; the worker's log says more";
}
