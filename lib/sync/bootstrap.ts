import { z } from "zod";
import type { Tx } from "@/lib/db/transaction.ts";
import type { WireIssue } from "@/lib/gitlab/schemas.ts";
import { startBackfill } from "@/lib/history/backfill.ts";
import { applyIssues } from "@/lib/issues/apply.ts";
import { textOf, type Place } from "./bootstrap-place.ts";
import { markBootstrapped } from "./cursors.ts";
import { endRun, holdsPlace } from "./run-place.ts";
import { enqueuePoll, enqueueRun, startRun } from "./runs.ts";

const runRows = z.array(
  z.object({
    id: z.uuid(),
    project_id: z.uuid(),
    gitlab_project_id: z.bigint(),
    next_page: z.string().nullable(),
  }),
);

/** A bootstrap under way. `next_page` is null before its first page. */
export type BootstrapRun = z.infer<typeof runRows>[number];

/** The run, if it is still under way. */
export async function readBootstrap(db: Pick<Tx, "$queryRaw">, runId: string): Promise<BootstrapRun | null> {
  const rows = await db.$queryRaw`
    select sync_runs.id, project_id, gitlab_project_id, next_page
    from sync_runs join projects on projects.id = project_id
    where sync_runs.id = ${runId}::uuid and mode = 'bootstrap' and status = 'running'`;
  return runRows.parse(rows)[0] ?? null;
}

export type BootstrapPage = {
  issues: readonly WireIssue[];
  next: string | null;
  serverTime: Date | null;
  fetchStartedAt: Date;
};

export type PageCommit = { run: BootstrapRun; place: Place; page: BootstrapPage; next: Place | null; goesOn: boolean };

/**
 * Applies a page and moves the run's place past it, in the caller's transaction: a killed worker goes on after its last
 * committed page. `goesOn` says that the caller reads the next page itself; otherwise a job for it is enqueued. Answers false,
 * and does nothing, when another worker has moved the place since.
 */
export async function commitBootstrapPage(tx: Tx, commit: PageCommit): Promise<boolean> {
  const { run, place, page, next, goesOn } = commit;
  if (!(await holdsPlace(tx, run.id, { here: textOf(place) }))) return false;

  const { project_id: projectId } = run;
  const { written } = await applyIssues(tx, { ...page, projectId, source: "poll" });
  await tx.$executeRaw`
    update sync_runs
    set records_read = records_read + ${page.issues.length}::int, records_upserted = records_upserted + ${written}::int,
      next_page = ${next === null ? null : textOf(next)}, progress_at = now(), error_message = null
    where id = ${run.id}::uuid`;
  if (next === null) await finishBootstrap(tx, run, place);
  else if (!goesOn) await enqueueRun(tx, { id: run.id, mode: "bootstrap" });
  return true;
}

/** The first poll follows at once: it brings what changed while the pages were read. An audit shows that nothing is missing. */
async function finishBootstrap(tx: Tx, run: BootstrapRun, place: Place): Promise<void> {
  await endRun(tx, { id: run.id, mode: "bootstrap" });
  const { seen_from: seenFrom, closed_since: closedSince } = place;
  await markBootstrapped(tx, { projectId: run.project_id, runId: run.id, seenFrom, closedSince });
  await startRun(tx, { mode: "audit", projectId: run.project_id, requestedBy: "the bootstrap" });
  await startBackfill(tx, run.project_id, "the bootstrap");
  await enqueuePoll(tx, run.project_id);
}
