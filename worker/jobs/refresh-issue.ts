import { databaseNow } from "@/lib/db/now.ts";
import type { WireIssue } from "@/lib/gitlab/schemas.ts";
import { applyIssues } from "@/lib/issues/apply.ts";
import type { JobPayload } from "@/lib/jobs/schema.ts";
import { findProjectByGitlabId } from "@/lib/projects/queries.ts";
import { enqueueDiscovery, enqueueRefresh, markHandled, type IssueHint } from "@/lib/sync/deliveries.ts";
import { isAccessError } from "@/lib/sync/failures.ts";
import { noteRefreshed } from "@/lib/sync/webhook-runs.ts";
import type { JobContext } from "../context.ts";

/** Fetches one issue as it is now and applies it; one job at a time an issue, in whichever worker. */
export async function refreshIssue(payload: JobPayload<"refresh_issue">, context: JobContext): Promise<void> {
  const hint = { gitlabProjectId: payload.gitlab_project_id, iid: payload.iid };
  const key = `refresh:${hint.gitlabProjectId}:${hint.iid}`;
  const refreshed = await context.exclusively(key, () => refresh(hint, context));
  if (!refreshed) await context.write((tx) => enqueueRefresh(tx, hint));
}

async function refresh(hint: IssueHint, context: JobContext): Promise<void> {
  const { db, write } = context;
  const project = await findProjectByGitlabId(db, hint.gitlabProjectId);
  if (project === null) return write(enqueueDiscovery);
  const fetchStartedAt = await databaseNow(db);
  if (!project.active) return write(async (tx) => void (await markHandled(tx, hint, fetchStartedAt)));
  const issue = await fetchIssue(hint, context);
  await write(async (tx) => {
    const issues = issue === null ? [] : [issue];
    const { written } = await applyIssues(tx, { projectId: project.id, issues, fetchStartedAt, source: "webhook" });
    const handled = await markHandled(tx, hint, fetchStartedAt);
    if (handled > 0) await noteRefreshed(tx, project.id, written);
  });
}

/** Null where GitLab does not show the issue: whether it is gone is for the reconcile to confirm. */
async function fetchIssue(hint: IssueHint, { gitlab, log, signal }: JobContext): Promise<WireIssue | null> {
  try {
    const issue = await gitlab.listedIssue(hint.gitlabProjectId, hint.iid, signal);
    if (issue === null) log.warn(hint, "GitLab does not show an issue that it sent a webhook for");
    return issue;
  } catch (error) {
    if (!isAccessError(error)) throw error;
    log.warn({ ...hint, code: error.code }, error.message);
    return null;
  }
}
