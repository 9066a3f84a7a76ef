import { z } from "zod";
import { AppError, type ErrorCode } from "@/lib/errors.ts";
import { webAuth } from "./auth.ts";
import { isOwnPath } from "./own-path.ts";

const ownPath = z.string().max(2_000).refine(isOwnPath, "is not a path of this site");

/** POST /api/auth/sign-in/social: where to go afterwards, on this site only. The answer's `url` is Google's. */
export const signInBodySchema = z.strictObject({
  provider: z.literal("google"),
  callbackURL: ownPath.optional(),
  newUserCallbackURL: ownPath.optional(),
  errorCallbackURL: ownPath.optional(),
  disableRedirect: z.boolean().optional(),
});

const refusalSchema = z.object({ message: z.string() });

const CODES: Record<number, ErrorCode> = {
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  429: "too_many_requests",
};

/**
 * Lets better-auth answer a request whose body, if any, was read and checked: `body` takes its place.
 * @throws AppError for everything it refuses
 */
export async function askBetterAuth(request: Request, body?: unknown): Promise<Response> {
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  if (body !== undefined) headers.set("content-type", "application/json");
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await webAuth().handler(new Request(request.url, { method: request.method, headers, ...init }));
  if (answer.status < 400) return answer;
  throw await toRefusal(answer);
}

async function toRefusal(answer: Response): Promise<AppError> {
  const parsed = refusalSchema.safeParse(await answer.json().catch(() => null));
  const message = parsed.success ? parsed.data.message : "Signing in or out was refused.";
  const code = CODES[answer.status] ?? (answer.status < 500 ? "invalid_request" : "internal");
  const retryAfter = Number(answer.headers.get("x-retry-after"));
  return new AppError(code, message, retryAfter > 0 ? { retryAfterSeconds: retryAfter } : {});
}
