import { isDeepStrictEqual } from "node:util";
import type { StatusRule } from "@/lib/status/derive.ts";
import { OVERRIDE_STATUSES } from "@/lib/status/schema.ts";
import type { GitlabEvent } from "@/lib/status/changes.ts";
import { projectStatus } from "@/lib/status/timeline.ts";
import type { MirroredAudit, MirroredEvent, MirroredIssue } from "./mirror.ts";

type Stored = {
  issue: MirroredIssue;
  events: readonly MirroredEvent[];
  audit: readonly MirroredAudit[];
  gitlabEvents: readonly GitlabEvent[];
  rules: readonly StatusRule[];
};

/** What is kept of an issue's status beside what its base tables come to now, and what no timeline may look like. */
export function timelineFaults({ issue, events, audit, gitlabEvents, rules }: Stored): string[] {
  const name = `${issue.project}#${issue.iid}`;
  const projection = projectStatus(snapshotOf(issue), { events: gitlabEvents, overrides: changesOf(audit) }, rules);
  const expected = projection.events.map((event) => ({
    issue_id: issue.id,
    from_status: event.from,
    to_status: event.to,
    changed_at: event.changedAt.toISOString(),
    source: event.source,
    provisional: event.provisional,
  }));
  const {
    status,
    status_since: since,
    wip_since: wip,
    started_at: start,
    completed_at: end,
    cycle_seconds: cycle,
  } = issue;
  const kept = { status, since, wip, start, end, cycle };
  const now = {
    status: projection.status,
    since: projection.statusSince?.toISOString() ?? null,
    wip: projection.wipSince?.toISOString() ?? null,
    start: projection.startedAt?.toISOString() ?? null,
    end: projection.completedAt?.toISOString() ?? null,
    cycle: projection.cycleSeconds,
  };
  return [
    ...(isDeepStrictEqual(kept, now) ? [] : [`${name} keeps ${JSON.stringify(kept)}, comes to ${JSON.stringify(now)}`]),
    ...(isDeepStrictEqual(events, expected)
      ? []
      : [`${name} timeline ${JSON.stringify(events)}, comes to ${JSON.stringify(expected)}`]),
    ...(issue.arrays_right ? [] : [`${name} keeps other assignees or labels in its arrays than it has`]),
    ...(issue.history_due ? [`${name} has a history that was not asked for since it changed`] : []),
    ...shapeFaults(name, issue, events),
  ];
}

function shapeFaults(name: string, issue: MirroredIssue, events: readonly MirroredEvent[]): string[] {
  const faults: string[] = [];
  if (events.length === 0) faults.push(`${name} has no timeline`);
  if (events.at(-1)?.to_status !== issue.status) faults.push(`${name} timeline does not end at ${issue.status}`);
  for (const [index, event] of events.entries()) {
    const before = events[index - 1];
    if (event.from_status !== (before?.to_status ?? null)) faults.push(`${name} timeline is broken at ${index}`);
    if (event.from_status === event.to_status) faults.push(`${name} timeline changes nothing at ${index}`);
    if (before && secondOf(before) >= secondOf(event)) faults.push(`${name} timeline has one second twice`);
  }
  return faults;
}

function secondOf(event: MirroredEvent): string {
  return event.changed_at.slice(0, 19);
}

function snapshotOf(issue: MirroredIssue) {
  return {
    projectId: issue.project_id,
    state: issue.state,
    moved: issue.moved_to !== null,
    duplicate: issue.duplicate,
    labels: issue.label_refs,
    createdAt: new Date(issue.created_at),
    updatedAt: new Date(issue.updated_at),
    closedAt: issue.closed_at === null ? null : new Date(issue.closed_at),
    goneAt: issue.gone_at,
    source: issue.snapshot_source,
  };
}

function changesOf(audit: readonly MirroredAudit[]) {
  return audit
    .filter((event) => event.field === "internal_status")
    .map((event) => ({
      changedAt: event.changed_at,
      to: OVERRIDE_STATUSES.find((status) => status === event.to_value) ?? null,
    }));
}
