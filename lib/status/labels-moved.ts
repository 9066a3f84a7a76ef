import type { StatusRule } from "./derive.ts";
import type { IssueStatus } from "./schema.ts";
import { type Past, projectStatus, type Snapshot } from "./timeline.ts";

/**
 * What GitLab's labels say by now, and since when, where they moved after the status override was set and say otherwise: the override may
 * be out of date. Null where none stands, where they agree, or where nothing moved since.
 */
export function labelsMoved(
  snapshot: Snapshot,
  past: Past,
  rules: readonly StatusRule[],
): { status: IssueStatus; since: Date } | null {
  const override = past.overrides.at(-1);
  if (!override?.to || snapshot.state === "closed" || snapshot.goneAt !== null) return null;
  const last = projectStatus(snapshot, { ...past, overrides: [] }, rules).events.at(-1);
  if (last === undefined || last.changedAt <= override.changedAt || last.to === override.to) return null;
  return { status: last.to, since: last.changedAt };
}
