import { z } from "zod";
import { projectsOf } from "../admission.ts";
import { json, type Answer } from "../answers.ts";
import { findGroup, findIssue, findProject } from "../find.ts";
import { issueQuerySchema, KEYSET_ORDERS, sortValue, type IssueQuery } from "../listing.ts";
import type { Issue } from "../model.ts";
import { keysetPage, offsetPage, type Page } from "../paging.ts";
import { flag, parseParams } from "../params.ts";
import { presentLabelEvent, presentStateEvent } from "../present/events.ts";
import { presentIssue } from "../present/issue.ts";
import { part, type Call, type Route } from "../router.ts";

const formSchema = z.object({
  with_labels_details: flag.default(false),
  non_archived: flag.default(true),
  pagination: z.string().optional(),
});

export const issueRoutes: Route[] = [
  { method: "GET", pattern: "/api/v4/projects/:id/issues", handle: listProjectIssues },
  { method: "GET", pattern: "/api/v4/groups/:id/issues", handle: listGroupIssues },
  { method: "GET", pattern: "/api/v4/projects/:id/issues/:issue_iid", handle: showIssue },
  { method: "GET", pattern: "/api/v4/projects/:id/issues_statistics", handle: countIssues },
  { method: "GET", pattern: "/api/v4/projects/:id/issues/:issue_iid/resource_label_events", handle: listLabelEvents },
  { method: "GET", pattern: "/api/v4/projects/:id/issues/:issue_iid/resource_state_events", handle: listStateEvents },
];

/** Keyset paging exists for one project's issues only (gitlab-org/gitlab!199887); elsewhere it falls back to numbers. */
function listProjectIssues(call: Call): Answer {
  const { site, list, keyset } = call.demo;
  const query = parseParams(issueQuerySchema, call.params);
  const { pagination } = parseParams(formSchema, call.params);
  const issues = list([findProject(site.store, part(call, "id")).id], query);
  if (!keyset) return answerIssues(call, offsetPage(issues, call));
  if (pagination !== "keyset" || !KEYSET_ORDERS.includes(query.order_by)) {
    return answerIssues(call, offsetPage(issues, call, { type: "Issue" }));
  }
  return answerIssues(call, keysetPage(issues, call, keysetOf(query)));
}

/** Issues of archived projects are left out unless asked for. */
function listGroupIssues(call: Call): Answer {
  const { site, list } = call.demo;
  const query = parseParams(issueQuerySchema, call.params);
  const { non_archived } = parseParams(formSchema, call.params);
  const group = findGroup(site.store, part(call, "id"));
  const projects = projectsOf(site.store, group, { subgroups: true }).filter(
    ({ archived, access }) => access !== "forbidden" && !(non_archived && archived),
  );
  const issues = list(
    projects.map(({ id }) => id),
    query,
  );
  return answerIssues(call, offsetPage(issues, call), { fullReferences: true });
}

function showIssue(call: Call): Answer {
  const { site } = call.demo;
  return json(presentIssue(site, issueOf(call), { single: true }));
}

/** `state` is no parameter of this one: all three counts come at once. */
function countIssues(call: Call): Answer {
  const { site, list } = call.demo;
  const query = parseParams(issueQuerySchema, { ...call.params, state: "all" });
  const issues = list([findProject(site.store, part(call, "id")).id], query);
  const opened = issues.filter((issue) => issue.state === "opened").length;
  return json({ statistics: { counts: { all: issues.length, closed: issues.length - opened, opened } } });
}

function listLabelEvents(call: Call): Answer {
  const { site } = call.demo;
  const page = offsetPage(site.store.labelEvents(issueOf(call).id), call);
  return json(
    page.items.map((event) => presentLabelEvent(site, event)),
    { headers: page.headers },
  );
}

function listStateEvents(call: Call): Answer {
  const { site } = call.demo;
  const page = offsetPage(site.store.stateEvents(issueOf(call).id), call);
  return json(
    page.items.map((event) => presentStateEvent(site, event)),
    { headers: page.headers },
  );
}

function answerIssues(call: Call, page: Page<Issue>, form: { fullReferences?: boolean } = {}): Answer {
  const { with_labels_details: labelDetails } = parseParams(formSchema, call.params);
  const issues = page.items.map((issue) => presentIssue(call.demo.site, issue, { labelDetails, ...form }));
  return json(issues, { headers: page.headers });
}

function keysetOf(query: IssueQuery) {
  return {
    name: query.order_by,
    valueOf: (issue: Issue) => sortValue(issue, query.order_by),
    idOf: (issue: Issue) => issue.id,
    descending: query.sort === "desc",
  };
}

function issueOf(call: Call): Issue {
  return findIssue(call.demo.site.store, part(call, "id"), part(call, "issue_iid"));
}
