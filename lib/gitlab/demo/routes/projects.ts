import { z } from "zod";
import { projectsOf, visibleProjects } from "../admission.ts";
import { json, type Answer } from "../answers.ts";
import { findGroup, findProject } from "../find.ts";
import type { Project } from "../model.ts";
import { offsetPage } from "../paging.ts";
import { flag, parseParams } from "../params.ts";
import { presentGroup, presentProject } from "../present/project.ts";
import { part, type Call, type Route } from "../router.ts";
import { REVISION, VERSION } from "../version.ts";

/** As far as projects are listed here: sorted by id, which is what tells them apart for good. */
const projectQuerySchema = z.object({
  archived: flag.optional(),
  search: z.string().optional(),
  include_subgroups: flag.default(false),
  sort: z.enum(["asc", "desc"]).default("desc"),
});

export const projectRoutes: Route[] = [
  { method: "GET", pattern: "/api/v4/version", handle: () => json({ version: VERSION, revision: REVISION }) },
  { method: "GET", pattern: "/api/v4/projects", handle: listProjects },
  { method: "GET", pattern: "/api/v4/projects/:id", handle: showProject },
  { method: "GET", pattern: "/api/v4/groups", handle: listGroups },
  { method: "GET", pattern: "/api/v4/groups/:id", handle: showGroup },
  { method: "GET", pattern: "/api/v4/groups/:id/projects", handle: listGroupProjects },
];

function listProjects(call: Call): Answer {
  return answerProjects(call, visibleProjects(call.demo.store));
}

function showProject(call: Call): Answer {
  const { site } = call.demo;
  return json(presentProject(site, findProject(site.store, part(call, "id"))));
}

function listGroups(call: Call): Answer {
  const { site } = call.demo;
  const groups = [...site.store.groups.values()].sort((a, b) => (a.fullPath < b.fullPath ? -1 : 1));
  const page = offsetPage(groups, call);
  return json(
    page.items.map((group) => presentGroup(site, group)),
    { headers: page.headers },
  );
}

function showGroup(call: Call): Answer {
  const { site } = call.demo;
  return json(presentGroup(site, findGroup(site.store, part(call, "id"))));
}

/** Nothing is shared between groups here, so `with_shared` makes no difference. */
function listGroupProjects(call: Call): Answer {
  const { store } = call.demo.site;
  const { include_subgroups } = parseParams(projectQuerySchema, call.params);
  const group = findGroup(store, part(call, "id"));
  return answerProjects(call, projectsOf(store, group, { subgroups: include_subgroups }));
}

function answerProjects(call: Call, projects: Project[]): Answer {
  const { archived, search, sort } = parseParams(projectQuerySchema, call.params);
  const wanted = projects
    .filter((project) => archived === undefined || project.archived === archived)
    .filter((project) => !search || project.pathWithNamespace.toLowerCase().includes(search.toLowerCase()))
    .sort((a, b) => (sort === "asc" ? a.id - b.id : b.id - a.id));
  const page = offsetPage(wanted, call);
  return json(
    page.items.map((project) => presentProject(call.demo.site, project)),
    { headers: page.headers },
  );
}
