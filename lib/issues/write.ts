import type { Tx } from "@/lib/db/transaction.ts";
import { readEvents } from "@/lib/history/queries.ts";
import { storeSearch } from "@/lib/search/store.ts";
import { readOverrideChanges, storeTimelines } from "@/lib/status/store.ts";
import { deriveIssue, fieldChanges, toLinks, type DerivedIssue, type Surroundings } from "./derive.ts";
import { judgeRecords, type Judged } from "./guard.ts";
import type { IssueRecord } from "./normalize.ts";
import {
  insertIssues,
  markSeenAgain,
  readStored,
  replaceLinks,
  storeFieldChanges,
  updateIssues,
  type StoredIssue,
} from "./store.ts";

/** An issue as it was written; `known` is what was stored before, null for a new one. */
export type Written = { id: string; issue: DerivedIssue; known: StoredIssue | null };

type Writing = { around: Surroundings; confirmedAt: Date | undefined };

/**
 * Writes issues that are not stored, and those that may differ from what is, with their links and timelines. What another
 * transaction has brought meanwhile is judged again under its lock.
 */
export async function writeIssues(
  tx: Tx,
  writing: Writing,
  { fresh, changed }: { fresh: readonly IssueRecord[]; changed: readonly IssueRecord[] },
): Promise<Written[]> {
  const inserted = await insertFresh(tx, writing.around, fresh);
  const raced = fresh.filter((record) => !inserted.has(record.gitlab_issue_id));
  const updated = await updateChanged(tx, writing, [...changed, ...raced]);
  const written = [...inserted.values(), ...updated];
  await storeParts(tx, written);
  return written;
}

const NO_PAST = { events: [], overrides: [] };

async function insertFresh(tx: Tx, around: Surroundings, fresh: readonly IssueRecord[]): Promise<Map<string, Written>> {
  const issues = fresh.map((record) =>
    deriveIssue(record, around, { epoch: 0, epochFrom: null, past: NO_PAST, close: null }),
  );
  const ids = await insertIssues(
    tx,
    issues.map((issue) => issue.row),
  );
  const written = new Map<string, Written>();
  for (const issue of issues) {
    const id = ids.get(issue.row.gitlab_issue_id);
    if (id !== undefined) written.set(issue.row.gitlab_issue_id, { id, issue, known: null });
  }
  return written;
}

/** Judged once more under the lock: another transaction may have written a newer snapshot since we looked. */
async function updateChanged(tx: Tx, writing: Writing, records: readonly IssueRecord[]): Promise<Written[]> {
  const { around, confirmedAt } = writing;
  const gitlabIds = records.map((record) => record.gitlab_issue_id);
  const stored = await readStored(tx, { projectId: around.projectId, gitlabIds, lock: true });
  const judged = judgeRecords(records, stored, { fetchStartedAt: around.fetchStartedAt, confirmedAt });
  const seenAgain = judged.filter(({ verdict }) => verdict === "seen_again").map(({ known }) => known.id);
  await markSeenAgain(tx, seenAgain, around.fetchStartedAt);
  const replacing = judged.filter(({ verdict }) => verdict === "replace" || verdict === "new_epoch");
  return overwrite(tx, writing, replacing);
}

async function overwrite(tx: Tx, { around, confirmedAt }: Writing, replacing: readonly Judged[]): Promise<Written[]> {
  const ids = replacing.map(({ known }) => known.id);
  const overrides = await readOverrideChanges(tx, ids);
  const events = await readEvents(tx, ids);
  const written = replacing.map(({ record, known, verdict }) => {
    const epoch = verdict === "new_epoch" ? nextEpoch(known, confirmedAt) : known;
    const past = { events: events.get(known.id) ?? [], overrides: overrides.get(known.id) ?? [] };
    return { id: known.id, known, issue: deriveIssue(record, around, { ...epoch, past, close: known }) };
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

async function storeParts(tx: Tx, written: readonly Written[]): Promise<void> {
  if (written.length === 0) return;
  const updated = written.filter((one) => one.known !== null);
  const known = updated.map(({ id }) => id);
  const links = {
    assignees: toLinks(written.map(({ id, issue }) => ({ id, others: issue.row.assignee_ids }))),
    labels: toLinks(written.map(({ id, issue }) => ({ id, others: issue.row.label_ids }))),
  };
  await replaceLinks(tx, { known, links });
  await storeFieldChanges(
    tx,
    updated.flatMap(({ known: before, issue }) => (before === null ? [] : fieldChanges(before, issue.row))),
  );
  const timelines = written.map(({ id, issue }) => ({ issueId: id, events: issue.timeline }));
  await storeTimelines(tx, { known, timelines });
  // Last: another transaction that brings the same new word waits for the end of this one.
  await storeSearch(
    tx,
    written.map(({ id, issue }) => ({ id, title: issue.row.title, description: issue.row.description })),
  );
}
