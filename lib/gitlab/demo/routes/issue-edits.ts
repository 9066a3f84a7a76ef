import { z } from "zod";
import { badRequest, json, noContent, type Answer } from "../answers.ts";
import { issueFieldsSchema, newIssueSchema } from "../edits/schema.ts";
import type { Outcome } from "../edits/outcome.ts";
import { findIssue, findProject } from "../find.ts";
import { parseParams, type RawParams } from "../params.ts";
import { presentIssue } from "../present/issue.ts";
import { part, type Call, type Route } from "../router.ts";

const moveSchema = z.object({ to_project_id: z.coerce.number().pipe(z.int().positive()) });

export const issueEditRoutes: Route[] = [
  { method: "POST", pattern: "/api/v4/projects/:id/issues", handle: create },
  { method: "PUT", pattern: "/api/v4/projects/:id/issues/:issue_iid", handle: update },
  { method: "DELETE", pattern: "/api/v4/projects/:id/issues/:issue_iid", handle: remove },
  { method: "POST", pattern: "/api/v4/projects/:id/issues/:issue_iid/move", handle: move },
];

function create(call: Call): Answer {
  const project = findProject(call.demo.site.store, part(call, "id"));
  const fields = parseParams(newIssueSchema, withoutNull(call.params));
  return answer(call, call.demo.edit({ kind: "create_issue", project_id: project.id, fields }), 201);
}

function update(call: Call): Answer {
  const fields = parseParams(issueFieldsSchema, withoutNull(call.params));
  if (Object.keys(fields).length === 0) throw nothingGiven();
  return answer(call, call.demo.edit({ kind: "update_issue", ...ofIssue(call), fields }), 200);
}

function remove(call: Call): Answer {
  call.demo.edit({ kind: "delete_issue", ...ofIssue(call) });
  return noContent();
}

function move(call: Call): Answer {
  const { to_project_id } = parseParams(moveSchema, call.params);
  return answer(call, call.demo.edit({ kind: "move_issue", ...ofIssue(call), to_project_id }), 201);
}

function answer(call: Call, { issue }: Outcome, status: number): Answer {
  if (!issue) throw new Error("the edit was not about an issue");
  return json(presentIssue(call.demo.site, issue, { single: true }), { status });
}

function ofIssue(call: Call): { project_id: number; iid: number } {
  const issue = findIssue(call.demo.site.store, part(call, "id"), part(call, "issue_iid"));
  return { project_id: issue.projectId, iid: issue.iid };
}

/** JSON may say null where a form says nothing; for these fields both clear. */
function withoutNull(params: RawParams): RawParams {
  const lists = ["labels", "add_labels", "remove_labels", "assignee_ids"];
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, value === null && lists.includes(name) ? [] : value]),
  );
}

function nothingGiven() {
  const names = Object.keys(issueFieldsSchema.shape).join(", ");
  return badRequest(`${names} are missing, at least one parameter must be provided`);
}
