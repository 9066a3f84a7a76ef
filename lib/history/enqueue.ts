import type { Tx } from "@/lib/db/transaction.ts";
import { enqueue } from "@/lib/jobs/enqueue.ts";

/** Asks for the events of the issues of a project that were seen changing last, soon; waiting ones are one job. */
export async function enqueueHistory(tx: Pick<Tx, "$executeRaw">, projectId: string): Promise<void> {
  await enqueue(tx, "refresh_history", { project_id: projectId }, { key: `history:${projectId}` });
}
