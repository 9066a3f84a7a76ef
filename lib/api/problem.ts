import { z } from "zod";
import { isDatabaseUnreachable } from "@/lib/db/unreachable.ts";
import { AppError, ERRORS, type ErrorCode } from "@/lib/errors.ts";

export const PROBLEM_TYPE = "application/problem+json";
const UNAVAILABLE_RETRY_SECONDS = 5;

/** The answer to everything that went wrong (RFC 9457). `code` is stable; `detail` is for people. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  request_id: z.string(),
  faults: z.array(z.object({ field: z.string(), message: z.string() })),
});
export type Problem = z.infer<typeof problemSchema>;

/** What was thrown, as one of our own faults: the one place where foreign errors get a code. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (isDatabaseUnreachable(thrown)) {
    return new AppError("unavailable", "The database does not answer. Try again in a few seconds.", { cause: thrown });
  }
  return new AppError("internal", "An unexpected error. It was logged under this request's id.", { cause: thrown });
}

/** The problem document of a fault. Nothing of what caused it, and no setting, leaves the process. */
export function problemResponse(error: AppError, requestId: string): Response {
  const headers = new Headers({ "content-type": PROBLEM_TYPE });
  const retryAfter = error.retryAfterSeconds ?? (error.http === 503 ? UNAVAILABLE_RETRY_SECONDS : undefined);
  if (retryAfter !== undefined) headers.set("retry-after", String(Math.ceil(retryAfter)));
  const problem: Problem = {
    type: problemTypeOf(error.code),
    title: ERRORS[error.code].title,
    status: error.http,
    detail: isOurs(error.code) ? ERRORS[error.code].title : error.message,
    code: error.code,
    request_id: requestId,
    faults: isOurs(error.code) ? [] : error.faults,
  };
  return new Response(JSON.stringify(problem), { status: error.http, headers });
}

export function problemTypeOf(code: ErrorCode): string {
  return `urn:backtrak:problem:${code.replaceAll("_", "-")}`;
}

/** A 500 is ours to know: its message may hold a path, a query or a setting. */
function isOurs(code: ErrorCode): boolean {
  return ERRORS[code].http === 500;
}
