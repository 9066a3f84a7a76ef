import type { JobPayload } from "@/lib/jobs/schema.ts";
import { commitRulesBatch } from "@/lib/status/rules-run.ts";
import { noteRunFailure } from "@/lib/sync/failures.ts";
import type { JobContext } from "../context.ts";

/** A hint that comes meanwhile waits for a place no longer than this. */
const TURN_MS = 1_000;

/** Recomputes batches of the issues that a change of the status rules is about for a moment, from wherever it stands. */
export async function rulesPage({ run_id }: JobPayload<"rules_page">, context: JobContext): Promise<void> {
  try {
    await takeBatches(run_id, context);
  } catch (error) {
    if (context.signal.aborted) throw error;
    const run = { id: run_id, project_id: null };
    if (!(await context.write((tx) => noteRunFailure(tx, run, error)))) throw error;
    context.log.error({ run_id, err: error }, "the changed status rules were not applied");
  }
}

/** Each batch is a transaction of its own; the last of a turn enqueues the next turn. */
async function takeBatches(runId: string, context: JobContext): Promise<void> {
  const turnEnds = performance.now() + TURN_MS;
  let goesOn = true;
  while (goesOn) {
    const mayGoOn = !context.signal.aborted && performance.now() < turnEnds;
    const hasMore = await context.pace.page(() =>
      context.write((tx) => commitRulesBatch(tx, { runId, goesOn: mayGoOn })),
    );
    goesOn = hasMore && mayGoOn;
  }
}
