import type { Db } from "@/lib/db/client.ts";
import { databaseNow } from "@/lib/db/now.ts";
import type { Write } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import type { GitLab } from "@/lib/gitlab/client.ts";
import { PassingFault } from "@/lib/gitlab/errors.ts";
import type { WireIssue } from "@/lib/gitlab/schemas.ts";
import { enqueueHistory } from "@/lib/history/enqueue.ts";
import { applyIssues } from "@/lib/issues/apply.ts";
import type { Log } from "@/lib/log.ts";
import type { TrackedProject } from "@/lib/projects/queries.ts";
import { markHandled } from "./deliveries.ts";
import { isAccessError } from "./failures.ts";
import { noteRefreshed } from "./webhook-runs.ts";

type Failure = { error: unknown };
type Around = { db: Db; gitlab: GitLab; log: Log; signal: AbortSignal; write: Write };

/** One question and one transaction: with a megabyte of text each, so many are still within what the client reads. */
const MOST_AT_ONCE = 20;
/** After so many issues that fail each by itself it is not the issues. */
const MOST_FAILURES = 3;

/**
 * Fetches issues of a project by number, as they are now, applies them and marks the deliveries that waited for them. Where many
 * fail together each is tried alone: one that cannot be read or kept must not hold up the others. Answers what failed then.
 * @throws what is no issue's fault: GitLab away or asking to wait, the worker stopped or revoked
 */
export async function refreshIssues(
  project: TrackedProject,
  iids: readonly number[],
  around: Around,
): Promise<Failure[]> {
  const failures: Failure[] = [];
  for (let first = 0; first < iids.length; first += MOST_AT_ONCE) {
    failures.push(...(await refreshApart(project, iids.slice(first, first + MOST_AT_ONCE), around)));
  }
  return failures;
}

async function refreshApart(project: TrackedProject, iids: readonly number[], around: Around): Promise<Failure[]> {
  const failure = await failureOf(project, iids, around);
  if (failure === null || iids.length === 1) return failure === null ? [] : [failure];
  const failures: Failure[] = [];
  for (const iid of iids) {
    const alone = await failureOf(project, [iid], around);
    if (alone !== null) failures.push(alone);
    if (failures.length >= MOST_FAILURES) throw failure.error;
  }
  return failures;
}

async function failureOf(project: TrackedProject, iids: readonly number[], around: Around): Promise<Failure | null> {
  try {
    await refreshTogether(project, iids, around);
    return null;
  } catch (error) {
    if (around.signal.aborted || !mayBeOfAnIssue(error)) throw error;
    return { error };
  }
}

function mayBeOfAnIssue(error: unknown): boolean {
  if (error instanceof PassingFault) return false;
  return !(error instanceof AppError) || error.code === "gitlab_malformed" || error.code === "gitlab_rejected";
}

/** Of a paused project nothing is asked: what its deliveries told is for the poll after the pause. */
async function refreshTogether(project: TrackedProject, iids: readonly number[], around: Around): Promise<void> {
  const { id: projectId, gitlab_project_id: gitlabId } = project;
  const fetchStartedAt = await databaseNow(around.db);
  const issues = project.active ? await fetchIssues(gitlabId, iids, around) : [];
  await around.write(async (tx) => {
    const { written } = await applyIssues(tx, { projectId, issues, fetchStartedAt, source: "webhook" });
    if (written > 0) await enqueueHistory(tx, projectId);
    const handled = await markHandled(tx, { gitlabProjectId: String(gitlabId), iids }, fetchStartedAt);
    if (project.active && handled > 0) await noteRefreshed(tx, projectId, { read: handled, written });
  });
}

/** Without those that GitLab does not show: whether one is gone is for the reconcile to confirm. */
async function fetchIssues(projectId: bigint, iids: readonly number[], around: Around): Promise<WireIssue[]> {
  const { gitlab, log, signal } = around;
  try {
    const issues = await gitlab.issuesByIid(projectId, iids, signal);
    const missing = iids.filter((iid) => !issues.some((issue) => issue.iid === iid));
    const words = "GitLab does not show issues that it sent webhooks for";
    if (missing.length > 0) log.warn({ gitlab_project_id: String(projectId), iids: missing }, words);
    return issues;
  } catch (error) {
    if (!isAccessError(error)) throw error;
    log.warn({ gitlab_project_id: String(projectId), iids, code: error.code }, error.message);
    return [];
  }
}
