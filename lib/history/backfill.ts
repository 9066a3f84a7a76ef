import { z } from "zod";
import type { Tx } from "@/lib/db/transaction.ts";
import { endRun, holdsPlace } from "@/lib/sync/run-place.ts";
import { enqueueRun, startRun } from "@/lib/sync/runs.ts";
import { applyHistory, type HistoryBatch } from "./apply.ts";
import { countDue, type DueIssue, isDueAbove } from "./queries.ts";

/**
 * Where a backfill stands. It goes through the issues whose history is due, those seen changing last first: `after` is the last one
 * asked for. Those that became due meanwhile lie above `top`, where it began; they are its next pass, which ends at `floor`.
 */
const placeSchema = z.strictObject({
  after: z.strictObject({ at: z.iso.datetime(), id: z.uuid() }).nullable(),
  top: z.iso.datetime().nullable(),
  floor: z.iso.datetime().nullable(),
});
export type BackfillPlace = z.infer<typeof placeSchema>;

const BEGIN: BackfillPlace = { after: null, top: null, floor: null };

const runRows = z.array(
  z.object({
    id: z.uuid(),
    project_id: z.uuid(),
    gitlab_project_id: z.bigint(),
    readable: z.boolean(),
    next_page: z.string().nullable(),
  }),
);
export type BackfillRun = z.infer<typeof runRows>[number];

/** The run, if it is still under way. Of a project that is paused or gone nothing is asked: it is not `readable`. */
export async function readBackfill(db: Pick<Tx, "$queryRaw">, runId: string): Promise<BackfillRun | null> {
  const rows = await db.$queryRaw`
    select sync_runs.id, project_id, gitlab_project_id, active and gone_at is null as readable, next_page
    from sync_runs join projects on projects.id = project_id
    where sync_runs.id = ${runId}::uuid and mode = 'backfill' and status = 'running'`;
  return runRows.parse(rows)[0] ?? null;
}

/** Where the run stands. */
export function placeOf({ next_page }: Pick<BackfillRun, "next_page">): BackfillPlace {
  return next_page === null ? BEGIN : placeSchema.parse(JSON.parse(next_page));
}

/** Always the same text for the same place. */
function textOf(place: BackfillPlace): string {
  return JSON.stringify(placeSchema.parse(place));
}

/** Starts the backfill of a project where anything is due; one under way is joined. */
export async function startBackfill(tx: Tx, projectId: string, requestedBy: string): Promise<void> {
  const due = await countDue(tx, projectId);
  if (due === 0) return;
  const { id, joined } = await startRun(tx, { mode: "backfill", projectId, requestedBy });
  if (!joined) await tx.$executeRaw`update sync_runs set records_total = ${due}::int where id = ${id}::uuid`;
}

export type BackfillCommit = {
  run: BackfillRun;
  place: BackfillPlace;
  due: readonly DueIssue[];
  batch: HistoryBatch;
  goesOn: boolean;
};

/**
 * Applies a batch and moves the run's place past it, in the caller's transaction: a killed worker goes on after its last committed
 * batch. `goesOn` says that the caller goes on itself; otherwise a job for the rest is enqueued. Answers where the run stands, null
 * when it is over or when another worker has moved it since: then nothing was done.
 */
export async function commitBackfill(tx: Tx, commit: BackfillCommit): Promise<BackfillPlace | null> {
  const { run, place, due, batch, goesOn } = commit;
  if (!(await holdsPlace(tx, run.id, { here: textOf(place), begin: textOf(BEGIN) }))) return null;
  await applyHistory(tx, batch);
  const next = await nextPlace(tx, run, { place, due });
  await tx.$executeRaw`
    update sync_runs
    set records_read = records_read + ${due.length}::int, records_upserted = records_upserted + ${batch.histories.length}::int,
      records_total = greatest(records_total, records_read + ${due.length}::int), progress_at = now(), error_message = null,
      next_page = ${next === null ? null : textOf(next)}
    where id = ${run.id}::uuid`;
  if (next === null) await endRun(tx, { id: run.id, mode: "backfill" });
  else if (!goesOn) await enqueueRun(tx, { id: run.id, mode: "backfill" });
  return next;
}

/** After the last one of the batch; where there was none, the next pass, if anything became due above where this one began. */
async function nextPlace(
  tx: Tx,
  run: BackfillRun,
  { place, due }: { place: BackfillPlace; due: readonly DueIssue[] },
): Promise<BackfillPlace | null> {
  const top = place.top ?? due[0]?.seenAt ?? place.floor;
  const last = due.at(-1);
  if (last !== undefined) return { ...place, top, after: { at: last.seenAt, id: last.id } };
  if (top === null || !(await isDueAbove(tx, run.project_id, top))) return null;
  return { after: null, top: null, floor: top };
}
