import { reprojectLabelled } from "@/lib/issues/reproject.ts";
import type { JobPayload } from "@/lib/jobs/schema.ts";
import type { JobContext } from "../context.ts";

const BATCH = 500;

/** Recomputes every issue that carries a renamed label, a batch a transaction; killed, it begins again. */
export async function reprojectLabel({ label_id }: JobPayload<"reproject_label">, context: JobContext): Promise<void> {
  let after: bigint | null = 0n;
  while (after !== null) {
    context.signal.throwIfAborted();
    const from: bigint = after;
    after = await context.write((tx) => reprojectLabelled(tx, { labelId: label_id, after: from, limit: BATCH }));
  }
}
