/** What decides which of two snapshots of an issue is newer; `fetchStartedAt` is the database's clock before the request. */
export type Version = { epoch: number; updatedAt: Date; fetchStartedAt: Date };
export type StoredVersion = Version & { contentHash: string; gone: boolean };

/** How long after its `updated_at` an issue may still change within that same instant, the clocks' difference included. */
export const SETTLED_AFTER_MS = 60_000;

export type Verdict = "stale" | "unchanged" | "seen_again" | "replace";

/**
 * What to do with a snapshot beside the stored one. It counts when (epoch, updated_at, fetch_started_at) is not smaller; a
 * strict comparison would lose the second of two edits in one instant. Equal content writes nothing, but for
 * an issue edited just now: there the later fetch time is kept (`seen_again`), or an answer fetched between could undo it.
 */
export function judge(stored: StoredVersion, incoming: Version & { contentHash: string }): Verdict {
  if (compareVersions(incoming, stored) < 0) return "stale";
  if (stored.contentHash !== incoming.contentHash || stored.gone || incoming.epoch > stored.epoch) return "replace";
  return isSettled(stored) || incoming.fetchStartedAt <= stored.fetchStartedAt ? "unchanged" : "seen_again";
}

function compareVersions(a: Version, b: Version): number {
  return (
    a.epoch - b.epoch ||
    a.updatedAt.getTime() - b.updatedAt.getTime() ||
    a.fetchStartedAt.getTime() - b.fetchStartedAt.getTime()
  );
}

function isSettled(version: Version): boolean {
  return version.fetchStartedAt.getTime() - version.updatedAt.getTime() > SETTLED_AFTER_MS;
}
