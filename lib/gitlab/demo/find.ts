import type { Group, Issue, Label, Project } from "./model.ts";
import { groupNotFound, notFound, projectNotFound } from "./answers.ts";
import type { Store } from "./store.ts";

/** A project by id or full path, in any case. @throws Refusal 404 as GitLab answers for one that is missing or private. */
export function findProject(store: Store, idOrPath: string): Project {
  const project = projectAt(store, idOrPath);
  if (!project) throw projectNotFound();
  return project;
}

/** A project by id or full path, in any case; undefined where there is none. */
export function projectAt(store: Store, idOrPath: string): Project | undefined {
  return findByPath(store.projects, idOrPath, (candidate) => candidate.pathWithNamespace);
}

/** A group by id or full path, in any case. @throws Refusal 404. */
export function findGroup(store: Store, idOrPath: string): Group {
  const group = findByPath(store.groups, idOrPath, (candidate) => candidate.fullPath);
  if (!group) throw groupNotFound();
  return group;
}

/** An issue by project and number. @throws Refusal 404 for either. */
export function findIssue(store: Store, idOrPath: string, iid: string): Issue {
  const project = findProject(store, idOrPath);
  const issue = /^\d+$/.test(iid) ? store.issue(project.id, Number(iid)) : undefined;
  if (!issue) throw notFound();
  return issue;
}

/** The group and all groups below it. */
export function groupTree(store: Store, group: Group): Group[] {
  return [...store.groups.values()].filter(
    (candidate) => candidate.id === group.id || candidate.fullPath.startsWith(`${group.fullPath}/`),
  );
}

/** The group and the groups above it: whose labels and milestones its projects may use. */
export function groupAncestors(store: Store, groupId: number | null): Group[] {
  const group = groupId === null ? undefined : store.groups.get(groupId);
  return group ? [group, ...groupAncestors(store, group.parentId)] : [];
}

/** The labels that a project's issues may carry: its own and those of the groups above it. */
export function labelsFor(store: Store, project: Project): Label[] {
  const groupIds = new Set(groupAncestors(store, project.groupId).map((group) => group.id));
  return [...store.labels.values()].filter((label) =>
    label.groupId === null ? label.projectId === project.id : groupIds.has(label.groupId),
  );
}

function findByPath<T>(all: ReadonlyMap<number, T>, idOrPath: string, pathOf: (candidate: T) => string): T | undefined {
  if (/^\d+$/.test(idOrPath)) return all.get(Number(idOrPath));
  const path = idOrPath.toLowerCase();
  return [...all.values()].find((candidate) => pathOf(candidate).toLowerCase() === path);
}
