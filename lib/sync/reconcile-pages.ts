import { z } from "zod";
import { databaseNow } from "@/lib/db/now.ts";
import { applyListed } from "./audit-compare.ts";
import { afterPage, type Place, type PlaceAt } from "./reconcile-place.ts";
import type { Around, ReconcileRun, Step } from "./reconcile-step.ts";

/** One page of the open issues, or of the closed ones that changed since W. */
export async function listingStep(run: ReconcileRun, place: PlaceAt<"listing">, around: Around): Promise<Step> {
  const { db, gitlab, signal } = around;
  const { state, page, since } = place;
  const fetchStartedAt = await databaseNow(db);
  const updatedAfter = state === "closed" && since !== null ? new Date(since) : undefined;
  const projectId = run.gitlab_project_id;
  const { issues, next } = await gitlab.issuePage({ projectId, state, page, updatedAfter, signal });
  const ahead = afterPage(place, next, run.is_sweep);
  return {
    ahead,
    async write(tx) {
      const { written, older, found } = await applyListed(tx, run, { issues, fetchStartedAt });
      const seen = { page: place.pages, issues: issues.map((issue) => String(issue.id)), older };
      return { next: ahead, read: issues.length, written, seen, found };
    },
  };
}

const olderRows = z.array(z.object({ gitlab_issue_id: z.bigint().transform(String), iid: z.int() }));

/**
 * The next issue that a listing showed as older than it is stored, fetched by itself: GitLab has set it back, and what it says
 * now counts. What it does not show any more is the next reconcile's.
 */
export async function olderStep(run: ReconcileRun, place: PlaceAt<"older">, around: Around): Promise<Step> {
  const { db, gitlab, signal } = around;
  const rows = await db.$queryRaw`
    select gitlab_issue_id, iid from issues
    where project_id = ${run.project_id}::uuid and gitlab_issue_id > ${place.after}::bigint
      and gitlab_issue_id in (select unnest(older_ids) from reconcile_seen where run_id = ${run.id}::uuid)
    order by gitlab_issue_id limit 1`;
  const [older] = olderRows.parse(rows);
  if (older === undefined) return { write: async () => ({ next: null }) };

  const fetchStartedAt = await databaseNow(db);
  const issue = await gitlab.listedIssue(run.gitlab_project_id, older.iid, signal);
  const confirmedAt = await databaseNow(db);
  const next: Place = { ...place, after: older.gitlab_issue_id };
  return {
    async write(tx) {
      const issues = issue === null ? [] : [issue];
      const { written } = await applyListed(tx, run, { issues, fetchStartedAt, confirmedAt });
      return { next, written };
    },
  };
}
