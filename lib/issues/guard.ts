import type { IssueRecord } from "./normalize.ts";
import type { StoredIssue } from "./store.ts";

/** What decides which of two snapshots of an issue is newer; `fetchStartedAt` is the database's clock before the request. */
export type Version = { updatedAt: Date; fetchStartedAt: Date; contentHash: string };

/** What is stored. What was asked for before `epochFrom` belongs to the epoch before, and before `goneAt` to an issue that is gone. */
export type StoredVersion = Version & { epoch: number; epochFrom: Date | null; goneAt: Date | null };

/** `confirmed`: fetched by itself because it had seemed older than what is stored. */
export type IncomingVersion = Version & { confirmed: boolean };

/** How long after its `updated_at` an issue may still change within that same instant, the clocks' difference included. */
export const SETTLED_AFTER_MS = 60_000;

/** `older`: to be confirmed. `new_epoch` replaces too; what was fetched before it counts no more, whatever its `updated_at`. */
export type Verdict = "stale" | "older" | "unchanged" | "seen_again" | "replace" | "new_epoch";

/**
 * What to do with a snapshot beside the stored one. It counts when (epoch, updated_at, fetch_started_at) is not smaller; a
 * strict comparison would lose the second of two edits in one instant. An owner can set `updated_at` back (GitLab's
 * lib/api/issues.rb), and a gone issue can come back as it was: either begins a new epoch. Equal content writes nothing, but for
 * an issue edited just now: there the later fetch time is kept (`seen_again`), or an answer fetched between could undo it.
 */
export function judge(stored: StoredVersion, incoming: IncomingVersion): Verdict {
  if (stored.goneAt !== null) return incoming.fetchStartedAt > stored.goneAt ? "new_epoch" : "stale";
  if (stored.epochFrom !== null && incoming.fetchStartedAt < stored.epochFrom) return "stale";
  const fetchedLater = incoming.fetchStartedAt > stored.fetchStartedAt;
  if (incoming.updatedAt < stored.updatedAt) return whenOlder(fetchedLater, incoming.confirmed);
  if (incoming.updatedAt > stored.updatedAt) return "replace";
  if (incoming.fetchStartedAt < stored.fetchStartedAt) return "stale";
  if (incoming.contentHash !== stored.contentHash) return "replace";
  return isSettled(stored) || !fetchedLater ? "unchanged" : "seen_again";
}

function whenOlder(fetchedLater: boolean, confirmed: boolean): Verdict {
  if (!fetchedLater) return "stale";
  return confirmed ? "new_epoch" : "older";
}

function isSettled(version: Version): boolean {
  return version.fetchStartedAt.getTime() - version.updatedAt.getTime() > SETTLED_AFTER_MS;
}

export type Judged = { record: IssueRecord; known: StoredIssue; verdict: Verdict };

/** Each record that is stored, beside what is stored, with the verdict. */
export function judgeRecords(
  records: readonly IssueRecord[],
  stored: ReadonlyMap<string, StoredIssue>,
  { fetchStartedAt, confirmedAt }: { fetchStartedAt: Date; confirmedAt: Date | undefined },
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
