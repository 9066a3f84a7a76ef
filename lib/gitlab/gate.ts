import { AppError } from "@/lib/errors.ts";
import { PassingFault } from "./errors.ts";
import type { Answer } from "./request.ts";

/**
 * What stands between all callers and one GitLab, so that they wait together and none goes on asking with a token that it
 * refuses. It is asked before each request, a repeated one too, and told how each ended. Only `enter` may throw.
 */
export type Gate = {
  /** @throws AppError `gitlab_rate_limited`, `gitlab_unauthorized` with `retryAfterSeconds`: nothing may be sent now */
  enter(signal: AbortSignal | undefined): Promise<void>;
  /** GitLab answered 429; `seconds` is what it asked to wait, if it did. */
  limited(seconds: number | undefined, message: string): Promise<void>;
  /** GitLab answered 401. */
  refused(message: string): Promise<void>;
  /** GitLab's API answered and took the token; `headers` may hold its `RateLimit-*`. */
  answered(headers: Headers): Promise<void>;
};

/** Lets everything through: for a client that is alone. */
export const OPEN_GATE: Gate = {
  enter: async () => {},
  limited: async () => {},
  refused: async () => {},
  answered: async () => {},
};

/** Sends one request through the gate and tells it the outcome. The error of the request, not of the telling, is thrown on. */
export async function throughGate(
  gate: Gate,
  signal: AbortSignal | undefined,
  request: () => Promise<Answer>,
): Promise<Answer> {
  signal?.throwIfAborted();
  await gate.enter(signal);
  const answer = await request().catch(async (error: unknown) => {
    await tellFault(gate, error);
    throw error;
  });
  await gate.answered(answer.headers);
  return answer;
}

/** These are said in JSON by the API itself, which looks at the token first: a server in front of it would say no such thing. */
const TOKEN_WAS_TAKEN = ["gitlab_forbidden", "gitlab_not_found", "gitlab_rejected"];

async function tellFault(gate: Gate, error: unknown): Promise<void> {
  if (!(error instanceof AppError)) return;
  if (error instanceof PassingFault && error.reason === "limited")
    return gate.limited(error.retryAfterSeconds, error.message);
  if (error.code === "gitlab_unauthorized") return gate.refused(error.message);
  if (TOKEN_WAS_TAKEN.includes(error.code)) return gate.answered(new Headers());
}
