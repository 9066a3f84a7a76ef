import type { Db } from "@/lib/db/client.ts";
import type { Write } from "@/lib/db/transaction.ts";
import type { Env } from "@/lib/env.ts";
import type { GitLab } from "@/lib/gitlab/client.ts";
import type { WireProject } from "@/lib/gitlab/schemas.ts";
import type { Log } from "@/lib/log.ts";
import { hasCursor } from "@/lib/sync/cursors.ts";
import { isAccessError } from "@/lib/sync/failures.ts";
import { startRun } from "@/lib/sync/runs.ts";
import { findProject } from "./queries.ts";
import { followProject } from "./follow.ts";
import { markAccess } from "./store.ts";

type Discovery = {
  db: Db;
  write: Write;
  gitlab: GitLab;
  env: Pick<Env, "GITLAB_PROJECTS" | "GITLAB_GROUPS">;
  log: Log;
  signal: AbortSignal;
};

/**
 * Tracks the projects that the settings name, those of a group with its subgroups, and starts the bootstrap of each that had
 * none. The settings only ever add: a project that an admin paused stays paused. One that GitLab does not show is named in the
 * log and marked where it is known; the others go on.
 * @throws AppError where GitLab as a whole does not answer
 */
export async function discoverProjects({ db, write, gitlab, env, log, signal }: Discovery): Promise<void> {
  if (env.GITLAB_PROJECTS.length + env.GITLAB_GROUPS.length === 0) {
    log.warn("neither GITLAB_PROJECTS nor GITLAB_GROUPS is set: nothing to track");
  }
  for (const name of env.GITLAB_PROJECTS) {
    await unlessHidden({ db, write, log, name }, async () => track(write, await gitlab.project(name, signal)));
  }
  for (const name of env.GITLAB_GROUPS) {
    await unlessHidden({ db, write, log, name }, async () => {
      for await (const page of gitlab.groupProjects(name, signal)) {
        for (const project of page) await track(write, project);
      }
    });
  }
}

async function track(write: Write, wire: WireProject): Promise<void> {
  await write(async (tx) => {
    const project = await followProject(tx, wire);
    if (!project.active || (await hasCursor(tx, project.id))) return;
    await startRun(tx, { mode: "bootstrap", projectId: project.id, requestedBy: "discovery" });
  });
}

async function unlessHidden(
  { db, write, log, name }: Pick<Discovery, "db" | "write" | "log"> & { name: string },
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isAccessError(error)) throw error;
    log.warn({ name, code: error.code }, `not tracked: ${error.message}`);
    const known = await findProject(db, name);
    if (known !== null) await write((tx) => markAccess(tx, known.id, error.message));
  }
}
