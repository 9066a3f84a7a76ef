import { transaction } from "@/lib/db/transaction.ts";
import { enqueue } from "@/lib/jobs/enqueue.ts";
import type { JobPayload } from "@/lib/jobs/schema.ts";
import { listPollTargets } from "@/lib/sync/cursors.ts";
import { wakeBootstraps } from "@/lib/sync/runs.ts";
import type { JobContext } from "../context.ts";

/** Enqueues the poll of every project; one that still waits from the last time is not doubled. */
export async function poll(_payload: JobPayload<"poll">, { db, log }: JobContext): Promise<void> {
  await transaction(db, async (tx) => {
    for (const { project_id } of await listPollTargets(tx)) {
      await enqueue(tx, "poll_project", { project_id }, { key: `poll:${project_id}` });
    }
    const woken = await wakeBootstraps(tx);
    if (woken > 0) log.warn({ woken }, "bootstraps stood still and were started again");
  });
}
