import type { JobPayload } from "@/lib/jobs/schema.ts";
import { deleteOldDeliveries } from "@/lib/sync/deliveries.ts";
import type { JobContext } from "../context.ts";

/** Deletes what is kept for a time only, a part in each transaction. */
export async function tidy(_payload: JobPayload<"tidy">, { write, signal }: JobContext): Promise<void> {
  let hasMore = true;
  while (hasMore) {
    signal.throwIfAborted();
    hasMore = await write(deleteOldDeliveries);
  }
}
