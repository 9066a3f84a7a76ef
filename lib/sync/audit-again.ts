import { areEqual, countAtGitlab, countHere } from "./audit-counts.ts";
import type { AuditPlaceAt } from "./audit-place.ts";
import { closeAudit } from "./audit-store.ts";
import type { AuditStep } from "./audit.ts";
import type { Around, ReconcileRun } from "./reconcile-step.ts";
import { enqueuePoll } from "./runs.ts";

/** GitLab changes while it is counted: only what stays unequal is wrong. */
const MOST_LOOKS = 3;
const LOOK_AGAIN_MS = 5_000;

/** Counts again after the repair. Unequal counts are looked at once more after a poll, then they are called wrong. */
export async function countAgain(run: ReconcileRun, place: AuditPlaceAt<"again">, around: Around): Promise<AuditStep> {
  const since = place.since === null ? null : new Date(place.since);
  const theirs = await countAtGitlab(run, since, around);
  return {
    async write(tx) {
      const ours = await countHere(tx, run.project_id, since);
      const isEqual = areEqual(theirs, ours);
      if (!isEqual && place.look < MOST_LOOKS) {
        await enqueuePoll(tx, run.project_id);
        return { next: { ...place, look: place.look + 1 }, waitMs: LOOK_AGAIN_MS };
      }
      await closeAudit(tx, run.id, { theirs, ours, isEqual });
      return { next: null };
    },
  };
}
