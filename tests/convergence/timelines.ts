import { isDeepStrictEqual } from "node:util";
import type { StatusRule } from "@/lib/status/derive.ts";
import { OVERRIDE_STATUSES } from "@/lib/status/schema.ts";
import { projectStatus } from "@/lib/status/timeline.ts";
import type { MirroredAudit, MirroredEvent, MirroredIssue } from "./mirror.ts";

type Stored = {
  issue: MirroredIssue;
  events: readonly MirroredEvent[];
  audit: readonly MirroredAudit[];
  rules: readonly StatusRule[];
};

/** What is kept of an issue's status beside what its base tables come to now, and what no timeline may look like. */
export function timelineFaults({ issue, events, audit, rules }: Stored): string[] {
  const name = `${issue.project}#${issue.iid}`;
  const projection = projectStatus(snapshotOf(issue), changesOf(audit), rules);
  const expected = projection.events.map((event) => ({
    issue_id: issue.id,
    from_status: event.from,
    to_status: event.to,
    changed_at: event.changedAt.toISOString(),
    source: event.source,
    provisional: event.provisional,
  }));
  const kept = { status: issue.status, since: issue.status_since, wip: issue.wip_since };
  const now = {
    status: projection.status,
    since: projection.statusSince?.toISOString() ?? null,
    wip: projection.wipSince?.toISOString() ?? null,
  };
  return [
    ...(isDeepStrictEqual(kept, now) ? [] : [`${name} keeps ${JSON.stringify(kept)}, comes to ${JSON.stringify(now)}`]),
    ...(isDeepStrictEqual(events, expected)
      ? []
      : [`${name} timeline ${JSON.stringify(events)}, comes to ${JSON.stringify(expected)}`]),
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
    labels: issue.titles,
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
