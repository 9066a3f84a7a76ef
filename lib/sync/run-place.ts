import { z } from "zod";
import type { Tx } from "@/lib/db/transaction.ts";
import { forgetParked } from "@/lib/jobs/parked.ts";
import type { RunMode } from "./runs.ts";

/**
 * Whether the run still stands `here`, a place as text; it stays there until the caller's transaction ends. `begin` is the place of
 * a run that has not begun, where there is such a place.
 */
export async function holdsPlace(
  tx: Tx,
  runId: string,
  { here, begin = null }: { here: string; begin?: string | null },
): Promise<boolean> {
  const mine = await tx.$queryRaw`
    select id from sync_runs
    where id = ${runId}::uuid and status = 'running' and coalesce(next_page, ${begin}::text) = ${here}
    for update`;
  return z.array(z.unknown()).parse(mine).length > 0;
}

/** The good end of a run; one that has ended already stays as it is. */
export async function endRun(tx: Tx, { id, mode }: { id: string; mode: RunMode }): Promise<void> {
  await tx.$executeRaw`
    update sync_runs set status = 'success', finished_at = greatest(clock_timestamp(), started_at)
    where id = ${id}::uuid and status = 'running'`;
  await forgetParked(tx, `${mode}:${id}`);
}
