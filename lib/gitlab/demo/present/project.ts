import type { Group, Payload, Project } from "../model.ts";
import { rewriteUrl, rewriteUser } from "./rewrite.ts";
import { isoTime, type Site } from "./site.ts";

/** A project as `GET /projects/:id` shows it, or as recorded with our addresses. */
export function presentProject(site: Site, project: Project): Record<string, unknown> {
  const present = { ...identity(site, project), ...settings(site, project) };
  return project.recorded
    ? { ...present, ...underOurAddress(site, project.recorded), ...identity(site, project) }
    : present;
}

export function presentGroup(site: Site, group: Group): Record<string, unknown> {
  const parent = group.parentId === null ? undefined : site.store.groups.get(group.parentId);
  return {
    id: group.id,
    web_url: `${site.url}/groups/${group.fullPath}`,
    name: group.name,
    path: group.path,
    description: group.description,
    visibility: "private",
    request_access_enabled: true,
    avatar_url: null,
    full_name: parent ? `${fullName(site, parent)} / ${group.name}` : group.name,
    full_path: group.fullPath,
    created_at: isoTime(group.createdAt),
    parent_id: group.parentId,
  };
}

function identity(site: Site, project: Project): Record<string, unknown> {
  const group = project.groupId === null ? undefined : site.store.groups.get(project.groupId);
  const webUrl = `${site.url}/${project.pathWithNamespace}`;
  const host = URL.parse(site.url)?.hostname ?? "localhost";
  return {
    id: project.id,
    name: project.name,
    name_with_namespace: group ? `${fullName(site, group)} / ${project.name}` : project.pathWithNamespace,
    path: project.path,
    path_with_namespace: project.pathWithNamespace,
    ssh_url_to_repo: `git@${host}:${project.pathWithNamespace}.git`,
    http_url_to_repo: `${webUrl}.git`,
    web_url: webUrl,
    readme_url: `${webUrl}/-/blob/main/README.md`,
    issues_enabled: project.access !== "forbidden",
    _links: links(`${site.url}/api/v4/projects/${project.id}`),
  };
}

function settings(site: Site, project: Project): Record<string, unknown> {
  return {
    description: project.description,
    created_at: isoTime(project.createdAt),
    default_branch: "main",
    tag_list: [],
    topics: [],
    avatar_url: null,
    star_count: 0,
    forks_count: 0,
    last_activity_at: isoTime(lastActivity(site, project)),
    namespace: namespaceOf(site, project),
    empty_repo: false,
    archived: project.archived,
    visibility: "private",
    issues_access_level: project.access === "forbidden" ? "disabled" : "enabled",
    creator_id: project.creatorId,
    import_status: "none",
    open_issues_count: [...site.store.issuesOf(project.id)].filter((issue) => issue.state === "opened").length,
  };
}

function namespaceOf(site: Site, project: Project): Record<string, unknown> {
  const group = project.groupId === null ? undefined : site.store.groups.get(project.groupId);
  const fullPath = group?.fullPath ?? project.pathWithNamespace.split("/").slice(0, -1).join("/");
  return {
    id: group?.id ?? project.creatorId,
    name: group?.name ?? fullPath,
    path: group?.path ?? fullPath,
    kind: group ? "group" : "user",
    full_path: fullPath,
    parent_id: group?.parentId ?? null,
    avatar_url: null,
    web_url: `${site.url}/${group ? "groups/" : ""}${fullPath}`,
  };
}

function lastActivity(site: Site, project: Project): number {
  let last = project.createdAt;
  for (const issue of site.store.issuesOf(project.id)) last = Math.max(last, issue.updatedAt);
  return last;
}

function links(self: string): Record<string, string> {
  const parts = ["issues", "merge_requests", "repo_branches", "labels", "events", "members"];
  const shown: Record<string, string> = { self };
  for (const name of parts) shown[name] = `${self}/${name === "repo_branches" ? "repository/branches" : name}`;
  return shown;
}

function fullName(site: Site, group: Group): string {
  const parent = group.parentId === null ? undefined : site.store.groups.get(group.parentId);
  return parent ? `${fullName(site, parent)} / ${group.name}` : group.name;
}

function underOurAddress(site: Site, recorded: Payload): Payload {
  const shown: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(recorded)) {
    shown[name] = name.endsWith("_url") ? rewriteUrl(site, value) : isHolder(name) ? rewriteUser(site, value) : value;
  }
  return shown;
}

/** Whose the project is: a person or a namespace, both with addresses of their own. */
function isHolder(name: string): boolean {
  return name === "owner" || name === "namespace";
}
