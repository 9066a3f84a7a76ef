import type { Tx } from "@/lib/db/transaction.ts";
import { reprojectIssues } from "@/lib/issues/reproject.ts";
import { enqueueReprojection } from "@/lib/labels/enqueue.ts";
import { storeLabels } from "@/lib/labels/store.ts";
import { shareRules } from "@/lib/status/queries.ts";
import { labelsOf, normalizeHistory, type WireHistory } from "./normalize.ts";
import { lockForHistory, markHistoryFetched, storeEvents } from "./store.ts";

/** Whole histories of issues of one project. The time is taken before the first request. */
export type HistoryBatch = {
  projectId: string;
  histories: readonly { issueId: string; history: WireHistory }[];
  fetchStartedAt: Date;
};

/**
 * Keeps GitLab's events and recomputes the timelines of their issues, in the caller's transaction. Titles of the labels they name are
 * held, so that a rename finds these issues too. Applying twice equals applying once, and an older answer changes nothing.
 */
export async function applyHistory(tx: Tx, { projectId, histories, fetchStartedAt }: HistoryBatch): Promise<void> {
  const named = labelsOf(histories.map(({ history }) => history));
  const { renamed } = await storeLabels(tx, named, { projectId, fetchedAt: fetchStartedAt, hold: true });
  await enqueueReprojection(tx, renamed);
  const ids = histories.map(({ issueId }) => issueId);
  await shareRules(tx);
  const current = await lockForHistory(tx, ids, fetchStartedAt);
  const rows = histories
    .filter(({ issueId }) => current.has(issueId))
    .flatMap(({ issueId, history }) => normalizeHistory(history).map((event) => ({ ...event, issue_id: issueId })));
  await storeEvents(tx, rows);
  await markHistoryFetched(tx, [...current], fetchStartedAt);
  await reprojectIssues(tx, [...current]);
}
