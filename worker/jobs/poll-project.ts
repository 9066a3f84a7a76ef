import { databaseNow } from "@/lib/db/now.ts";
import type { IssuePage } from "@/lib/gitlab/issue-listing.ts";
import { enqueueHistory } from "@/lib/history/enqueue.ts";
import { applyIssues } from "@/lib/issues/apply.ts";
import type { JobPayload } from "@/lib/jobs/schema.ts";
import { followIfBack } from "@/lib/projects/follow.ts";
import { readPollTarget, type PollTarget } from "@/lib/sync/cursors.ts";
import { isAccessError, notePollFailure } from "@/lib/sync/failures.ts";
import { suspectGap } from "@/lib/sync/gaps.ts";
import { finishPoll, newestSeen } from "@/lib/sync/poll.ts";
import type { JobContext } from "../context.ts";

/** GitLab stamps a change before others can see it, on gitlab.com also on replicas. */
const OVERLAP_MS = 5 * 60_000;

/** Reads what changed in one project since its cursor, page by page, each page in a transaction of its own. */
export async function pollProject({ project_id }: JobPayload<"poll_project">, context: JobContext): Promise<void> {
  const target = await readPollTarget(context.db, project_id);
  if (target === null) return followIfBack(project_id, context);
  try {
    await readChanges(target, context);
  } catch (error) {
    if (context.signal.aborted) throw error;
    await context.write((tx) => notePollFailure(tx, project_id, error));
    if (!isAccessError(error)) throw error;
    context.log.warn({ project_id, code: error.code }, error.message);
  }
}

/**
 * The cursor moves with the last page: a listing need not be in the order of `updated_at`, so after any other page something
 * older may still be unread.
 */
async function readChanges(target: PollTarget, context: JobContext): Promise<void> {
  const { db, write, gitlab, signal } = context;
  const { project_id: projectId, last_seen_updated_at: cursor } = target;
  const updatedAfter = new Date(cursor.getTime() - OVERLAP_MS);
  const beganAt = await databaseNow(db);
  const question = { projectId: target.gitlab_project_id, state: "all", updatedAfter, signal } as const;
  let progress = { seenUpTo: cursor, read: 0, written: 0 };
  let askedAt: Date | null = null;
  let page: IssuePage = { issues: [], next: null, serverTime: null };
  do {
    const fetchStartedAt = await databaseNow(db);
    page = await gitlab.issuePage({ ...question, page: page.next });
    const { issues, next } = page;
    const before = progress;
    askedAt ??= page.serverTime ?? fetchStartedAt;
    const seenUpTo = newestSeen(before.seenUpTo, issues, askedAt);
    progress = await write(async (tx) => {
      const batch = { projectId, issues, fetchStartedAt, source: "poll" } as const;
      const { written, changed } = await applyIssues(tx, batch);
      await suspectGap(tx, projectId, changed);
      const after = { seenUpTo, read: before.read + issues.length, written: before.written + written };
      if (written > 0) await enqueueHistory(tx, projectId);
      if (next === null) await finishPoll(tx, { projectId, beganAt, ...after });
      return after;
    });
  } while (page.next !== null);
}
