import type { Issue, Label } from "../model.ts";
import { isoTime, isoTimeOrNull, type Site } from "./site.ts";

/**
 * All that is known of labels, issues and their events, raw: first the labels that exist, then every issue, each an object of its
 * own. Events keep the number of a label that was deleted since, which the API no longer tells.
 */
export function presentHistory(site: Site): Record<string, unknown>[] {
  const { store } = site;
  const issues = [...store.projects.keys()].flatMap((id) => [...store.issuesOf(id)]);
  return [
    { labels: [...store.labels.values()].map(presentIdentity) },
    ...issues.map((issue) => ({ issue: presentLife(site, issue) })),
  ];
}

function presentIdentity({ id, title, projectId, groupId }: Label): Record<string, unknown> {
  return { id, title, project_id: projectId, group_id: groupId };
}

/** `duplicate_of_id` is null once the other issue is no longer there, as in the API. */
function presentLife({ store }: Site, issue: Issue): Record<string, unknown> {
  const original = issue.duplicateOfId === null ? undefined : store.issueById(issue.duplicateOfId);
  return {
    id: issue.id,
    iid: issue.iid,
    project_id: issue.projectId,
    state: issue.state,
    confidential: issue.confidential,
    created_at: isoTime(issue.createdAt),
    updated_at: isoTime(issue.updatedAt),
    closed_at: isoTimeOrNull(issue.closedAt),
    moved_to_id: issue.movedToId,
    duplicate_of_id: original?.id ?? null,
    label_ids: issue.labelIds.filter((id) => store.labels.has(id)),
    label_events: store
      .labelEvents(issue.id)
      .map(({ id, at, action, labelId }) => ({ id, at: isoTime(at), action, label_id: labelId })),
    state_events: store.stateEvents(issue.id).map(({ id, at, state }) => ({ id, at: isoTime(at), state })),
  };
}
