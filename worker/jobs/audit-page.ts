import type { JobPayload } from "@/lib/jobs/schema.ts";
import { countAgain } from "@/lib/sync/audit-again.ts";
import { beginAudit } from "@/lib/sync/audit-begin.ts";
import { type AuditPlace, readAuditPlace } from "@/lib/sync/audit-place.ts";
import { asAuditStep, type AuditStep, commitAudit } from "@/lib/sync/audit.ts";
import { missingStep } from "@/lib/sync/reconcile-missing.ts";
import { listingStep, olderStep } from "@/lib/sync/reconcile-pages.ts";
import type { ReconcileRun } from "@/lib/sync/reconcile-step.ts";
import { readReconcile } from "@/lib/sync/reconcile.ts";
import type { JobContext } from "../context.ts";
import { withFailureNoted } from "../run-failure.ts";
import { startTurn } from "../turn.ts";

/** Does and commits steps of an audit for a moment, from wherever it stands. Where it reads, it looks at every mirrored issue. */
export async function auditPage({ run_id }: JobPayload<"audit_page">, context: JobContext): Promise<void> {
  const found = await readReconcile(context.db, run_id, "audit");
  if (found === null) return;
  const run = { ...found, is_sweep: true };
  await withFailureNoted(run, context, () => takeSteps(run, readAuditPlace(run.next_page), context));
}

/** Each step is a transaction of its own. */
async function takeSteps(run: ReconcileRun, start: AuditPlace, context: JobContext): Promise<void> {
  const mayGoOn = startTurn(context.signal);
  let place: AuditPlace | null = start;
  while (place !== null) {
    const here: AuditPlace = place;
    const step = await stepAt(run, here, context);
    const goesOn = mayGoOn();
    place = await context.write((tx) => commitAudit(tx, { run, place: here, step, mayGoOn: goesOn }));
  }
}

async function stepAt(run: ReconcileRun, place: AuditPlace, context: JobContext): Promise<AuditStep> {
  switch (place.step) {
    case "begin":
      return beginAudit(run, place, context);
    case "listing":
      return asAuditStep(await listingStep(run, place, context), place);
    case "missing":
      return asAuditStep(await missingStep(run, place, context), place);
    case "older":
      return asAuditStep(await olderStep(run, place, context), place);
    case "again":
      return countAgain(run, place, context);
  }
}
