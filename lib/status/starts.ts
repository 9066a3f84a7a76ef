import type { Change, UnsureStretch } from "./changes.ts";
import type { IssueStatus } from "./schema.ts";
import type { Row } from "./timeline.ts";

const MS_A_SECOND = 1_000;

/** Since when the issue has its present status; null where that was not told. */
export function statusSince(rows: readonly Row[]): Date | null {
  const last = rows.at(-1);
  return last === undefined || last.provisional ? null : last.changedAt;
}

/**
 * The last entry into work in progress of an issue that is in it; moving between in progress and blocked is none (definition: WIP
 * since). Not known where the entry is provisional, or where a label that nobody saw being added may have put the issue there
 * before. `doubtful` are those labels' stretches.
 */
export function wipSince(rows: readonly Row[], doubtful: readonly UnsureStretch[]): Date | null {
  if (!isWip(rows.at(-1)?.to ?? null)) return null;
  const entry = rows.findLast(isEntry);
  if (entry === undefined || entry.provisional) return null;
  const isCertain =
    entry.from !== "not_started" || entry.overridden || !doubtful.some((stretch) => covers(stretch, entry));
  return isCertain ? entry.changedAt : null;
}

/**
 * The first entry into work in progress (definition: Cycle time). Not known where it is provisional, or where such a label may have
 * been there before it.
 */
export function startedAt(rows: readonly Row[], doubtful: readonly UnsureStretch[]): Date | null {
  const entry = rows.find(isEntry);
  if (entry === undefined || entry.provisional) return null;
  return doubtful.some(({ after }) => after < entry.changedAt) ? null : entry.changedAt;
}

/** The final close; where `closed_at` is missing, as on old issues, GitLab's last event of closing. Null where neither tells. */
export function completedAt(closedAt: Date | null, changes: readonly Change[]): Date | null {
  if (closedAt !== null) return closedAt;
  const close = changes.findLast((change) => change.kind === "state");
  return close === undefined || close.provisional ? null : close.at;
}

/**
 * Seconds from the first start to the final close, less those spent closed in between (definition: Cycle time); null where an end
 * of any of these is not known.
 */
export function cycleSeconds(rows: readonly Row[], started: Date | null, completed: Date | null): number | null {
  if (started === null || completed === null) return null;
  let closedMs = 0;
  let closedSince: Date | null = null;
  for (const { to, changedAt, provisional } of rows.filter((row) => row.changedAt >= started)) {
    if (isClosed(to)) closedSince ??= changedAt;
    else if (closedSince !== null) {
      if (provisional) return null;
      closedMs += changedAt.getTime() - closedSince.getTime();
      closedSince = null;
    }
  }
  return Math.max(0, completed.getTime() - started.getTime() - closedMs) / MS_A_SECOND;
}

function covers({ after, until }: UnsureStretch, { changedAt }: Row): boolean {
  return after < changedAt && (until === null || changedAt <= until);
}

function isEntry({ from, to }: Row): boolean {
  return isWip(to) && !isWip(from);
}

function isWip(status: IssueStatus | null): boolean {
  return status === "in_progress" || status === "blocked";
}

function isClosed(status: IssueStatus): boolean {
  return status === "completed" || status === "closed_not_done" || status === "gone";
}
