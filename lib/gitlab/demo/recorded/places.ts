import type { Group, Project } from "../model.ts";
import { createNumbering, type Numbering } from "./numbers.ts";
import type { RecordedIssue, RecordedProject, Recordings } from "./files.ts";

export type Places = { groups: Group[]; projects: Project[]; projectIdOf: (issue: RecordedIssue) => number };

/**
 * The projects that have issues, and the groups above them. Which project an issue is of is told by its address: where no
 * recorded project has that address, it is made from the address alone.
 */
export function createPlaces({ issues, projects: recordedProjects }: Recordings): Places {
  const numbering = createNumbering(issues.map((issue) => issue.project_id));
  const projectIdOf = (issue: RecordedIssue) => numbering(issue.project_id, projectPath(issue));
  const byPath = new Map<string, Project>();
  const groups = new Map<string, Group>();
  const groupNumbering = createNumbering(recordedProjects.map((project) => project.namespace?.id ?? 0));
  for (const issue of issues) {
    const path = projectPath(issue);
    if (byPath.has(path)) continue;
    const recorded = recordedProjects.find((project) => pathOf(project.web_url) === path) ?? null;
    const groupId = isInGroup(path, recorded) ? addGroups(groups, parentOf(path), recorded, groupNumbering) : null;
    byPath.set(path, createProject({ id: projectIdOf(issue), path, groupId, recorded, issue }));
  }
  return { groups: [...groups.values()], projects: [...byPath.values()], projectIdOf };
}

/** `group/name` of `https://host/group/name/-/issues/1`; the `-` is younger than some recordings. */
export function projectPath(issue: RecordedIssue): string {
  return pathOf(issue.web_url).replace(/(\/-)?\/(issues|work_items)\/.*$/, "");
}

type ProjectParts = {
  id: number;
  path: string;
  groupId: number | null;
  recorded: RecordedProject | null;
  issue: RecordedIssue;
};

function createProject({ id, path, groupId, recorded, issue }: ProjectParts): Project {
  const last = path.slice(path.lastIndexOf("/") + 1);
  return {
    id,
    name: recorded?.name ?? last,
    path: last,
    pathWithNamespace: path,
    groupId,
    description: recorded?.description ?? "",
    archived: recorded?.archived ?? false,
    createdAt: Date.parse(recorded?.created_at ?? issue.created_at),
    creatorId: issue.author?.id ?? 1,
    recorded,
  };
}

/** A path of three parts can only be a group's; of two, the recorded project must say so. */
function isInGroup(path: string, recorded: RecordedProject | null): boolean {
  return recorded?.namespace?.kind === "group" || path.split("/").length > 2;
}

function addGroups(
  groups: Map<string, Group>,
  fullPath: string,
  recorded: RecordedProject | null,
  numbering: Numbering,
): number {
  const known = groups.get(fullPath);
  if (known) return known.id;
  const parentId = fullPath.includes("/") ? addGroups(groups, parentOf(fullPath), null, numbering) : null;
  const namespace = recorded?.namespace?.full_path === fullPath ? recorded.namespace : null;
  const path = fullPath.slice(fullPath.lastIndexOf("/") + 1);
  const id = numbering(namespace?.id ?? 1_000 + groups.size, fullPath);
  groups.set(fullPath, { id, name: namespace?.name ?? path, path, fullPath, parentId, description: "", createdAt: 0 });
  return id;
}

function pathOf(url: string): string {
  return (URL.parse(url)?.pathname ?? url).replace(/^\/|\/$/g, "");
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
