import type { Db } from "@/lib/db/client.ts";
import { databaseNow } from "@/lib/db/now.ts";
import type { GitLab } from "@/lib/gitlab/client.ts";
import { isAccessError } from "@/lib/sync/failures.ts";
import type { HistoryBatch } from "./apply.ts";
import type { DueIssue } from "./queries.ts";

type Project = { id: string; gitlab_project_id: bigint };
type Around = { db: Db; gitlab: GitLab; signal: AbortSignal };

/**
 * Asks GitLab for the events of issues: two questions each, since it has no listing of them (gitlab.md §6). One that it does not show
 * is left out, and stays due: whether it is gone is for the reconcile to find.
 * @throws what is no issue's fault: GitLab away or asking to wait, the worker stopped
 */
export async function fetchHistories(
  project: Project,
  due: readonly DueIssue[],
  around: Around,
): Promise<HistoryBatch> {
  const fetchStartedAt = await databaseNow(around.db);
  const answers = await Promise.all(due.map((issue) => fetchHistory(project, issue, around)));
  return { projectId: project.id, histories: answers.filter((answer) => answer !== null), fetchStartedAt };
}

async function fetchHistory({ gitlab_project_id: projectId }: Project, { id, iid }: DueIssue, around: Around) {
  const { gitlab, signal } = around;
  try {
    const [labelEvents, stateEvents] = await Promise.all([
      gitlab.labelEvents(projectId, iid, signal),
      gitlab.stateEvents(projectId, iid, signal),
    ]);
    return { issueId: id, history: { labelEvents, stateEvents } };
  } catch (error) {
    if (isAccessError(error)) return null;
    throw error;
  }
}
