import { ProblemError } from "@/lib/api/fetcher.ts";

/** Why something was refused, with the request's id to quote. */
export function reasonOf(error: Error): string {
  const request = error instanceof ProblemError && error.requestId ? ` Request ${error.requestId}` : "";
  return `${error.message}${request}`;
}
