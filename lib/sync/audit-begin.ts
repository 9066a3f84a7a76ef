import { databaseNow } from "@/lib/db/now.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { areEqual, countAtGitlab, countHere } from "./audit-counts.ts";
import type { AuditPlaceAt } from "./audit-place.ts";
import { openAudit, storeWholeAudit } from "./audit-store.ts";
import type { AuditStep } from "./audit.ts";
import { readHook, storeHook } from "./hook.ts";
import { reachOf } from "./reconcile-begin.ts";
import type { Around, ReconcileRun } from "./reconcile-step.ts";

/**
 * The first step: GitLab's counts and what it says of the webhook. Where the counts are equal to ours, and no more was asked for,
 * it is the last one too.
 * @throws AppError where GitLab does not let the token read the project, or does not answer
 */
export async function beginAudit(run: ReconcileRun, place: AuditPlaceAt<"begin">, around: Around): Promise<AuditStep> {
  const beganAt = await databaseNow(around.db);
  const since = reachOf(run, beganAt, around.env);
  const [theirs, hook] = await Promise.all([countAtGitlab(run, since, around), readHook(run, around)]);
  return {
    async write(tx) {
      await storeHook(tx, run.project_id, hook);
      const ours = await countHere(tx, run.project_id, since);
      const audit = { since, theirs, ours };
      if (!place.deep && areEqual(theirs, ours)) {
        await storeWholeAudit(tx, run, audit);
        return { next: null };
      }
      await openAudit(tx, run, audit);
      await mendTimes(tx, run.project_id);
      return { next: firstPage(since, beganAt) };
    },
  };
}

function firstPage(since: Date | null, beganAt: Date): AuditPlaceAt<"listing"> {
  const frame = { since: since?.toISOString() ?? null, began_at: beganAt.toISOString() };
  return { step: "listing", ...frame, pages: 0, state: "opened", page: null };
}

/** What was fetched at a time to come, by a clock that was set back or another hand, would be left alone until then. */
async function mendTimes(tx: Tx, projectId: string): Promise<void> {
  await tx.$executeRaw`
    update issues set fetch_started_at = clock_timestamp() - interval '1 minute'
    where project_id = ${projectId}::uuid and fetch_started_at > clock_timestamp() + interval '1 minute'`;
}
