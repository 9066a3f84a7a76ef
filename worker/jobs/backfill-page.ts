import {
  commitBackfill,
  finishBackfill,
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
import { enqueueRun } from "@/lib/sync/runs.ts";
import type { JobContext } from "../context.ts";

const AT_ONCE = 20;
/** Whatever else waits for a place waits no longer than this. */
const TURN_MS = 1_000;

/** Asks for the events of issues for a moment, from wherever the backfill stands, as long as GitLab's rate leaves enough for others. */
export async function backfillPage({ run_id }: JobPayload<"backfill_page">, context: JobContext): Promise<void> {
  const run = await readBackfill(context.db, run_id);
  if (run === null) return;
  if (!run.readable) return context.write((tx) => finishBackfill(tx, run));
  const waitSeconds = await secondsToSpare(context.db);
  if (waitSeconds === 0) return goOn(run, context);
  await context.write((tx) => enqueueRun(tx, { id: run.id, mode: "backfill" }, waitSeconds * 1_000));
}

async function goOn(run: BackfillRun, context: JobContext): Promise<void> {
  const turnEnds = performance.now() + TURN_MS;
  let at: BackfillRun | null = run;
  while (at !== null) {
    const place: BackfillPlace = placeOf(at);
    const due = await listDue(context.db, { projectId: run.project_id, limit: AT_ONCE, range: place });
    const batch = await fetchHistories({ id: run.project_id, gitlab_project_id: run.gitlab_project_id }, due, context);
    const goesOn = !context.signal.aborted && performance.now() < turnEnds;
    const commit: BackfillCommit = { run: at, place, due, batch, goesOn };
    const next: BackfillPlace | null = await context.pace.page(() => context.write((tx) => commitBackfill(tx, commit)));
    at = next !== null && goesOn ? { ...at, next_page: JSON.stringify(next) } : null;
  }
}
