import { forbidden, projectNotFound, Refusal, type Answer } from "./answers.ts";
import { groupTree, projectAt } from "./find.ts";
import type { Group, Project } from "./model.ts";
import type { Route } from "./router.ts";
import type { Store } from "./store.ts";

const OF_PROJECT = "/api/v4/projects/:id";
/** What GitLab refuses once a project's issues are switched off. */
const OF_ISSUES = /^\/(issues|issues_statistics|labels)(\/|$)/;
const ID_SEGMENT = 4;

type Request = { route: Route; path: Record<string, string>; url: URL };

/**
 * Whether the token may ask this of a project: a redirect where it moved (GitLab 16.7 and later), null to go on.
 * @throws Refusal 404 for a hidden project, 403 for a closed part of it, 405 for a write under a former path.
 */
export function admit(store: Store, { route, path, url }: Request): Answer | null {
  if (!route.pattern.startsWith(OF_PROJECT)) return null;
  const idOrPath = path["id"] ?? "";
  const project = projectAt(store, idOrPath);
  if (project?.access === "hidden") throw projectNotFound();
  if (project?.access === "forbidden" && OF_ISSUES.test(route.pattern.slice(OF_PROJECT.length))) throw forbidden();
  if (project) return null;
  const moved = store.projectFormerlyAt(idOrPath);
  if (!moved || moved.access === "hidden") return null;
  if (route.method !== "GET") throw new Refusal(405, { message: "Non GET methods are not allowed for moved projects" });
  return redirectTo(moved, url);
}

/** The projects that listings may show. */
export function visibleProjects(store: Store): Project[] {
  return [...store.projects.values()].filter(({ access }) => access !== "hidden");
}

/** The visible projects of a group, or of its whole tree. */
export function projectsOf(store: Store, group: Group, { subgroups }: { subgroups: boolean }): Project[] {
  const groupIds = new Set((subgroups ? groupTree(store, group) : [group]).map(({ id }) => id));
  return visibleProjects(store).filter(({ groupId }) => groupId !== null && groupIds.has(groupId));
}

function redirectTo(project: Project, url: URL): Answer {
  const target = new URL(url);
  const segments = target.pathname.split("/");
  segments[ID_SEGMENT] = String(project.id);
  target.pathname = segments.join("/");
  const body = `This resource has been moved permanently to ${target.href}.`;
  return { status: 301, headers: { "Content-Type": "text/plain", Location: target.href }, body };
}
