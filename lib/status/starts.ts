import { firstEntry, knownTime, lastEntry } from "@/lib/definitions/cycle.ts";
import type { Change, UnsureStretch } from "./changes.ts";
import type { Row } from "./timeline.ts";

/** Since when the issue has its present status; null where that was not told. */
export function statusSince(rows: readonly Row[]): Date | null {
  return knownTime(rows.at(-1) ?? null);
}

/**
 * The last entry into work in progress of an issue that is in it (definition: WIP since). Not known where the entry is provisional,
 * or where a label that nobody saw being added may have put the issue there before. `doubtful` are those labels' stretches.
 */
export function wipSince(rows: readonly Row[], doubtful: readonly UnsureStretch[]): Date | null {
  const entry = lastEntry(rows);
  if (entry === null) return null;
  const isCertain =
    entry.from !== "not_started" || entry.overridden || !doubtful.some((stretch) => covers(stretch, entry));
  return isCertain ? knownTime(entry) : null;
}

/**
 * The first entry into work in progress (definition: Cycle time). Not known where it is provisional, or where such a label may have
 * been there before it.
 */
export function startedAt(rows: readonly Row[], doubtful: readonly UnsureStretch[]): Date | null {
  const start = knownTime(firstEntry(rows));
  return start !== null && doubtful.some(({ after }) => after < start) ? null : start;
}

/** The final close; where `closed_at` is missing, as on old issues, GitLab's last event of closing. Null where neither tells. */
export function completedAt(closedAt: Date | null, changes: readonly Change[]): Date | null {
  if (closedAt !== null) return closedAt;
  const close = changes.findLast((change) => change.kind === "state");
  return close === undefined || close.provisional ? null : close.at;
}

function covers({ after, until }: UnsureStretch, { changedAt }: Row): boolean {
  return after < changedAt && (until === null || changedAt <= until);
}
