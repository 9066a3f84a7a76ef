/** Who asks: by a session that holds or one that does not, or from another site in an admin's browser. */
export const READERS = [
  "anonymous",
  "expired",
  "tampered",
  "deactivated",
  "left",
  "viewer",
  "manager",
  "admin",
  "foreign",
] as const;
export type ReaderName = (typeof READERS)[number];

export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
export type Method = (typeof METHODS)[number];

/** Whom a page or route is for; `open`: everybody. */
type Audience = "open" | "viewer" | "manager" | "admin";
/** `absent`: there is nothing, for nobody; `back`: it sends whoever comes to the sign-in, to be told why. */
type Answering = Audience | "absent" | "back";

/** By hand, from product.md's table of who may do what: each file that answers under /api, and each of its methods. */
export const API: Record<string, Partial<Record<Method, Answering>>> = {
  "/api/[...path]": { GET: "absent", POST: "absent", PUT: "absent", PATCH: "absent", DELETE: "absent" },
  "/api/admin/audit-log": { GET: "admin" },
  "/api/admin/status-rules": { GET: "admin", POST: "admin" },
  "/api/admin/status-rules/[id]": { PATCH: "admin", DELETE: "admin" },
  "/api/admin/status-rules/preview": { POST: "admin" },
  "/api/admin/users": { GET: "admin" },
  "/api/admin/users/[id]": { PATCH: "admin" },
  "/api/admin/users/[id]/google-account": { DELETE: "admin" },
  "/api/admin/users/[id]/sessions": { DELETE: "admin" },
  "/api/auth/callback/google": { GET: "back", HEAD: "absent" },
  "/api/auth/sign-in/social": { POST: "open" },
  "/api/auth/sign-out": { POST: "open" },
  "/api/auth/sign-out-everywhere": { POST: "viewer" },
  "/api/dashboard/aging": { GET: "viewer" },
  "/api/dashboard/changes": { GET: "viewer" },
  "/api/dashboard/completed": { GET: "viewer" },
  "/api/dashboard/cycle-time": { GET: "viewer" },
  "/api/dashboard/lead-time": { GET: "viewer" },
  "/api/dashboard/summary": { GET: "viewer" },
  "/api/dashboard/tasks-per-engineer": { GET: "viewer" },
  "/api/demo/sign-in": { POST: "open" },
  "/api/feeds": { GET: "manager", POST: "manager" },
  "/api/feeds/[id]": { GET: "open", DELETE: "manager" },
  "/api/freshness": { GET: "viewer" },
  "/api/health": { GET: "open" },
  "/api/health/ready": { GET: "open" },
  "/api/issues": { GET: "viewer" },
  "/api/issues.csv": { GET: "viewer" },
  "/api/issues/[id]": { GET: "viewer" },
  "/api/issues/[id]/neighbours": { GET: "viewer" },
  "/api/issues/[id]/override": { PATCH: "manager" },
  "/api/issues/facets": { GET: "viewer" },
  "/api/issues/overrides": { POST: "manager" },
  "/api/me": { GET: "viewer" },
  "/api/me/gitlab-user": { PUT: "viewer" },
  "/api/openapi.json": { GET: "open" },
  "/api/overrides/import": { POST: "manager" },
  "/api/people": { GET: "viewer" },
  "/api/search": { GET: "viewer" },
  "/api/sync/audit": { POST: "admin" },
  "/api/sync/audits": { GET: "admin" },
  "/api/sync/bootstrap": { POST: "admin" },
  "/api/sync/deliveries": { GET: "admin" },
  "/api/sync/gaps": { GET: "admin" },
  "/api/sync/jobs": { GET: "admin" },
  "/api/sync/jobs/[id]/retry": { POST: "admin" },
  "/api/sync/poll": { POST: "admin" },
  "/api/sync/reconcile": { POST: "admin" },
  "/api/sync/runs": { GET: "admin" },
  "/api/sync/status": { GET: "admin" },
  "/api/views": { GET: "viewer", POST: "viewer" },
  "/api/views/[id]": { PATCH: "viewer", DELETE: "viewer" },
  "/api/webhooks/gitlab": { POST: "open" },
};

/** The same of the pages, which answer any method but OPTIONS as they answer GET. */
export const PAGES: Record<string, Audience> = {
  "/": "viewer",
  "/backlog": "viewer",
  "/help": "viewer",
  "/import": "manager",
  "/issues/[id]": "viewer",
  "/settings": "admin",
  "/settings/audit-log": "admin",
  "/settings/rules": "admin",
  "/settings/users": "admin",
  "/sign-in": "open",
  "/sync": "admin",
};

/**
 * What a route of the API answers to a question that is not valid: who may not ask is told so before that. Of a page: whether it is
 * there. In the order of `READERS`; the last is told apart by whether the method changes something.
 */
export const API_ANSWERS: Record<Answering, number[]> = {
  absent: [404, 404, 404, 404, 404, 404, 404, 404, 404],
  back: [302, 302, 302, 302, 302, 302, 302, 302, 302],
  open: [400, 400, 400, 400, 400, 400, 400, 400, 400],
  viewer: [401, 401, 401, 401, 401, 400, 400, 400, 400],
  manager: [401, 401, 401, 401, 401, 403, 400, 400, 400],
  admin: [401, 401, 401, 401, 401, 403, 403, 400, 400],
};
export const PAGE_ANSWERS: Record<Audience, number[]> = {
  open: [200, 200, 200, 200, 200, 307, 307, 307, 307],
  viewer: [307, 307, 307, 307, 307, 200, 200, 200, 200],
  manager: [307, 307, 307, 307, 307, 404, 200, 200, 200],
  admin: [307, 307, 307, 307, 307, 404, 404, 200, 200],
};
/** A method that nobody declared, whoever asks. OPTIONS tells which there are. */
export const NO_METHOD = 405;
export const OPTIONS_ANSWER = 204;
/** Next refuses to tell of a page; who has no session cookie is on the way to the sign-in before that. */
export const PAGE_OPTIONS_ANSWER = 400;
/** What changes something is refused from another site. */
export const FOREIGN_CHANGE = 403;
