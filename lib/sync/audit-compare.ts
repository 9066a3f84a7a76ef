import type { Tx } from "@/lib/db/transaction.ts";
import type { WireIssue } from "@/lib/gitlab/schemas.ts";
import { distrust, readContents, type StoredContent } from "@/lib/issues/altered.ts";
import { type Applied, applyIssues } from "@/lib/issues/apply.ts";
import { normalizeIssue } from "@/lib/issues/normalize.ts";
import { suspectGap } from "./gaps.ts";
import type { ReconcileRun } from "./reconcile-step.ts";

/**
 * Issues by number that differed before they were put right: `missing` is listed by GitLab and was not here, `extra` was here and
 * GitLab does not know it, `stale` had another content.
 */
export type Found = { missing: number[]; extra: number[]; stale: number[] };

export const NOTHING_FOUND: Found = { missing: [], extra: [], stale: [] };

/** A change so shortly before a poll may have been seen by GitLab's other servers only after it. */
const UNSEEN_MS = 60_000;

type Listed = { issues: readonly WireIssue[]; fetchStartedAt: Date; confirmedAt?: Date };
type Comparing = Pick<ReconcileRun, "mode" | "project_id" | "is_sweep" | "last_success_at">;

/**
 * Applies issues that GitLab has listed. An audit and a sweep first hold each row against them, and have a row that was altered
 * by other hands written anew: its `updated_at` says nothing of that. What a reconcile finds changed may be a webhook's gap.
 */
export async function applyListed(
  tx: Tx,
  run: Comparing,
  listed: Listed,
): Promise<Pick<Applied, "written" | "older"> & { found: Found }> {
  const { found, altered } = run.mode === "audit" || run.is_sweep ? await compare(tx, run, listed) : NOT_COMPARED;
  const ids = altered.map(({ id }) => id);
  await distrust(tx, ids, listed.fetchStartedAt);
  const batch = { ...listed, projectId: run.project_id, source: "poll" } as const;
  const { written, older, changed } = await applyIssues(tx, batch);
  if (run.mode === "reconcile") {
    const mended = new Set(altered.map(({ iid }) => iid));
    await suspectGap(
      tx,
      run.project_id,
      changed.filter(({ iid }) => !mended.has(iid)),
    );
  }
  return { written, older, found };
}

type Compared = { found: Found; altered: readonly StoredContent[] };

const NOT_COMPARED: Compared = { found: NOTHING_FOUND, altered: [] };

/** What changed in GitLab since the last complete poll is on its way, and no fault. */
async function compare(tx: Tx, run: Comparing, { issues, fetchStartedAt }: Listed): Promise<Compared> {
  const gitlabIds = issues.map((issue) => String(issue.id));
  const contents = await readContents(tx, { projectId: run.project_id, gitlabIds });
  const found: Found = { missing: [], extra: [], stale: [] };
  for (const issue of issues) {
    const stored = contents.get(String(issue.id));
    if (stored?.isAltered) found.stale.push(issue.iid);
    else if (isOnItsWay(issue, run)) continue;
    else if (stored === undefined || stored.isGone) found.missing.push(issue.iid);
    else if (stored.fetchStartedAt <= fetchStartedAt && differs(issue, stored)) found.stale.push(issue.iid);
  }
  return { found, altered: [...contents.values()].filter(({ isAltered }) => isAltered) };
}

function isOnItsWay(issue: WireIssue, { last_success_at: polledAt }: Comparing): boolean {
  return polledAt !== null && Date.parse(issue.updated_at) >= polledAt.getTime() - UNSEEN_MS;
}

function differs(issue: WireIssue, stored: StoredContent): boolean {
  const { content_hash: hash, updated_at_gitlab: updatedAt } = normalizeIssue(issue);
  return hash !== stored.contentHash || Date.parse(updatedAt) !== stored.updatedAt.getTime();
}
