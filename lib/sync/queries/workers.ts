import { z } from "zod";
import type { Tx } from "@/lib/db/transaction.ts";
import type { SyncStatus } from "../schema.ts";

/** After this a worker counts as silent on the page; its peers revoke it by their own heartbeat. */
const SILENT_SECONDS = 60;

const workerRow = z.object({
  id: z.uuid(),
  host: z.string(),
  started_at: z.date(),
  heartbeat_at: z.date(),
  alive: z.boolean(),
});

/** The workers that did not end in order: alive, or silent and still missed. */
export async function readWorkers(db: Pick<Tx, "$queryRaw">): Promise<SyncStatus["workers"]> {
  const rows = await db.$queryRaw`
    select id, host, started_at, heartbeat_at,
      revoked_at is null and heartbeat_at > now() - ${SILENT_SECONDS}::double precision * interval '1 second' as alive
    from workers
    where revoked_at is null or revoked_at > now() - interval '1 hour'
    order by started_at desc`;
  return z
    .array(workerRow)
    .parse(rows)
    .map((row) => ({
      ...row,
      started_at: row.started_at.toISOString(),
      heartbeat_at: row.heartbeat_at.toISOString(),
    }));
}
