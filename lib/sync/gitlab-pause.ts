import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { PAUSE_KINDS } from "./schema.ts";

type Asking = Pick<Tx, "$queryRaw">;
type Writing = Pick<Tx, "$executeRaw">;

/** How long a token that GitLab refused is left alone before one request tries it again. */
export const PROBE_EVERY_SECONDS = 300;

/** A pause that lies after a rate limit by less than this is the same one, renewed. */
const SAME_PAUSE_SECONDS = 60;

/** A pause as it is stored; `seconds` are left of it by the database's clock, negative once it has run out. */
export type StoredPause = { kind: (typeof PAUSE_KINDS)[number]; seconds: number; message: string };

/** GitLab's `RateLimit-*`: requests a minute, how many are left in the window, when that ends. */
export type Rate = { limit: number; remaining: number; resetAt: Date };

const pauseRow = z.tuple([
  z.object({ kind: z.enum(PAUSE_KINDS).nullable(), seconds: z.number().nullable(), message: z.string().nullable() }),
]);

const PAUSE = sql`
  pause as kind, extract(epoch from paused_until - clock_timestamp())::float8 as seconds, pause_message as message`;

/** The pause that is stored, one that has run out too; null where nothing has happened since GitLab last answered. */
export async function readPause(db: Asking): Promise<StoredPause | null> {
  return toPause(await db.$queryRaw(sql`select ${PAUSE} from gitlab_state`));
}

/** Keeps every process from asking for so many seconds. It never shortens a pause, nor hides that the token is refused. */
export async function pauseForLimit(db: Asking, seconds: number, message: string): Promise<StoredPause | null> {
  return toPause(
    await db.$queryRaw(sql`
      update gitlab_state
      set pause = coalesce(pause, 'rate_limited'),
        pause_message = case when pause = 'unauthorized' then pause_message else ${message} end,
        paused_since = case
          when pause = 'unauthorized' then paused_since
          when paused_until > clock_timestamp() - ${SAME_PAUSE_SECONDS}::int * interval '1 second' then paused_since
          else clock_timestamp()
        end,
        paused_until = greatest(
          paused_until, clock_timestamp() + ${seconds}::double precision * interval '1 second')
      returning ${PAUSE}`),
  );
}

/** Keeps every process from asking with a token that GitLab refuses, until a good answer ends it. */
export async function pauseForRefusal(db: Asking, message: string): Promise<StoredPause | null> {
  return toPause(
    await db.$queryRaw(sql`
      update gitlab_state
      set pause = 'unauthorized', pause_message = ${message},
        paused_since = case when pause = 'unauthorized' then paused_since else clock_timestamp() end,
        paused_until = greatest(
          paused_until, clock_timestamp() + ${PROBE_EVERY_SECONDS}::int * interval '1 second')
      returning ${PAUSE}`),
  );
}

/** Takes the one request that a refused token is tried with every five minutes. False when another has it. */
export async function claimProbe(db: Writing): Promise<boolean> {
  const claimed = await db.$executeRaw`
    update gitlab_state
    set paused_until = clock_timestamp() + ${PROBE_EVERY_SECONDS}::int * interval '1 second'
    where pause = 'unauthorized' and paused_until <= clock_timestamp()`;
  return claimed === 1;
}

/** GitLab has taken the token again, or a limit has passed: one that was renewed meanwhile stays. */
export async function endPause(db: Writing, kind: StoredPause["kind"]): Promise<void> {
  await db.$executeRaw`
    update gitlab_state set pause = null, paused_until = null, paused_since = null, pause_message = null
    where pause = ${kind}::gitlab_pause and (pause = 'unauthorized' or paused_until <= clock_timestamp())`;
}

/** Keeps what GitLab last told of its limit, for people to see. */
export async function storeRate(db: Writing, { limit, remaining, resetAt }: Rate): Promise<void> {
  await db.$executeRaw`
    update gitlab_state
    set rate_limit = ${limit}::int, rate_remaining = ${remaining}::int,
      rate_reset_at = ${resetAt.toISOString()}::timestamptz, rate_seen_at = clock_timestamp()`;
}

const spareRow = z.tuple([z.object({ seconds: z.number() })]);

/** What was told of a window longer ago than this says nothing about it any more. */
const RATE_HOLDS_SECONDS = 120;
/** Nobody waits longer for a window to end before looking again. */
const MAX_SPARE_WAIT_SECONDS = 60;

/**
 * How many seconds work that nobody waits for should leave GitLab alone, 0 while there is enough for all. It keeps its hands off a
 * quarter of a minute's requests, and off half of what is spread over the rest of the window: a window may be an hour long, and
 * `RateLimit-Remaining` counts in it (lib/gitlab/rack_attack.rb).
 */
export async function secondsToSpare(db: Asking): Promise<number> {
  const rows = await db.$queryRaw(sql`
    select coalesce((
      select least(seconds_left, ${MAX_SPARE_WAIT_SECONDS}::int)::float8
      from (
        select rate_limit, rate_remaining, ceil(extract(epoch from rate_reset_at - clock_timestamp())) as seconds_left
        from gitlab_state
        where rate_seen_at > clock_timestamp() - ${RATE_HOLDS_SECONDS}::int * interval '1 second'
      ) told
      where seconds_left > 0 and rate_remaining < greatest(rate_limit / 4.0, rate_limit / 120.0 * seconds_left)
    ), 0) as seconds`);
  return spareRow.parse(rows)[0].seconds;
}

function toPause(rows: unknown): StoredPause | null {
  const [{ kind, seconds, message }] = pauseRow.parse(rows);
  return kind === null || seconds === null ? null : { kind, seconds, message: message ?? "" };
}
