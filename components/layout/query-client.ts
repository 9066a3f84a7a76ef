import { environmentManager, QueryClient } from "@tanstack/react-query";
import { ProblemError } from "@/lib/api/fetcher.ts";

const STALE_AFTER_MS = 10_000;
const MOST_RETRIES = 2;

/**
 * The cache of answers: one a browser, and a new one each time a page prefetches on the server.
 * A refusal (4xx) is not asked again: it would be refused again. Nor is anything while a page waits for it.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: STALE_AFTER_MS,
        retry: (failures, error) => !environmentManager.isServer() && failures < MOST_RETRIES && !isRefusal(error),
      },
    },
  });
}

function isRefusal(error: Error): boolean {
  return error instanceof ProblemError && error.status >= 400 && error.status < 500;
}
