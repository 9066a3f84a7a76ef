/**
 * Every fault the product names. `http` is the answer a caller gets, `retry` is what a job does about it:
 * `soon` with back-off, `later` when the other side said to wait, `never` when another try cannot help.
 */
export const ERRORS = {
  invalid_request: { http: 400, retry: "never", title: "The request is not valid" },
  unauthenticated: { http: 401, retry: "never", title: "Sign in first" },
  forbidden: { http: 403, retry: "never", title: "Your role does not allow this" },
  not_found: { http: 404, retry: "never", title: "Not found" },
  method_not_allowed: { http: 405, retry: "never", title: "This address does not take that method" },
  conflict: { http: 409, retry: "never", title: "There is one already" },
  last_admin: { http: 409, retry: "never", title: "There must be an admin" },
  precondition_failed: { http: 412, retry: "never", title: "Someone else changed this in the meantime" },
  payload_too_large: { http: 413, retry: "never", title: "The body is too large" },
  unsupported_media_type: { http: 415, retry: "never", title: "The body must be application/json" },
  too_many_requests: { http: 429, retry: "later", title: "Too many requests" },
  bad_environment: { http: 500, retry: "never", title: "A setting is missing or wrong" },
  wrong_gitlab: { http: 500, retry: "never", title: "This database mirrors another GitLab" },
  worker_revoked: { http: 500, retry: "never", title: "This worker's peers have taken its jobs" },
  internal: { http: 500, retry: "soon", title: "Something went wrong" },
  busy: { http: 503, retry: "later", title: "Too much of this at the same time" },
  unavailable: { http: 503, retry: "soon", title: "The database cannot be reached" },
  gitlab_unauthorized: { http: 502, retry: "later", title: "GitLab refused the token" },
  gitlab_forbidden: { http: 502, retry: "never", title: "GitLab does not let the token read this" },
  gitlab_not_found: { http: 502, retry: "never", title: "GitLab does not know this" },
  gitlab_rejected: { http: 502, retry: "never", title: "GitLab rejected the request" },
  gitlab_rate_limited: { http: 503, retry: "later", title: "GitLab asked to wait" },
  gitlab_unavailable: { http: 503, retry: "soon", title: "GitLab cannot be reached" },
  gitlab_malformed: { http: 502, retry: "soon", title: "GitLab answered with something else than it should" },
} as const satisfies Record<string, { http: number; retry: "soon" | "later" | "never"; title: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** One wrong part of a request: where it stands (`query.page`, `body.priority`) and what is wrong with it. */
export type Fault = { field: string; message: string };

type AppErrorOptions = { cause?: unknown; faults?: Fault[]; retryAfterSeconds?: number };

/** A fault with a name. `message` is shown to people and stored: it never holds a secret. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly faults: Fault[];
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.faults = options.faults ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get http(): number {
    return ERRORS[this.code].http;
  }

  get retry(): "soon" | "later" | "never" {
    return ERRORS[this.code].retry;
  }
}

/** What is wrong, in words, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
