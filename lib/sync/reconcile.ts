import { z } from "zod";
import type { Tx } from "@/lib/db/transaction.ts";
import { startBackfill } from "@/lib/history/backfill.ts";
import { forgetParked } from "@/lib/jobs/parked.ts";
import { forgetSyncError } from "./cursors.ts";
import { BEGIN, type Place, textOf } from "./reconcile-place.ts";
import type { Done, ReconcileRun, Step } from "./reconcile-step.ts";
import { holdsPlace } from "./run-place.ts";
import { enqueueRun, startRun } from "./runs.ts";

const runRows = z.array(
  z.object({
    id: z.uuid(),
    mode: z.enum(["reconcile", "audit"]),
    project_id: z.uuid(),
    gitlab_project_id: z.bigint(),
    next_page: z.string().nullable(),
    is_sweep: z.boolean(),
    history_from: z.date().nullable(),
    bootstrapped: z.boolean(),
    last_success_at: z.date().nullable(),
  }),
) satisfies z.ZodType<ReconcileRun[]>;

/** The reconcile or audit, if it is still under way. */
export async function readReconcile(
  db: Pick<Tx, "$queryRaw">,
  runId: string,
  mode: ReconcileRun["mode"] = "reconcile",
): Promise<ReconcileRun | null> {
  const rows = await db.$queryRaw`
    select sync_runs.id, mode::text, sync_runs.project_id, gitlab_project_id, next_page, is_sweep, history_from,
      last_seen_updated_at is not null as bootstrapped, last_success_at
    from sync_runs
    join projects on projects.id = sync_runs.project_id
    left join sync_cursors on sync_cursors.project_id = projects.id
    where sync_runs.id = ${runId}::uuid and mode = ${mode}::sync_mode and status = 'running'`;
  return runRows.parse(rows)[0] ?? null;
}

export type StepCommit = { run: ReconcileRun; place: Place; step: Step; goesOn: boolean };

/**
 * Writes a step and moves the run's place past it, in the caller's transaction: a killed worker goes on after its last committed
 * step. `goesOn` says that the caller does the next step itself; otherwise a job for it is enqueued. Answers where the run stands,
 * null when it is over or when another worker has moved it since: then nothing was done.
 */
export async function commitStep(tx: Tx, { run, place, step, goesOn }: StepCommit): Promise<Place | null> {
  if (!(await holdsPlace(tx, run.id, { here: textOf(place), begin: textOf(BEGIN) }))) return null;
  const done = await step.write(tx);
  const next = done.next ?? (done.failed === undefined ? await unswept(tx, run.id, place) : null);
  await storeProgress(tx, run.id, { ...done, next: next === null ? null : textOf(next) });
  if (next === null) await finishReconcile(tx, run, done.failed ?? null);
  else if (!goesOn) await enqueueRun(tx, { id: run.id, mode: "reconcile" }, step.waitMs);
  return next;
}

const sweepRow = z.tuple([z.object({ is_sweep: z.boolean() })]);

/** A run that was made a sweep on its way looks for what is missing once more. */
async function unswept(tx: Tx, runId: string, place: Place): Promise<Place | null> {
  if (place.step !== "older" || place.sweep) return null;
  const rows = await tx.$queryRaw`select is_sweep from sync_runs where id = ${runId}::uuid`;
  return sweepRow.parse(rows)[0].is_sweep ? { ...place, step: "missing", sweep: true, after: 0 } : null;
}

type Progress = Pick<Done, "read" | "written" | "seen"> & { next: string | null };

/** Counts what a step did, and moves the run to the place `next`, as text. */
export async function storeProgress(
  tx: Tx,
  runId: string,
  { next, read = 0, written = 0, seen }: Progress,
): Promise<void> {
  await tx.$executeRaw`
    update sync_runs
    set records_read = records_read + ${read}::int, records_upserted = records_upserted + ${written}::int,
      next_page = ${next}, progress_at = now(), error_message = null
    where id = ${runId}::uuid`;
  if (seen === undefined) return;
  await tx.$executeRaw`
    insert into reconcile_seen (run_id, page, issue_ids, older_ids)
    values (${runId}::uuid, ${seen.page}::int, ${[...seen.issues]}::bigint[], ${[...seen.older]}::bigint[])`;
}

/** A reconcile that went well ends in an audit, and in a backfill of what history it found to be due. */
async function finishReconcile(
  tx: Tx,
  { id: runId, project_id: projectId }: ReconcileRun,
  failed: string | null,
): Promise<void> {
  await tx.$executeRaw`
    update sync_runs
    set status = case when ${failed}::text is null then 'success' else 'failed' end::sync_run_status,
      error_message = ${failed}, finished_at = greatest(clock_timestamp(), started_at)
    where id = ${runId}::uuid`;
  if (failed === null) await forgetSyncError(tx, runId);
  await tx.$executeRaw`delete from reconcile_seen where run_id = ${runId}::uuid`;
  await forgetParked(tx, `reconcile:${runId}`);
  if (failed !== null) return;
  await startRun(tx, { mode: "audit", projectId, requestedBy: "reconcile" });
  await startBackfill(tx, projectId, "reconcile");
}
