import type { JobPayload } from "@/lib/jobs/schema.ts";
import { commitRulesBatch } from "@/lib/status/rules-run.ts";
import type { JobContext } from "../context.ts";
import { withFailureNoted } from "../run-failure.ts";
import { startTurn } from "../turn.ts";

/** Recomputes batches of the issues that a change of the status rules is about for a moment, from wherever it stands. */
export async function rulesPage({ run_id }: JobPayload<"rules_page">, context: JobContext): Promise<void> {
  const run = { id: run_id, project_id: null, mode: "rules" };
  await withFailureNoted(run, context, () => takeBatches(run_id, context));
}

/** Each batch is a transaction of its own; the last of a turn enqueues the next turn. */
async function takeBatches(runId: string, context: JobContext): Promise<void> {
  const mayGoOn = startTurn(context.signal);
  let goesOn = true;
  while (goesOn) {
    const goesOnItself = mayGoOn();
    const hasMore = await context.pace.page(() =>
      context.write((tx) => commitRulesBatch(tx, { runId, goesOn: goesOnItself })),
    );
    goesOn = hasMore && goesOnItself;
  }
}
