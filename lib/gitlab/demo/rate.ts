const WINDOW_MS = 60_000;
/** High enough that nobody waits: the headers are there to be read, not to slow a demonstration down. */
const LIMIT = 1_000_000;

/** GitLab's `RateLimit-*` headers, which gitlab.com sends with every answer (lib/gitlab/rack_attack.rb). */
export function createRateHeaders(now: () => Date): () => Record<string, string> {
  let window = 0;
  let observed = 0;
  return () => {
    const current = Math.floor(now().getTime() / WINDOW_MS);
    observed = current === window ? observed + 1 : 1;
    window = current;
    const reset = (current + 1) * WINDOW_MS;
    return {
      "RateLimit-Limit": String(LIMIT),
      "RateLimit-Name": "throttle_authenticated_api",
      "RateLimit-Observed": String(observed),
      "RateLimit-Remaining": String(Math.max(0, LIMIT - observed)),
      "RateLimit-Reset": String(reset / 1000),
      "RateLimit-ResetTime": new Date(reset).toUTCString(),
    };
  };
}
