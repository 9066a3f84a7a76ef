import { forgetParked } from "@/lib/jobs/parked.ts";
import type { JobPayload } from "@/lib/jobs/schema.ts";
import { findProjectByGitlabId } from "@/lib/projects/queries.ts";
import {
  enqueueDiscovery,
  enqueueRefresh,
  enqueueWaiting,
  listWaiting,
  refreshKey,
  type IssueHint,
} from "@/lib/sync/deliveries.ts";
import { refreshIssues as refreshAll } from "@/lib/sync/refresh.ts";
import type { JobContext } from "../context.ts";

/**
 * Fetches the issues that a project's deliveries wait for, or the one that is named, as they are now and applies them. All that
 * wait in a project are one job at a time, in whichever worker: what arrives meanwhile is the next job's.
 */
export async function refreshIssues(payload: JobPayload<"refresh_issues">, context: JobContext): Promise<void> {
  const hint = { gitlabProjectId: payload.gitlab_project_id, iid: payload.iid };
  const refreshed = await context.exclusively(refreshKey(hint), () => context.pace.hint(() => refresh(hint, context)));
  if (!refreshed) await context.write((tx) => enqueueRefresh(tx, hint));
}

async function refresh(hint: IssueHint, context: JobContext): Promise<void> {
  const { db, write } = context;
  const project = await findProjectByGitlabId(db, hint.gitlabProjectId);
  if (project === null) return write(enqueueDiscovery);
  const iids = hint.iid === undefined ? await listWaiting(db, hint.gitlabProjectId) : [hint.iid];
  const [failure] = await refreshAll(project, iids, context);
  if (failure !== undefined) throw failure.error;
  await write(async (tx) => {
    await forgetParked(tx, refreshKey(hint));
    await enqueueWaiting(tx, hint.gitlabProjectId);
  });
}
