import type { Tx } from "@/lib/db/transaction.ts";
import type { WireIssue } from "@/lib/gitlab/schemas.ts";
import { storeLabels } from "@/lib/labels/store.ts";
import { storePeople } from "@/lib/people/store.ts";
import { readRules } from "@/lib/status/queries.ts";
import { readOverrideChanges, storeTimelines } from "@/lib/status/store.ts";
import { deriveIssue, toLinks, type DerivedIssue, type Surroundings } from "./derive.ts";
import { judge, type StoredVersion, type Verdict } from "./guard.ts";
import { normalizeIssue, type IssueRecord } from "./normalize.ts";
import { insertIssues, markSeenAgain, readStored, replaceLinks, updateIssues, type StoredIssue } from "./store.ts";

/** Issues of one project as GitLab answered them; `fetchStartedAt` is the database's clock taken before the request. */
export type SnapshotBatch = Pick<Surroundings, "projectId" | "source" | "fetchStartedAt"> & {
  issues: readonly WireIssue[];
};

type Written = { id: string; issue: DerivedIssue };

/**
 * The one pen: bootstrap, poll, reconcile and webhook all end here. A batch is one transaction of the caller's: people, labels,
 * then issues, each locked in one order, and only rows that differ are written. Applying twice equals applying once, and any
 * order of the same snapshots ends in the same state. Answers how many issues were written.
 */
export async function applyIssues(tx: Tx, snapshots: SnapshotBatch): Promise<{ written: number }> {
  const records = newestOfEach(snapshots.issues.map(normalizeIssue));
  const { fresh, changed } = await sortOut(tx, snapshots, records);
  const people = await storePeople(tx, peopleOf(records), snapshots.fetchStartedAt);
  const labels = await storeLabels(tx, labelsOf(records), snapshots.fetchStartedAt);
  if (fresh.length + changed.length === 0) return { written: 0 };

  const around: Surroundings = { ...snapshots, people, labels, rules: await readRules(tx) };
  const inserted = await insertFresh(tx, around, fresh);
  const raced = fresh.filter((record) => !inserted.has(record.gitlab_issue_id));
  const updated = await updateChanged(tx, around, [...changed, ...raced]);
  await storeParts(tx, [...inserted.values()], updated);
  return { written: inserted.size + updated.length };
}

/** Most of a poll or reconcile is known already: looked at without locks, so that nothing at all is written for it. */
async function sortOut(tx: Tx, batch: SnapshotBatch, records: readonly IssueRecord[]) {
  const stored = await readStored(tx, { projectId: batch.projectId, gitlabIds: idsOf(records), lock: false });
  const fresh: IssueRecord[] = [];
  const changed: IssueRecord[] = [];
  for (const record of records) {
    const known = stored.get(record.gitlab_issue_id);
    if (known === undefined) fresh.push(record);
    else if (["replace", "seen_again"].includes(verdictOn(record, known, batch.fetchStartedAt))) changed.push(record);
  }
  return { fresh, changed };
}

async function insertFresh(tx: Tx, around: Surroundings, fresh: readonly IssueRecord[]): Promise<Map<string, Written>> {
  const issues = fresh.map((record) => deriveIssue(record, around, { epoch: 0, overrides: [] }));
  const ids = await insertIssues(
    tx,
    issues.map((issue) => issue.row),
  );
  const written = new Map<string, Written>();
  for (const issue of issues) {
    const id = ids.get(issue.row.gitlab_issue_id);
    if (id !== undefined) written.set(issue.row.gitlab_issue_id, { id, issue });
  }
  return written;
}

/** Judged once more under the lock: another transaction may have written a newer snapshot since we looked. */
async function updateChanged(tx: Tx, around: Surroundings, records: readonly IssueRecord[]): Promise<Written[]> {
  const gitlabIds = idsOf(records);
  const stored = await readStored(tx, { projectId: around.projectId, gitlabIds, lock: true });
  const judged = records.flatMap((record) => {
    const known = stored.get(record.gitlab_issue_id);
    return known === undefined ? [] : [{ record, known, verdict: verdictOn(record, known, around.fetchStartedAt) }];
  });
  const seenAgain = judged.filter(({ verdict }) => verdict === "seen_again").map(({ known }) => known.id);
  await markSeenAgain(tx, seenAgain, around.fetchStartedAt);
  return overwrite(
    tx,
    around,
    judged.filter(({ verdict }) => verdict === "replace"),
  );
}

async function overwrite(
  tx: Tx,
  around: Surroundings,
  replaced: readonly { record: IssueRecord; known: StoredIssue }[],
): Promise<Written[]> {
  const ids = replaced.map(({ known }) => known.id);
  const overrides = await readOverrideChanges(tx, ids);
  const written = replaced.map(({ record, known }) => ({
    id: known.id,
    issue: deriveIssue(record, around, { epoch: known.epoch, overrides: overrides.get(known.id) ?? [] }),
  }));
  await updateIssues(
    tx,
    written.map(({ id, issue }) => ({ ...issue.row, id })),
  );
  return written;
}

async function storeParts(tx: Tx, inserted: readonly Written[], updated: readonly Written[]): Promise<void> {
  const written = [...inserted, ...updated];
  if (written.length === 0) return;
  const known = updated.map(({ id }) => id);
  const links = {
    assignees: toLinks(written.map(({ id, issue }) => ({ id, others: issue.assigneeIds }))),
    labels: toLinks(written.map(({ id, issue }) => ({ id, others: issue.labelIds }))),
  };
  await replaceLinks(tx, { known, links });
  const timelines = written.map(({ id, issue }) => ({ issueId: id, events: issue.timeline }));
  await storeTimelines(tx, { known, timelines });
}

function verdictOn(record: IssueRecord, known: StoredVersion, fetchStartedAt: Date): Verdict {
  const updatedAt = new Date(record.updated_at_gitlab);
  return judge(known, { epoch: known.epoch, updatedAt, fetchStartedAt, contentHash: record.content_hash });
}

/** A listing that moved while it was read can hold an issue twice. */
function newestOfEach(records: readonly IssueRecord[]): IssueRecord[] {
  const newest = new Map<string, IssueRecord>();
  for (const record of records) {
    const other = newest.get(record.gitlab_issue_id);
    if (other === undefined || record.updated_at_gitlab >= other.updated_at_gitlab) {
      newest.set(record.gitlab_issue_id, record);
    }
  }
  return [...newest.values()];
}

function idsOf(records: readonly IssueRecord[]): string[] {
  return records.map((record) => record.gitlab_issue_id);
}

function peopleOf(records: readonly IssueRecord[]) {
  const people = records.flatMap((record) => [...(record.author ? [record.author] : []), ...record.assignees]);
  return [...new Map(people.map((user) => [user.gitlab_user_id, user])).values()];
}

function labelsOf(records: readonly IssueRecord[]) {
  return [
    ...new Map(records.flatMap((record) => record.labels).map((label) => [label.gitlab_label_id, label])).values(),
  ];
}
