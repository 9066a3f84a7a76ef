import type { JobPayload } from "@/lib/jobs/schema.ts";
import { startReconciles } from "@/lib/sync/runs.ts";
import type { JobContext } from "../context.ts";

/** Starts the reconcile of every project that is not paused; one that is under way goes on. */
export async function reconcile(_payload: JobPayload<"reconcile">, { write, log }: JobContext): Promise<void> {
  const { runs } = await write((tx) => startReconciles(tx, { requestedBy: "schedule" }));
  log.info({ runs: runs.length }, "reconciles started");
}
