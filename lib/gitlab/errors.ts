import { z } from "zod";
import { AppError, type ErrorCode } from "@/lib/errors.ts";

const MAX_QUOTED_CHARS = 200;

/** Why a try failed that another try may mend. `broken` is a page GitLab could not make (500, 504), `away` all of it. */
export type PassingReason = "limited" | "broken" | "away" | "network" | "time_out" | "truncated";

/** A fault that may have passed when the request is sent again. `retryAfterSeconds` is what GitLab asked for, if it did. */
export class PassingFault extends AppError {
  readonly reason: PassingReason;

  constructor(reason: PassingReason, message: string, retryAfterSeconds?: number) {
    super(CODES[reason], message, { retryAfterSeconds });
    this.reason = reason;
  }
}

const CODES = {
  limited: "gitlab_rate_limited",
  broken: "gitlab_unavailable",
  away: "gitlab_unavailable",
  network: "gitlab_unavailable",
  time_out: "gitlab_unavailable",
  truncated: "gitlab_malformed",
} as const satisfies Record<PassingReason, ErrorCode>;

/** GitLab understood the request and does not do it: 400, 405, 409, 422 and their like. */
export class Rejection extends AppError {
  readonly status: number;

  constructor(status: number, message: string) {
    super("gitlab_rejected", message);
    this.status = status;
  }
}

type Refusal = { status: number; path: string; body: unknown; isJson: boolean; retryAfterSeconds: number | undefined };

/**
 * The error an answer outside 2xx stands for. GitLab's API refuses in JSON, so a 403 or 404 in HTML comes from
 * something in front of it and must not pass for "this issue is gone" (getsentry/sentry#114647).
 */
export function refusal({ status, path, body, isJson, retryAfterSeconds }: Refusal): AppError {
  const said = saidBy(body);
  if (status === 429) return new PassingFault("limited", `GitLab asked to wait at ${path}`, retryAfterSeconds);
  if (status === 500 || status === 504)
    return new PassingFault("broken", `GitLab failed with ${status} at ${path}${said}`, retryAfterSeconds);
  if (status >= 500 || status === 408)
    return new PassingFault("away", `GitLab answered ${status} at ${path}${said}`, retryAfterSeconds);
  if (status === 401) return new AppError("gitlab_unauthorized", `GitLab refused the token at ${path}${said}`);
  if (!isJson) return notJson(path, status);
  if (status === 403) return new AppError("gitlab_forbidden", `GitLab does not let the token read ${path}${said}`);
  if (status === 404) return new AppError("gitlab_not_found", `GitLab does not know ${path}${said}`);
  return new Rejection(status, `GitLab rejected ${path} with ${status}${said}`);
}

/** Something else than the API answered: a login page, a captcha, a proxy. */
export function notJson(path: string, status: number): AppError {
  const words = `Answer ${status} to ${path} is not JSON. Is GITLAB_URL the address of GitLab, and nothing in front of it?`;
  return new AppError("gitlab_malformed", words);
}

/** The request got no whole answer. The code (`ECONNREFUSED`) is told, never the text around it. */
export function networkFault(error: unknown, path: string): PassingFault {
  const code = codeOf(error);
  return new PassingFault("network", `GitLab cannot be reached for ${path}${code === null ? "" : ` (${code})`}`);
}

const refusalBody = z.object({
  message: z.unknown().optional(),
  error: z.unknown().optional(),
  error_description: z.unknown().optional(),
});

/** GitLab's own words, which stand under one of three keys as text, list or object. */
function saidBy(body: unknown): string {
  const parsed = refusalBody.safeParse(body);
  if (!parsed.success) return "";
  const said = parsed.data.error_description ?? parsed.data.message ?? parsed.data.error;
  if (said === undefined || said === null) return "";
  const words = typeof said === "string" ? said : JSON.stringify(said);
  return `: ${words.slice(0, MAX_QUOTED_CHARS)}`;
}

const coded = z.object({ code: z.string().regex(/^\w{1,60}$/) });
const wrapped = z.object({ cause: coded });

/** Node puts the code on the cause of its `fetch failed`, Bun on the error itself. */
function codeOf(error: unknown): string | null {
  const inside = wrapped.safeParse(error);
  if (inside.success) return inside.data.cause.code;
  const outside = coded.safeParse(error);
  return outside.success ? outside.data.code : null;
}
