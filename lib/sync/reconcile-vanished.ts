import { z } from "zod";
import { markGone } from "@/lib/issues/gone.ts";
import { isProjectGone } from "@/lib/projects/queries.ts";
import { BEGIN, type PlaceAt } from "./reconcile-place.ts";
import type { Around, ReconcileRun, Step } from "./reconcile-step.ts";

const MARKED_AT_ONCE = 200;
const VANISHED = "GitLab does not know this project any more: its issues are marked gone until it is back";

const idRows = z.array(z.object({ gitlab_issue_id: z.bigint().transform(String) }));

/**
 * Some of the issues of a vanished project leave the lists and figures; nothing of them is deleted. A project that is back before
 * all of them are gone is reconciled from the start, and every issue of it is looked at.
 */
export async function leavingStep(run: ReconcileRun, place: PlaceAt<"leaving">, { db }: Around): Promise<Step> {
  const { project_id: projectId } = run;
  const rows = await db.$queryRaw`
    select gitlab_issue_id from issues
    where project_id = ${projectId}::uuid and gitlab_issue_id > ${place.after}::bigint and gone_at is null
      and fetch_started_at <= ${place.asked_at}::timestamptz
    order by gitlab_issue_id limit ${MARKED_AT_ONCE}::int`;
  const gitlabIds = idRows.parse(rows).map((row) => row.gitlab_issue_id);
  return {
    async write(tx) {
      if (!(await isProjectGone(tx, projectId))) {
        await tx.$executeRaw`update sync_runs set is_sweep = true where id = ${run.id}::uuid`;
        return { next: BEGIN };
      }
      const asked = { askedAt: new Date(place.asked_at), answeredAt: new Date(place.answered_at) };
      const { written } = await markGone(tx, { projectId, gitlabIds, ...asked });
      const last = gitlabIds.at(-1);
      return last === undefined ? { next: null, failed: VANISHED } : { next: { ...place, after: last }, written };
    },
  };
}
