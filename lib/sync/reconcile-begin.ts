import { databaseNow } from "@/lib/db/now.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import type { WireLabel, WireProject } from "@/lib/gitlab/schemas.ts";
import { applyLabelListing } from "@/lib/labels/apply.ts";
import { followProject } from "@/lib/projects/follow.ts";
import { markAccess, markProjectGone } from "@/lib/projects/store.ts";
import { windowStart } from "./bootstrap-begin.ts";
import { isNotFound } from "./failures.ts";
import type { Place, PlaceAt } from "./reconcile-place.ts";
import type { Around, ReconcileRun, Step } from "./reconcile-step.ts";

type Beginning = PlaceAt<"begin" | "second_look">;

/** One 404 may be a moment's: of a deploy, a transfer, a replica that is behind. */
const SECOND_LOOK_MS = 10_000;

/**
 * The first step: the project as it is named now, all its labels, and how many issues GitLab counts that will be listed. A
 * project that GitLab does not know at two looks has vanished; its issues follow it.
 * @throws AppError where GitLab does not let the token read it, or does not answer
 */
export async function beginStep(run: ReconcileRun, place: Beginning, around: Around): Promise<Step> {
  const beganAt = await databaseNow(around.db);
  const project = await around.gitlab.project(run.gitlab_project_id, around.signal).catch(onlyNotFound);
  if (!(project instanceof AppError)) return firstStep(run, { project, beganAt }, around);
  if (place.step === "begin") return unsureStep(run, project.message);
  return vanishedStep(run, project.message, { askedAt: beganAt, answeredAt: await databaseNow(around.db) });
}

function onlyNotFound(error: unknown): AppError {
  if (isNotFound(error)) return error;
  throw error;
}

type Found = { project: WireProject; beganAt: Date };

async function firstStep(run: ReconcileRun, { project, beganAt }: Found, around: Around): Promise<Step> {
  const since = reachOf(run, beganAt, around.env);
  const { gitlab, signal } = around;
  const projectId = run.gitlab_project_id;
  const [labels, all, changed] = await Promise.all([
    readLabels(projectId, around),
    gitlab.issueStatistics({ projectId, signal }),
    gitlab.issueStatistics({ projectId, updatedAfter: since ?? undefined, signal }),
  ]);
  const next: Place = {
    step: "listing",
    since: since?.toISOString() ?? null,
    began_at: beganAt.toISOString(),
    pages: 0,
    state: "opened",
    page: null,
  };
  return {
    async write(tx) {
      await followProject(tx, project);
      await applyLabelListing(tx, { projectId: run.project_id, labels, fetchedAt: beganAt });
      await tx.$executeRaw`
        update sync_runs set records_total = ${all.opened + changed.closed}::int where id = ${run.id}::uuid`;
      await clearAbandoned(tx, run.project_id);
      return { next };
    },
  };
}

/** What runs had read that were ended from outside. */
async function clearAbandoned(tx: Tx, projectId: string): Promise<void> {
  await tx.$executeRaw`
    delete from reconcile_seen using sync_runs
    where sync_runs.id = run_id and project_id = ${projectId}::uuid and status <> 'running'`;
}

/** As far back as the mirror is whole; where nothing was mirrored yet, as far as a bootstrap would reach. */
export function reachOf(run: ReconcileRun, now: Date, env: Around["env"]): Date | null {
  if (run.history_from !== null || run.bootstrapped) return run.history_from;
  return windowStart(now, env.BOOTSTRAP_CLOSED_DAYS);
}

/**
 * All labels. They come in numbered pages, in which one that is deleted meanwhile can hide another: so more than a page is read
 * twice, and what either reading had is there.
 */
async function readLabels(projectId: bigint, { gitlab, signal }: Around): Promise<WireLabel[]> {
  const labels = new Map<number, WireLabel>();
  for (let reading = 1, pages = 0; reading === 1 || (reading === 2 && pages > 1); reading += 1) {
    for await (const page of gitlab.labels(projectId, signal)) {
      pages += 1;
      for (const label of page) labels.set(label.id, label);
    }
  }
  return [...labels.values()];
}

function unsureStep(run: ReconcileRun, message: string): Step {
  return {
    waitMs: SECOND_LOOK_MS,
    async write(tx) {
      await markAccess(tx, run.project_id, message);
      return { next: { step: "second_look" } };
    },
  };
}

type Asked = { askedAt: Date; answeredAt: Date };

function vanishedStep(run: ReconcileRun, message: string, { askedAt, answeredAt }: Asked): Step {
  const [asked_at, answered_at] = [askedAt.toISOString(), answeredAt.toISOString()];
  return {
    async write(tx) {
      await markAccess(tx, run.project_id, message);
      await markProjectGone(tx, run.project_id, answeredAt);
      return { next: { step: "leaving", asked_at, answered_at, after: "0" } };
    },
  };
}
