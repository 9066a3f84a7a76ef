import {
  commitBackfill,
  placeOf,
  readBackfill,
  type BackfillCommit,
  type BackfillPlace,
  type BackfillRun,
} from "@/lib/history/backfill.ts";
import { fetchHistories } from "@/lib/history/fetch.ts";
import { listDue } from "@/lib/history/queries.ts";
import type { JobPayload } from "@/lib/jobs/schema.ts";
import { secondsToSpare } from "@/lib/sync/gitlab-pause.ts";
import { endRun } from "@/lib/sync/run-place.ts";
import { enqueueRun } from "@/lib/sync/runs.ts";
import type { JobContext } from "../context.ts";
import { startTurn } from "../turn.ts";

const AT_ONCE = 20;

/** Asks for the events of issues for a moment, from wherever the backfill stands, as long as GitLab's rate leaves enough for others. */
export async function backfillPage({ run_id }: JobPayload<"backfill_page">, context: JobContext): Promise<void> {
  const run = await readBackfill(context.db, run_id);
  if (run === null) return;
  if (!run.readable) return context.write((tx) => endRun(tx, { id: run.id, mode: "backfill" }));
  const waitSeconds = await secondsToSpare(context.db);
  if (waitSeconds === 0) return goOn(run, context);
  await context.write((tx) => enqueueRun(tx, { id: run.id, mode: "backfill" }, waitSeconds * 1_000));
}

async function goOn(run: BackfillRun, context: JobContext): Promise<void> {
  const mayGoOn = startTurn(context.signal);
  const project = { id: run.project_id, gitlab_project_id: run.gitlab_project_id };
  let place: BackfillPlace | null = placeOf(run);
  while (place !== null) {
    const due = await listDue(context.db, { projectId: project.id, limit: AT_ONCE, range: place });
    const batch = await fetchHistories(project, due, context);
    const goesOn = mayGoOn();
    const commit: BackfillCommit = { run, place, due, batch, goesOn };
    const next: BackfillPlace | null = await context.pace.page(() => context.write((tx) => commitBackfill(tx, commit)));
    place = goesOn ? next : null;
  }
}
