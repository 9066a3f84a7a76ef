import type { JobPayload } from "@/lib/jobs/schema.ts";
import { listVanishedProjects } from "@/lib/projects/queries.ts";
import { listPollTargets } from "@/lib/sync/cursors.ts";
import { enqueueForgotten } from "@/lib/sync/deliveries.ts";
import { settleGaps } from "@/lib/sync/gaps.ts";
import { enqueuePoll } from "@/lib/sync/runs.ts";
import { closeStalledRuns, wakeStalledRuns } from "@/lib/sync/stalled.ts";
import type { JobContext } from "../context.ts";

/** Enqueues the poll of every project; one that still waits from the last time is not doubled. */
export async function poll(_payload: JobPayload<"poll">, { write, log }: JobContext): Promise<void> {
  await write(async (tx) => {
    for (const { project_id } of await listPollTargets(tx)) await enqueuePoll(tx, project_id);
    for (const { id } of await listVanishedProjects(tx)) await enqueuePoll(tx, id);
    const forgotten = await enqueueForgotten(tx);
    if (forgotten > 0) log.warn({ forgotten }, "deliveries had lost their jobs");
    const gaps = await settleGaps(tx);
    if (gaps.opened > 0) log.warn(gaps, "GitLab does not tell of changes by webhook");
    const closed = await closeStalledRuns(tx);
    if (closed > 0) log.error({ closed }, "runs without progress for an hour were ended");
    const woken = await wakeStalledRuns(tx);
    if (woken > 0) log.warn({ woken }, "runs stood still and were started again");
  });
}
