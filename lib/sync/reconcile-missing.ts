import { z } from "zod";
import { databaseNow } from "@/lib/db/now.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { markGone } from "@/lib/issues/gone.ts";
import { applyListed } from "./audit-compare.ts";
import { enqueueRefresh } from "./deliveries.ts";
import { isNotFound } from "./failures.ts";
import type { Place, PlaceAt } from "./reconcile-place.ts";
import type { Around, ReconcileRun, Step } from "./reconcile-step.ts";

/** As many as GitLab is asked for by number at a time. */
const ASKED_AT_ONCE = 100;
/** How many single GETs belong to one step: it must not take long. */
const CONFIRMED_AT_ONCE = 20;
/** How many mirrored issues are compared with the listings at a time. */
const COMPARED_AT_ONCE = 10_000;

const missingSchema = z.object({ gitlab_issue_id: z.string(), iid: z.int(), gone: z.boolean() });
type Missing = z.infer<typeof missingSchema>;

/** The first of those compared that are missing; `last_iid` is null where none was left to compare. */
const comparedRow = z.tuple([
  z.object({ compared: z.int(), last_iid: z.int().nullable(), missing: z.array(missingSchema) }),
]);
type Compared = z.infer<typeof comparedRow>[0];

/** A single GET, and the database's clock around it; against the listing it can also have found the issue. */
type Look = Missing & { isThere: boolean; askedAt: Date; answeredAt: Date };

/**
 * Mirrored issues that no complete listing had: GitLab is asked for them by number, and for those that do not come one by one.
 * Only an issue that GitLab does not know while it still knows the project is marked gone; of deletions it tells nobody
 * (gitlab#377475).
 * @throws AppError for every other answer: nothing is marked then
 */
export async function missingStep(run: ReconcileRun, place: PlaceAt<"missing">, around: Around): Promise<Step> {
  const { db, gitlab, signal } = around;
  const compared = await compare(run, place, around);
  const { missing } = compared;
  const [projectId, iids] = [run.gitlab_project_id, missing.map(({ iid }) => iid)];
  const fetchStartedAt = await databaseNow(db);
  const issues = iids.length === 0 ? [] : await gitlab.issuesByIid(projectId, iids, signal);
  const listed = new Set(issues.map((issue) => String(issue.id)));
  const absent = missing.filter((issue) => !issue.gone && !listed.has(issue.gitlab_issue_id));
  const looks = await lookForEach(run, absent.slice(0, CONFIRMED_AT_ONCE), around);
  const next = nextPlace(place, compared, absent);
  return {
    async write(tx) {
      const applied = await applyListed(tx, run, { issues, fetchStartedAt });
      const gone = await writeLooks(tx, run, looks);
      const seen = { page: place.pages, issues: [...listed], older: applied.older };
      return { next, written: applied.written + gone.length, seen, found: { ...applied.found, extra: gone } };
    },
  };
}

/** Not those that were read since the run began: whoever read them knew that they are there. */
async function compare(run: ReconcileRun, place: PlaceAt<"missing">, { db }: Around): Promise<Compared> {
  const rows = await db.$queryRaw`
    with mirrored as materialized (
      select gitlab_issue_id, iid, gone_at is not null as gone from issues
      where project_id = ${run.project_id}::uuid and iid > ${place.after}::int
        and fetch_started_at < ${place.began_at}::timestamptz
        and (${place.sweep} or gone_at is null and (
          state = 'opened' or ${place.since}::timestamptz is null or updated_at_gitlab >= ${place.since}::timestamptz
        ))
      order by iid limit ${COMPARED_AT_ONCE}::int
    ), unseen as (
      select gitlab_issue_id from mirrored
      except
      select unnest(issue_ids) from reconcile_seen where run_id = ${run.id}::uuid
    ), missing as (
      select gitlab_issue_id::text, iid, gone from mirrored join unseen using (gitlab_issue_id)
      order by iid limit ${ASKED_AT_ONCE}::int
    )
    select (select count(*)::int from mirrored) as compared, (select max(iid) from mirrored) as last_iid,
      (select coalesce(jsonb_agg(missing order by iid), '[]') from missing) as missing`;
  return comparedRow.parse(rows)[0];
}

/** The project is asked for last: while it answers, a 404 was the issue's own. */
async function lookForEach(run: ReconcileRun, issues: readonly Missing[], around: Around): Promise<Look[]> {
  const looks = await Promise.all(issues.map((issue) => lookFor(run, issue, around)));
  if (looks.some(({ isThere }) => !isThere)) {
    await around.gitlab.project(run.gitlab_project_id, around.signal);
  }
  return looks;
}

async function lookFor(run: ReconcileRun, issue: Missing, { db, gitlab, signal }: Around): Promise<Look> {
  const askedAt = await databaseNow(db);
  const isThere = await gitlab.issue(run.gitlab_project_id, issue.iid, signal).then(
    () => true,
    (error: unknown) => {
      if (!isNotFound(error)) throw error;
      return false;
    },
  );
  return { ...issue, isThere, askedAt, answeredAt: await databaseNow(db) };
}

/** The numbers of those that were marked gone. */
async function writeLooks(tx: Tx, run: ReconcileRun, looks: readonly Look[]): Promise<number[]> {
  const gone: number[] = [];
  for (const { gitlab_issue_id: id, iid, isThere, askedAt, answeredAt } of looks) {
    if (isThere) {
      await enqueueRefresh(tx, { gitlabProjectId: String(run.gitlab_project_id), iid });
      continue;
    }
    const { written } = await markGone(tx, { projectId: run.project_id, gitlabIds: [id], askedAt, answeredAt });
    if (written > 0) gone.push(iid);
  }
  return gone;
}

/** After the last one looked for, if some are left to look for; else after the last one missing, or compared. Pure. */
function nextPlace(place: PlaceAt<"missing">, compared: Compared, absent: readonly Missing[]): Place {
  const pages = place.pages + 1;
  const after = goesOnAfter(compared, absent);
  return after === null ? { ...place, step: "older", pages, after: "0" } : { ...place, pages, after };
}

function goesOnAfter({ compared, last_iid, missing }: Compared, absent: readonly Missing[]): number | null {
  if (absent.length > CONFIRMED_AT_ONCE) return absent[CONFIRMED_AT_ONCE - 1]?.iid ?? null;
  if (missing.length === ASKED_AT_ONCE) return missing.at(-1)?.iid ?? null;
  return compared === COMPARED_AT_ONCE ? last_iid : null;
}
