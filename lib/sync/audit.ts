import type { Tx } from "@/lib/db/transaction.ts";
import { startBackfill } from "@/lib/history/backfill.ts";
import { auditText, type AuditPlace, type AuditPlaceAt, BEGIN_AUDIT } from "./audit-place.ts";
import { noteFound } from "./audit-store.ts";
import type { Done, ReconcileRun, Step } from "./reconcile-step.ts";
import { storeProgress } from "./reconcile.ts";
import { endRun, holdsPlace } from "./run-place.ts";
import { enqueueRun } from "./runs.ts";

/** What a step of an audit came to. `waitMs`: how long the next one has to wait. */
export type AuditDone = Omit<Done, "next" | "failed"> & { next: AuditPlace | null; waitMs?: number };

/** A step whose questions GitLab has answered, and which is still to be written, in one transaction with the run's place. */
export type AuditStep = { write(tx: Tx): Promise<AuditDone> };

/** A step of a reconcile as one of an audit: after the last of them the counts are compared again. */
export function asAuditStep(step: Step, { since }: AuditPlaceAt<"listing" | "missing" | "older">): AuditStep {
  return {
    async write(tx) {
      const { next, ...done } = await step.write(tx);
      return { ...done, next: next === null ? { step: "again", since, look: 1 } : readingPlace(next) };
    },
  };
}

function readingPlace(place: NonNullable<Done["next"]>): AuditPlace {
  if (place.step === "listing" || place.step === "missing" || place.step === "older") return place;
  throw new Error(`a step that reads leads to ${place.step}`);
}

type AuditCommit = { run: ReconcileRun; place: AuditPlace; step: AuditStep; mayGoOn: boolean };

/**
 * Writes a step and moves the audit's place past it, in the caller's transaction, as `commitStep` does for a reconcile. Answers the
 * place of the step that the caller is to do itself; null where it is not to: a job for it is enqueued, the audit is over, or
 * another worker has moved it.
 */
export async function commitAudit(tx: Tx, { run, place, step, mayGoOn }: AuditCommit): Promise<AuditPlace | null> {
  const held = await holdsPlace(tx, run.id, { here: auditText(place), begin: auditText(BEGIN_AUDIT) });
  if (!held) return null;
  const { next, waitMs, found, ...done } = await step.write(tx);
  if (found !== undefined) await noteFound(tx, run.id, found);
  await storeProgress(tx, run.id, { ...done, next: next === null ? null : auditText(next) });
  if (next === null) await finishAudit(tx, run);
  else if (mayGoOn && waitMs === undefined) return next;
  else await enqueueRun(tx, { id: run.id, mode: "audit" }, waitMs);
  return null;
}

/** What was put right has its history read. */
async function finishAudit(tx: Tx, { id: runId, project_id: projectId }: ReconcileRun): Promise<void> {
  await endRun(tx, { id: runId, mode: "audit" });
  await tx.$executeRaw`delete from reconcile_seen where run_id = ${runId}::uuid`;
  await startBackfill(tx, projectId, "audit");
}
