import { isoTime, type Site } from "./site.ts";

/** A milestone with the id of whose it is, a project's or a group's: never both. */
export function presentMilestone(site: Site, id: number | null): Record<string, unknown> | null {
  const milestone = id === null ? undefined : site.store.world.milestones.find((candidate) => candidate.id === id);
  if (!milestone) return null;
  const { groupId, projectId } = milestone;
  return {
    id: milestone.id,
    iid: milestone.iid,
    ...(groupId === null ? { project_id: projectId } : { group_id: groupId }),
    title: milestone.title,
    description: milestone.description,
    state: milestone.state,
    created_at: isoTime(milestone.createdAt),
    updated_at: isoTime(milestone.createdAt),
    due_date: milestone.dueDate,
    start_date: milestone.startDate,
    expired: milestone.state === "closed",
    web_url: `${site.url}/${ownerPath(site, milestone)}/-/milestones/${milestone.iid}`,
  };
}

type EpicJson = { id: number; iid: number; title: string; url: string; group_id: number };

/** `url` is a path, unlike every other address. */
export function presentEpic(site: Site, id: number | null): EpicJson | null {
  const epic = id === null ? undefined : site.store.world.epics.find((candidate) => candidate.id === id);
  if (!epic) return null;
  const url = `/groups/${site.store.groups.get(epic.groupId)?.fullPath}/-/epics/${epic.iid}`;
  return { id: epic.id, iid: epic.iid, title: epic.title, url, group_id: epic.groupId };
}

/** Iterations of an automatic cadence have no title. `state` is GitLab's number: 2 for the current one, 3 for past ones. */
export function presentIteration(site: Site, id: number | null): Record<string, unknown> | null {
  const iteration = id === null ? undefined : site.store.world.iterations.find((candidate) => candidate.id === id);
  if (!iteration) return null;
  const newest = site.store.world.iterations.at(-1);
  const createdAt = `${iteration.startDate}T00:00:00.000Z`;
  return {
    id: iteration.id,
    iid: iteration.iid,
    sequence: iteration.iid,
    group_id: iteration.groupId,
    title: null,
    description: null,
    state: iteration === newest ? 2 : 3,
    created_at: createdAt,
    updated_at: createdAt,
    start_date: iteration.startDate,
    due_date: iteration.dueDate,
    web_url: `${site.url}/groups/${site.store.groups.get(iteration.groupId)?.fullPath}/-/iterations/${iteration.id}`,
  };
}

function ownerPath(site: Site, owner: { projectId: number | null; groupId: number | null }): string {
  if (owner.groupId !== null) return `groups/${site.store.groups.get(owner.groupId)?.fullPath}`;
  return (owner.projectId === null ? undefined : site.store.projects.get(owner.projectId)?.pathWithNamespace) ?? "";
}
