import { applyHistory } from "@/lib/history/apply.ts";
import { startBackfill } from "@/lib/history/backfill.ts";
import { fetchHistories } from "@/lib/history/fetch.ts";
import { listDue } from "@/lib/history/queries.ts";
import type { JobPayload } from "@/lib/jobs/schema.ts";
import { findReadableProject } from "@/lib/projects/queries.ts";
import type { JobContext } from "../context.ts";

/** A bulk edit is for the backfill, which waits where others are waited for. */
const AT_ONCE = 20;

/** Asks for the events of the issues that were seen changing last, and leaves what is more than a few to a backfill. */
export async function refreshHistory(
  { project_id }: JobPayload<"refresh_history">,
  context: JobContext,
): Promise<void> {
  const project = await findReadableProject(context.db, project_id);
  if (project === null) return;
  const due = await listDue(context.db, { projectId: project_id, limit: AT_ONCE });
  if (due.length === 0) return;
  const batch = await fetchHistories(project, due, context);
  await context.write(async (tx) => {
    await applyHistory(tx, batch);
    if (due.length === AT_ONCE) await startBackfill(tx, project_id, "a bulk edit");
  });
}
