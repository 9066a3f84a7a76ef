import type { Tx } from "@/lib/db/transaction.ts";
import type { WireIssue } from "@/lib/gitlab/schemas.ts";
import { enqueueReprojection } from "@/lib/labels/enqueue.ts";
import { storeLabels } from "@/lib/labels/store.ts";
import { storePeople } from "@/lib/people/store.ts";
import { readRulesHeld } from "@/lib/status/queries.ts";
import type { Surroundings } from "./derive.ts";
import { judgeRecords } from "./guard.ts";
import { normalizeIssue, type IssueRecord } from "./normalize.ts";
import { readStored } from "./store.ts";
import { writeIssues, type Written } from "./write.ts";

/**
 * Issues of one project as GitLab answered them; `fetchStartedAt` is the database's clock taken before the request.
 * `confirmedAt`: each was fetched by itself because it had come as older than what is stored, and this is the clock after that.
 */
export type SnapshotBatch = Pick<Surroundings, "projectId" | "source" | "fetchStartedAt"> & {
  issues: readonly WireIssue[];
  confirmedAt?: Date;
};

/**
 * `written` counts issues; `older` are GitLab's ids of those that were changed last before what is stored, and not confirmed;
 * `changed` are those whose mirrored content is new.
 */
export type Applied = { written: number; older: string[]; changed: ChangedIssue[] };
export type ChangedIssue = { iid: number; updatedAt: Date };

/**
 * The one pen: bootstrap, poll, reconcile and webhook all end here. A batch is one transaction of the caller's: people, labels,
 * then issues, each locked in one order, and only rows that differ are written. Applying twice equals applying once, and any
 * order of the same snapshots ends in the same state.
 */
export async function applyIssues(tx: Tx, snapshots: SnapshotBatch): Promise<Applied> {
  const records = newestOfEach(snapshots.issues.map(normalizeIssue));
  const { fresh, changed, older } = await sortOut(tx, snapshots, records);
  const around = await bringSurroundings(tx, snapshots, { records, hold: fresh.length + changed.length > 0 });
  if (fresh.length + changed.length === 0) return { written: 0, older, changed: [] };

  const written = await writeIssues(tx, { around, confirmedAt: snapshots.confirmedAt }, { fresh, changed });
  return { written: written.length, older, changed: written.filter(isNews).map(toChanged) };
}

function isNews({ known, issue }: Written): boolean {
  return known?.goneAt !== null || known.contentHash !== issue.row.content_hash;
}

function toChanged({ issue }: Written): ChangedIssue {
  return { iid: issue.row.iid, updatedAt: new Date(issue.row.updated_at_gitlab) };
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
  const rules = hold ? await readRulesHeld(tx) : [];
  return { projectId, source, fetchStartedAt, people, labels, rules };
}

/** Most of a poll or reconcile is known already: looked at without locks, so that nothing at all is written for it. */
async function sortOut(tx: Tx, batch: SnapshotBatch, records: readonly IssueRecord[]) {
  const gitlabIds = records.map((record) => record.gitlab_issue_id);
  const stored = await readStored(tx, { projectId: batch.projectId, gitlabIds, lock: false });
  const fresh = records.filter((record) => !stored.has(record.gitlab_issue_id));
  const judged = judgeRecords(records, stored, { ...batch, confirmedAt: batch.confirmedAt });
  const changed = judged.filter(({ verdict }) => ["replace", "new_epoch", "seen_again"].includes(verdict));
  const older = judged.filter(({ verdict }) => verdict === "older");
  return {
    fresh,
    changed: changed.map(({ record }) => record),
    older: older.map(({ record }) => record.gitlab_issue_id),
  };
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

function peopleOf(records: readonly IssueRecord[]) {
  const people = records.flatMap((record) => [...(record.author ? [record.author] : []), ...record.assignees]);
  return [...new Map(people.map((user) => [user.gitlab_user_id, user])).values()];
}

function labelsOf(records: readonly IssueRecord[]) {
  return [
    ...new Map(records.flatMap((record) => record.labels).map((label) => [label.gitlab_label_id, label])).values(),
  ];
}
