import { createGitLab } from "@/lib/gitlab/client.ts";
import { createLog } from "@/lib/log.ts";

/** Requests at a time, of the worker and of what it is held against. */
export const CONCURRENCY = 4;

export type Measured = ReturnType<typeof rate>;

/**
 * What a mirror is held against: the product's own client reads every page of a GitLab, as many requests at a time as the worker
 * makes, and throws them away.
 */
export async function throwPagesAway({ url, token, projects }: { url: string; token: string; projects: number[] }) {
  const log = createLog("bench", "warn");
  const client = createGitLab({ baseUrl: url, token, concurrency: CONCURRENCY, log });
  const startedAt = performance.now();
  const counts = await Promise.all(
    projects.flatMap((projectId) =>
      (["opened", "closed"] as const).map(async (state) => {
        let [count, page]: [number, string | null] = [0, null];
        do {
          const answer = await client.issuePage({ projectId, state, page });
          count += answer.issues.length;
          page = answer.next;
        } while (page !== null);
        return count;
      }),
    ),
  );
  return rate(
    counts.reduce((sum, count) => sum + count, 0),
    performance.now() - startedAt,
  );
}

export function rate(count: number, ms: number) {
  return { issues: count, seconds: Number((ms / 1000).toFixed(2)), perSecond: Math.round((count / ms) * 1000) };
}
