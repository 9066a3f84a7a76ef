import { z } from "zod";
import type { Tx } from "@/lib/db/transaction.ts";

type Writing = Pick<Tx, "$executeRaw">;
type Reading = Pick<Tx, "$queryRaw">;

const targetRow = z.object({
  project_id: z.uuid(),
  gitlab_project_id: z.bigint(),
  last_seen_updated_at: z.date(),
});

/** A project to poll, and the newest `updated_at` (GitLab's clock) of which we know that everything up to it is here. */
export type PollTarget = z.infer<typeof targetRow>;

/** The projects to poll: not paused, not gone, and bootstrapped, since before that there is no cursor to poll from. */
export async function listPollTargets(db: Reading): Promise<PollTarget[]> {
  const rows = await db.$queryRaw`
    select project_id, gitlab_project_id, last_seen_updated_at
    from sync_cursors join projects on projects.id = project_id
    where active and gone_at is null and last_seen_updated_at is not null
    order by last_success_at nulls first`;
  return z.array(targetRow).parse(rows);
}

/** One project as a poll target; null when it is not to be polled (any more). */
export async function readPollTarget(db: Reading, projectId: string): Promise<PollTarget | null> {
  const rows = await db.$queryRaw`
    select project_id, gitlab_project_id, last_seen_updated_at
    from sync_cursors join projects on projects.id = project_id
    where project_id = ${projectId}::uuid and active and gone_at is null and last_seen_updated_at is not null`;
  return z.array(targetRow).parse(rows)[0] ?? null;
}

/** Whether the project was bootstrapped. */
export async function hasCursor(db: Reading, projectId: string): Promise<boolean> {
  const rows = await db.$queryRaw`
    select from sync_cursors where project_id = ${projectId}::uuid and last_seen_updated_at is not null`;
  return z.array(z.unknown()).parse(rows).length > 0;
}

/** Moves the cursor forward, never back: two polls of one project may end in either order. */
export async function moveCursor(tx: Writing, projectId: string, seenUpTo: Date): Promise<void> {
  await tx.$executeRaw`
    update sync_cursors set last_seen_updated_at = ${seenUpTo.toISOString()}::timestamptz
    where project_id = ${projectId}::uuid and last_seen_updated_at < ${seenUpTo.toISOString()}::timestamptz`;
}

/** A complete poll: what is here is as GitLab had it when the poll began (definition: Fresh). */
export async function markPolled(tx: Writing, projectId: string, beganAt: Date): Promise<void> {
  await tx.$executeRaw`
    update sync_cursors
    set last_success_at = greatest(last_success_at, ${beganAt.toISOString()}::timestamptz), last_error = null
    where project_id = ${projectId}::uuid`;
}

/** A complete reconcile: what an earlier try met is over. How fresh the issues are is for the polls to say. */
export async function forgetSyncError(tx: Writing, runId: string): Promise<void> {
  await tx.$executeRaw`
    update sync_cursors set last_error = null
    where project_id = (select project_id from sync_runs where id = ${runId}::uuid) and last_error is not null`;
}

type Bootstrapped = { projectId: string; runId: string; seenFrom: string | null; closedSince: string | null };

/**
 * The end of a bootstrap: the cursor begins where GitLab's clock stood at its start, so that the polls bring whatever changed
 * while it ran, and history is whole back to the earliest W that was ever read.
 */
export async function markBootstrapped(tx: Writing, done: Bootstrapped): Promise<void> {
  await tx.$executeRaw`
    insert into sync_cursors (project_id, last_seen_updated_at, last_success_at)
    select project_id, ${done.seenFrom}::timestamptz, started_at from sync_runs where id = ${done.runId}::uuid
    on conflict (project_id) do update
    set last_seen_updated_at = greatest(sync_cursors.last_seen_updated_at, excluded.last_seen_updated_at),
      last_success_at = greatest(sync_cursors.last_success_at, excluded.last_success_at), last_error = null`;
  await tx.$executeRaw`
    update projects
    set history_from = case
      when ${done.closedSince}::timestamptz is null then null
      else least(history_from, ${done.closedSince}::timestamptz)
    end
    where id = ${done.projectId}::uuid and history_from is not null`;
}

/** Why the last try failed, for the sync page. Answers whether that is news: the same words are not told at every try. */
export async function noteSyncError(tx: Writing, projectId: string, message: string): Promise<boolean> {
  const changed = await tx.$executeRaw`
    insert into sync_cursors (project_id, last_error) values (${projectId}::uuid, ${message})
    on conflict (project_id) do update set last_error = excluded.last_error
    where sync_cursors.last_error is distinct from excluded.last_error`;
  return changed > 0;
}
