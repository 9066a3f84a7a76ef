import type { JobPayload } from "@/lib/jobs/schema.ts";
import { beginStep } from "@/lib/sync/reconcile-begin.ts";
import { missingStep } from "@/lib/sync/reconcile-missing.ts";
import { listingStep, olderStep } from "@/lib/sync/reconcile-pages.ts";
import { type Place, readPlace } from "@/lib/sync/reconcile-place.ts";
import type { ReconcileRun, Step } from "@/lib/sync/reconcile-step.ts";
import { leavingStep } from "@/lib/sync/reconcile-vanished.ts";
import { commitStep, readReconcile } from "@/lib/sync/reconcile.ts";
import type { JobContext } from "../context.ts";
import { withFailureNoted } from "../run-failure.ts";
import { startTurn } from "../turn.ts";

/** Does and commits steps of a reconcile for a moment, from wherever it stands. */
export async function reconcilePage({ run_id }: JobPayload<"reconcile_page">, context: JobContext): Promise<void> {
  const run = await readReconcile(context.db, run_id);
  if (run === null) return;
  await withFailureNoted(run, context, () => takeSteps(run, readPlace(run.next_page), context));
}

/** While one page is written the next is on its way, where that is known beforehand; each step is a transaction of its own. */
async function takeSteps(run: ReconcileRun, start: Place, context: JobContext): Promise<void> {
  const mayGoOn = startTurn(context.signal);
  let place: Place | null = start;
  let arriving: Promise<Step> | null = null;
  while (place !== null) {
    const here: Place = place;
    const step: Step = await (arriving ?? askFor(run, here, context));
    const goesOn = step.waitMs === undefined && mayGoOn();
    arriving = goesOn && step.ahead?.step === "listing" ? askFor(run, step.ahead, context) : null;
    const next: Place | null = await context.write((tx) => commitStep(tx, { run, place: here, step, goesOn }));
    place = goesOn ? next : null;
  }
}

/** Its failure is met where the step is awaited, which may be never when the one before it fails. */
function askFor(run: ReconcileRun, place: Place, context: JobContext): Promise<Step> {
  const step = stepAt(run, place, context);
  step.catch(() => {});
  return step;
}

async function stepAt(run: ReconcileRun, place: Place, context: JobContext): Promise<Step> {
  if (place.step === "listing") return listingStep(run, place, context);
  if (place.step === "missing") return missingStep(run, place, context);
  if (place.step === "older") return olderStep(run, place, context);
  if (place.step === "leaving") return leavingStep(run, place, context);
  return beginStep(run, place, context);
}
