import type { Db } from "@/lib/db/client.ts";
import type { Tx, Write } from "@/lib/db/transaction.ts";
import type { GitLab } from "@/lib/gitlab/client.ts";
import type { WireProject } from "@/lib/gitlab/schemas.ts";
import { isAccessError } from "@/lib/sync/failures.ts";
import { startRun } from "@/lib/sync/runs.ts";
import { listVanishedProjects } from "./queries.ts";
import { storeProject, type StoredProject } from "./store.ts";

/**
 * Stores a project as GitLab names it now. One that had vanished and answers again is looked through from end to end, so that its
 * issues come back with what management had added to them.
 */
export async function followProject(tx: Tx, wire: WireProject): Promise<StoredProject> {
  const project = await storeProject(tx, wire);
  if (project.returned && project.active) {
    await startRun(tx, { mode: "reconcile", projectId: project.id, requestedBy: "the project is back", sweep: true });
  }
  return project;
}

type Looking = { db: Db; write: Write; gitlab: GitLab; signal: AbortSignal };

/** Asks GitLab for a vanished project once more and follows it if it is back; for any other project it does nothing. */
export async function followIfBack(projectId: string, { db, write, gitlab, signal }: Looking): Promise<void> {
  const vanished = (await listVanishedProjects(db)).find(({ id }) => id === projectId);
  if (vanished === undefined) return;
  const wire = await gitlab.project(vanished.gitlab_project_id, signal).catch((error: unknown) => {
    if (isAccessError(error)) return null;
    throw error;
  });
  if (wire !== null) await write((tx) => followProject(tx, wire));
}
