import { z } from "zod";
import type { Db } from "@/lib/db/client.ts";
import { sql } from "@/lib/db/sql.ts";

type Rule = { window: number; max: number };
type Verdict = { allowed: boolean; retryAfter: number | null };

/** No window is longer: what was last asked before that counts for nothing any more. */
const KEPT_MS = 3_600_000;

const countRow = z.tuple([z.object({ count: z.int() })]);

/**
 * Counts requests in Postgres, for all web processes together, by the clock's windows: of each `max` are allowed. better-auth's own
 * storage begins a window anew with every request, so that an office in which somebody signs in each minute is locked out in the end.
 */
export function rateLimitStorage(db: Db) {
  return { consume: (key: string, rule: Rule) => takeTurn(db, key, rule) };
}

/** Takes one of a window's turns for `key`. `window` and `retryAfter` are in seconds. */
export async function takeTurn(db: Db, key: string, { window, max }: Rule, now = Date.now()): Promise<Verdict> {
  const windowMs = window * 1_000;
  const number = Math.floor(now / windowMs);
  const [{ count }] = countRow.parse(
    await db.$queryRaw(sql`
      insert into rate_limits (key, count, last_request) values (${`${key}|${number}`}, 1, ${String(now)}::bigint)
      on conflict (key) do update set count = rate_limits.count + 1, last_request = excluded.last_request
      returning count`),
  );
  if (count === 1)
    await db.$executeRaw(sql`delete from rate_limits where last_request < ${String(now - KEPT_MS)}::bigint`);
  if (count <= max) return { allowed: true, retryAfter: null };
  return { allowed: false, retryAfter: Math.ceil(((number + 1) * windowMs - now) / 1_000) };
}
