import type { Tx } from "@/lib/db/transaction.ts";
import { enqueue } from "@/lib/jobs/enqueue.ts";

/** A title decides the status of every issue that carries the label: they are recomputed, in the transaction's name but after it. */
export async function enqueueReprojection(tx: Pick<Tx, "$executeRaw">, labelIds: readonly string[]): Promise<void> {
  for (const id of labelIds) await enqueue(tx, "reproject_label", { label_id: id }, { key: `reproject_label:${id}` });
}
