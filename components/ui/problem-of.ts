import { ProblemError } from "@/lib/api/fetcher.ts";

type Problem = { title: string; message: string; requestId: string | null };

/** What an `ErrorState` says of an error: what failed, why, and the id of the request where there was one. */
export function problemOf(error: Error, title: string): Problem {
  return { title, message: error.message, requestId: error instanceof ProblemError ? error.requestId : null };
}
