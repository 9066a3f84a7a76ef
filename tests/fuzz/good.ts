import { randomUUID } from "node:crypto";
import type { Call } from "./attempt.ts";
import type { Operation } from "./document.ts";
import { exampleOf } from "./example.ts";
import { WEBHOOK_SECRET, type World } from "./world.ts";

/** What a good request has beside the reader that its operation needs; `status` where that is not 2xx. */
type Good = Partial<Call> & { status?: number };

const LIST = { status: "in_progress,blocked", sort: "-priority,title", page_size: "10", assignee: "person-2" };
const PERIOD = { from: "2026-04-01", to: "2026-05-31", label: "bug" };
const GITLAB = { "x-gitlab-token": WEBHOOK_SECRET, "x-gitlab-event": "Issue Hook", "content-type": "application/json" };

/**
 * A good request of each operation that needs something; made anew each time, since it may take away what it is about. What is not
 * here takes nothing.
 */
const GOOD: Record<string, (world: World) => Good | Promise<Good>> = {
  "GET /api/issues": () => ({ query: LIST }),
  "GET /api/issues.csv": () => ({ query: { label: "bug" } }),
  "GET /api/issues/facets": () => ({ query: { facet: "status,label", overdue: "true" } }),
  "GET /api/issues/{id}": ({ issueId: id }) => ({ params: { id } }),
  "GET /api/issues/{id}/neighbours": ({ issueId: id }) => ({ params: { id }, query: { sort: "title" } }),
  "PATCH /api/issues/{id}/override": ({ issueId: id }) => ({
    params: { id },
    json: { internal_status: "blocked", internal_notes: "Why.", target_date: "2026-06-01", priority: 2 },
  }),
  "POST /api/issues/overrides": ({ issueId: id }) => ({
    json: { changes: [{ id, internal_status: null, target_date: "2026-06-02", priority: 3, internal_notes: "More." }] },
  }),
  "POST /api/overrides/import": () => ({
    query: { dry_run: "true" },
    json: { file_name: "sheet.csv", text: "Issue,Priority\nacme/shop#1,2\n" },
  }),
  "GET /api/dashboard/summary": () => ({ query: { ...PERIOD, bucket: "week" } }),
  "GET /api/dashboard/cycle-time": () => ({ query: { ...PERIOD, time: "working" } }),
  "GET /api/search": () => ({ query: { q: "refunds" } }),
  "POST /api/views": () => ({
    json: { page: "backlog", name: `Mine ${randomUUID()}`, query: "assignee=me", is_default: true },
  }),
  "PATCH /api/views/{id}": async ({ view }) => ({
    params: { id: await view() },
    json: { name: `New ${randomUUID()}`, query: "" },
  }),
  "DELETE /api/views/{id}": async ({ view }) => ({ params: { id: await view() } }),
  "POST /api/feeds": () => ({ json: { name: "Sheet", query: "status=blocked" } }),
  "GET /api/feeds/{id}": async ({ feedSecret }) => ({ params: { id: `${await feedSecret()}.csv` } }),
  "DELETE /api/feeds/{id}": async ({ feed }) => ({ params: { id: await feed() } }),
  "POST /api/sync/audit": ({ projectId: project }) => ({ json: { project, deep: true } }),
  "POST /api/sync/bootstrap": () => ({ json: { project: "acme/shop" } }),
  "POST /api/sync/poll": () => ({ json: { project: "7" } }),
  "POST /api/sync/reconcile": () => ({ json: { project: "acme/shop", sweep: false } }),
  "POST /api/sync/jobs/{id}/retry": async ({ parkedJob }) => ({ params: { id: await parkedJob() } }),
  "POST /api/admin/status-rules": () => ({
    json: { pattern: `x ${randomUUID()}`, outcome: "blocked", rank: 1, project: "acme/shop" },
  }),
  "PATCH /api/admin/status-rules/{id}": async ({ rule }) => ({
    params: { id: await rule() },
    json: { outcome: "in_progress", rank: -1 },
  }),
  "DELETE /api/admin/status-rules/{id}": async ({ rule }) => ({ params: { id: await rule() } }),
  "POST /api/admin/status-rules/preview": async ({ rule }) => ({
    json: { action: "change", id: await rule(), pattern: "bug", outcome: "blocked" },
  }),
  "GET /api/admin/audit-log": () => ({ query: { action: "user.signed_in", actor: "demo", from: "2026-04-01" } }),
  "GET /api/admin/users": () => ({ query: { q: "a", role: "viewer" } }),
  "PATCH /api/admin/users/{id}": async ({ user }) => ({
    params: { id: await user() },
    json: { role: "manager", deactivated: true },
  }),
  "DELETE /api/admin/users/{id}/google-account": async ({ user }) => ({ params: { id: await user() } }),
  "DELETE /api/admin/users/{id}/sessions": async ({ user }) => ({ params: { id: await user() } }),
  "POST /api/webhooks/gitlab": () => ({
    headers: GITLAB,
    json: { object_kind: "issue", project: { id: 7 }, object_attributes: { iid: 1, id: 501, action: "update" } },
  }),
  "PUT /api/me/gitlab-user": async ({ gitlabUserId: id, forgetMe }) => {
    await forgetMe();
    return { json: { gitlab_user_id: id } };
  },
  // A demo has no Google.
  "POST /api/auth/sign-in/social": async ({ forgetTries }) => {
    await forgetTries();
    return { json: { provider: "google", callbackURL: "/backlog" }, status: 404 };
  },
  "GET /api/auth/callback/google": async ({ forgetTries }) => {
    await forgetTries();
    return { query: { state: "a", code: "b" }, status: 302 };
  },
  "POST /api/auth/sign-out": async ({ forgetTries }) => {
    await forgetTries();
    return {};
  },
  "POST /api/auth/sign-out-everywhere": async ({ comeBack, forgetTries }) => {
    await comeBack();
    await forgetTries();
    return {};
  },
  "POST /api/demo/sign-in": () => ({ json: { role: "viewer" } }),
};

/**
 * A good request of an operation, and the status that it must have: undefined is any of success, null any that is declared, for what
 * nobody has told of here.
 */
export async function goodCall(operation: Operation, world: World): Promise<Call & { status?: number | null }> {
  const good = await GOOD[operation.id]?.(world);
  const nothing = { reader: operation.role, params: {}, query: {}, json: undefined, headers: {} };
  const isKnown = good !== undefined || (operation.body === null && !operation.parameters.some((one) => one.required));
  return isKnown ? { ...nothing, ...good } : { ...nothing, ...guess(operation), status: null };
}

/** Whatever has the form that the document declares. */
function guess({ parameters, body }: Operation): Pick<Call, "params" | "query" | "json"> {
  const examples = (place: "path" | "query") =>
    parameters
      .filter((one) => one.in === place && one.required)
      .map(({ name, hints }) => [name, String(exampleOf({ type: "string", ...hints }))]);
  return {
    params: Object.fromEntries(examples("path")),
    query: Object.fromEntries(examples("query")),
    json: body === null ? undefined : exampleOf(body.schema),
  };
}
