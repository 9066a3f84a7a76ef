import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { countMatching, reprojectMatching } from "@/lib/issues/reproject-rules.ts";
import { endRun } from "@/lib/sync/run-place.ts";
import { enqueueRun, startRun } from "@/lib/sync/runs.ts";
import { shareRules } from "./queries.ts";
import { beginningOf, patternsIn, readPlace, textOf, type RulePattern } from "./rules-place.ts";

/** Issues a transaction recomputes. */
const BATCH = 500;

const placeRows = z.array(z.object({ next_page: z.string().nullable() }));
const runRows = z.array(
  z.object({ id: z.uuid(), next_page: z.string().nullable(), records_total: z.int().nullable() }),
);

/**
 * Has everything recomputed that a change of these patterns concerns, in the transaction that changes the rules and holds them. A
 * run under way takes the change up and begins again; a new one also takes up what runs before it left undone.
 */
export async function startRulesRun(
  tx: Tx,
  { patterns, requestedBy }: { patterns: readonly RulePattern[]; requestedBy: string },
): Promise<void> {
  for (;;) {
    const { id, joined } = await startRun(tx, { mode: "rules", projectId: null, requestedBy });
    const places = joined ? await lockPlace(tx, id) : await readUndone(tx);
    if (joined && places.length === 0) continue; // it has failed since
    const known = places.flatMap(({ next_page }) => patternsIn(next_page));
    await tx.$executeRaw(sql`
      update sync_runs
      set next_page = ${textOf(beginningOf([...known, ...patterns]))}, records_read = 0, records_total = null,
        progress_at = now()
      where id = ${id}::uuid`);
    // The job of a run that is joined may have been given up.
    if (joined) await enqueueRun(tx, { id, mode: "rules" });
    return;
  }
}

async function lockPlace(tx: Tx, runId: string) {
  const rows = await tx.$queryRaw(sql`
    select next_page from sync_runs where id = ${runId}::uuid and status = 'running' for update`);
  return placeRows.parse(rows);
}

/** Where runs ended that did not come to their end, since the last one that did. */
async function readUndone(tx: Tx) {
  const rows = await tx.$queryRaw(sql`
    select next_page from sync_runs
    where mode = 'rules' and status in ('failed', 'stalled') and next_page is not null and finished_at > coalesce(
      (select max(finished_at) from sync_runs where mode = 'rules' and status = 'success'), '-infinity'
    )`);
  return placeRows.parse(rows);
}

/**
 * Recomputes the next batch of a run and moves its place past it, in the caller's transaction: a killed worker goes on after its
 * last committed batch. `goesOn` says that the caller does the next one itself; otherwise a job for it is enqueued. Answers
 * whether there is more to do. Two workers at one run take turns.
 */
export async function commitRulesBatch(
  tx: Tx,
  { runId, goesOn }: { runId: string; goesOn: boolean },
): Promise<boolean> {
  // Before the run's row: a change that holds the rules wants that row too.
  await shareRules(tx);
  const rows = await tx.$queryRaw(sql`
    select id, next_page, records_total from sync_runs
    where id = ${runId}::uuid and mode = 'rules' and status = 'running' for update`);
  const run = runRows.parse(rows)[0];
  if (run === undefined) return false;

  const { patterns, after } = readPlace(run.next_page);
  const total = run.records_total ?? (await countMatching(tx, patterns));
  const { read, changed, next } = await reprojectMatching(tx, { patterns, after: BigInt(after), limit: BATCH });
  const place = next === null ? null : textOf({ patterns, after: String(next) });
  await tx.$executeRaw(sql`
    update sync_runs
    set records_read = records_read + ${read}::int, records_upserted = records_upserted + ${changed}::int,
      records_total = ${total}::int, next_page = ${place}, progress_at = now(), error_message = null
    where id = ${run.id}::uuid`);
  if (next === null) await endRun(tx, { id: run.id, mode: "rules" });
  else if (!goesOn) await enqueueRun(tx, { id: run.id, mode: "rules" });
  return next !== null;
}
