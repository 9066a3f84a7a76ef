import { z } from "zod";

const MAX_INT4 = 2_147_483_647;
/** 2100: a reset beyond it is no time in seconds. */
const LAST_SECOND = 4_102_444_800;

/** How much may be asked: requests a minute, how many are left in the window at hand, and when that ends. */
export type RateLimit = { limit: number; remaining: number; resetAt: Date };

const whole = (max: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/)
    .transform(Number)
    .pipe(z.int().max(max));

const rateHeaders = z.object({ limit: whole(MAX_INT4), remaining: whole(MAX_INT4), reset: whole(LAST_SECOND) });

/**
 * GitLab's `RateLimit-*` headers, null where it sends none or something else. `RateLimit-Limit` is normalised to a minute while
 * `RateLimit-Remaining` is of the real window, so the two are not to be compared (lib/gitlab/rack_attack.rb).
 */
export function readRateLimit(headers: Headers): RateLimit | null {
  const told = rateHeaders.safeParse({
    limit: headers.get("ratelimit-limit"),
    remaining: headers.get("ratelimit-remaining"),
    reset: headers.get("ratelimit-reset"),
  });
  if (!told.success) return null;
  const { limit, remaining, reset } = told.data;
  return { limit, remaining, resetAt: new Date(reset * 1_000) };
}

/** How many seconds nothing is left to ask, by GitLab's own clock; 0 while something is, or where that clock is not told. */
export function secondsUsedUp({ remaining, resetAt }: RateLimit, headers: Headers): number {
  if (remaining > 0) return 0;
  const seconds = (resetAt.getTime() - Date.parse(headers.get("date") ?? "")) / 1_000;
  return seconds > 0 ? seconds : 0;
}
