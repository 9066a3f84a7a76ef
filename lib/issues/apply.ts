import type { Tx } from "@/lib/db/transaction.ts";
import type { WireIssue } from "@/lib/gitlab/schemas.ts";
import { enqueueReprojection } from "@/lib/labels/enqueue.ts";
import { storeLabels } from "@/lib/labels/store.ts";
import { storePeople } from "@/lib/people/store.ts";
import { readRules } from "@/lib/status/queries.ts";
import { readOverrideChanges, storeTimelines } from "@/lib/status/store.ts";
import { deriveIssue, toLinks, type DerivedIssue, type Surroundings } from "./derive.ts";
import { judge, type Verdict } from "./guard.ts";
import { normalizeIssue, type IssueRecord } from "./normalize.ts";
import { insertIssues, markSeenAgain, readStored, replaceLinks, updateIssues, type StoredIssue } from "./store.ts";

/**
 * Issues of one project as GitLab answered them; `fetchStartedAt` is the database's clock taken before the request.
 * `confirmedAt`: each was fetched by itself because it had come as older than what is stored, and this is the clock after that.
 */
export type SnapshotBatch = Pick<Surroundings, "projectId" | "source" | "fetchStartedAt"> & {
  issues: readonly WireIssue[];
  confirmedAt?: Date;
};

/** `written` counts issues; `older` are GitLab's ids of those that were changed last before what is stored, and not confirmed. */
export type Applied = { written: number; older: string[] };

type Written = { id: string; issue: DerivedIssue };
type Judged = { record: IssueRecord; known: StoredIssue; verdict: Verdict };

/**
 * The one pen: bootstrap, poll, reconcile and webhook all end here. A batch is one transaction of the caller's: people, labels,
 * then issues, each locked in one order, and only rows that differ are written. Applying twice equals applying once, and any
 * order of the same snapshots ends in the same state.
 */
export async function applyIssues(tx: Tx, snapshots: SnapshotBatch): Promise<Applied> {
  const records = newestOfEach(snapshots.issues.map(normalizeIssue));
  const { fresh, changed, older } = await sortOut(tx, snapshots, records);
  const around = await bringSurroundings(tx, snapshots, { records, hold: fresh.length + changed.length > 0 });
  if (fresh.length + changed.length === 0) return { written: 0, older };

  const inserted = await insertFresh(tx, around, fresh);
  const raced = fresh.filter((record) => !inserted.has(record.gitlab_issue_id));
  const updated = await updateChanged(tx, { around, snapshots, records: [...changed, ...raced] });
  await storeParts(tx, [...inserted.values()], updated);
  return { written: inserted.size + updated.length, older };
}

/** People and labels are brought in whatever becomes of the issues: their names change without them. */
async function bringSurroundings(
  tx: Tx,
  { projectId, source, fetchStartedAt }: SnapshotBatch,
  { records, hold }: { records: readonly IssueRecord[]; hold: boolean },
): Promise<Surroundings> {
  const people = await storePeople(tx, peopleOf(records), fetchStartedAt);
  const { labels, renamed } = await storeLabels(tx, labelsOf(records), { projectId, fetchedAt: fetchStartedAt, hold });
  await enqueueReprojection(tx, renamed);
  const rules = hold ? await readRules(tx) : [];
  return { projectId, source, fetchStartedAt, people, labels, rules };
}

/** Most of a poll or reconcile is known already: looked at without locks, so that nothing at all is written for it. */
async function sortOut(tx: Tx, batch: SnapshotBatch, records: readonly IssueRecord[]) {
  const stored = await readStored(tx, { projectId: batch.projectId, gitlabIds: idsOf(records), lock: false });
  const fresh = records.filter((record) => !stored.has(record.gitlab_issue_id));
  const judged = judgeAll(records, stored, batch);
  const changed = judged.filter(({ verdict }) => ["replace", "new_epoch", "seen_again"].includes(verdict));
  const older = judged.filter(({ verdict }) => verdict === "older");
  return {
    fresh,
    changed: changed.map(({ record }) => record),
    older: older.map(({ record }) => record.gitlab_issue_id),
  };
}

function judgeAll(
  records: readonly IssueRecord[],
  stored: ReadonlyMap<string, StoredIssue>,
  { fetchStartedAt, confirmedAt }: SnapshotBatch,
): Judged[] {
  return records.flatMap((record) => {
    const known = stored.get(record.gitlab_issue_id);
    if (known === undefined) return [];
    const updatedAt = new Date(record.updated_at_gitlab);
    const incoming = {
      updatedAt,
      fetchStartedAt,
      contentHash: record.content_hash,
      confirmed: confirmedAt !== undefined,
    };
    return [{ record, known, verdict: judge(known, incoming) }];
  });
}

async function insertFresh(tx: Tx, around: Surroundings, fresh: readonly IssueRecord[]): Promise<Map<string, Written>> {
  const issues = fresh.map((record) => deriveIssue(record, around, { epoch: 0, epochFrom: null, overrides: [] }));
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
async function updateChanged(
  tx: Tx,
  { around, snapshots, records }: { around: Surroundings; snapshots: SnapshotBatch; records: readonly IssueRecord[] },
): Promise<Written[]> {
  const gitlabIds = idsOf(records);
  const stored = await readStored(tx, { projectId: around.projectId, gitlabIds, lock: true });
  const judged = judgeAll(records, stored, snapshots);
  const seenAgain = judged.filter(({ verdict }) => verdict === "seen_again").map(({ known }) => known.id);
  await markSeenAgain(tx, seenAgain, around.fetchStartedAt);
  const replacing = judged.filter(({ verdict }) => verdict === "replace" || verdict === "new_epoch");
  return overwrite(tx, { around, confirmedAt: snapshots.confirmedAt, replacing });
}

type Overwriting = { around: Surroundings; confirmedAt: Date | undefined; replacing: readonly Judged[] };

async function overwrite(tx: Tx, { around, confirmedAt, replacing }: Overwriting): Promise<Written[]> {
  const overrides = await readOverrideChanges(
    tx,
    replacing.map(({ known }) => known.id),
  );
  const written = replacing.map(({ record, known, verdict }) => {
    const epoch = verdict === "new_epoch" ? nextEpoch(known, confirmedAt) : known;
    const own = overrides.get(known.id) ?? [];
    return { id: known.id, issue: deriveIssue(record, around, { ...epoch, overrides: own }) };
  });
  await updateIssues(
    tx,
    written.map(({ id, issue }) => ({ ...issue.row, id })),
  );
  return written;
}

/** Begins when it was certain, not when that was asked: an answer asked for in between can still be from before. */
function nextEpoch(known: StoredIssue, confirmedAt: Date | undefined) {
  return { epoch: known.epoch + 1, epochFrom: known.goneAt ?? confirmedAt ?? known.fetchStartedAt };
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
