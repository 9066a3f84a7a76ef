import type { Db } from "@/lib/db/client.ts";
import { databaseNow } from "@/lib/db/now.ts";
import type { Write } from "@/lib/db/transaction.ts";
import type { Env } from "@/lib/env.ts";
import type { GitLab } from "@/lib/gitlab/client.ts";
import { followProject } from "@/lib/projects/follow.ts";
import type { BootstrapRun } from "./bootstrap.ts";
import { textOf, type Place } from "./bootstrap-place.ts";

type Beginning = {
  db: Db;
  write: Write;
  gitlab: GitLab;
  env: Pick<Env, "BOOTSTRAP_CLOSED_DAYS">;
  signal: AbortSignal;
};

const DAY_MS = 86_400_000;

/**
 * Asks what there is to read, before the first page of it: the project as it is named now, and how many open issues it has and
 * closed ones that changed since W. A project that had no bootstrap yet is incomplete before W from now on; one that had
 * becomes complete back to a new W only at the end. Answers where to begin.
 */
export async function beginBootstrap(run: BootstrapRun, { db, write, gitlab, env, signal }: Beginning): Promise<Place> {
  const since = windowStart(await databaseNow(db), env.BOOTSTRAP_CLOSED_DAYS);
  const projectId = run.gitlab_project_id;
  const [project, all, changed] = await Promise.all([
    gitlab.project(projectId, signal),
    gitlab.issueStatistics({ projectId, signal }),
    gitlab.issueStatistics({ projectId, updatedAfter: since ?? undefined, signal }),
  ]);
  const place: Place = { state: "opened", page: null, closed_since: since?.toISOString() ?? null, seen_from: null };
  await write(async (tx) => {
    await followProject(tx, project);
    const begun = await tx.$executeRaw`
      update sync_runs
      set next_page = ${textOf(place)}, records_total = ${all.opened + changed.closed}::int, progress_at = now()
      where id = ${run.id}::uuid and status = 'running' and next_page is null`;
    if (begun === 0) return;
    await tx.$executeRaw`
      update projects set history_from = ${place.closed_since}::timestamptz
      where id = ${run.project_id}::uuid and not exists (
        select from sync_cursors where project_id = projects.id and last_seen_updated_at is not null
      )`;
  });
  return place;
}

/** W: since when closed issues are read; null for all of them. */
export function windowStart(now: Date, days: Env["BOOTSTRAP_CLOSED_DAYS"]): Date | null {
  return days === "all" ? null : new Date(now.getTime() - days * DAY_MS);
}
