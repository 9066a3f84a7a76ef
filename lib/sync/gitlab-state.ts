import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { Db } from "@/lib/db/client.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import type { Gate } from "@/lib/gitlab/gate.ts";
import { readRateLimit, secondsUsedUp } from "@/lib/gitlab/rate-limit.ts";
import type { Log } from "@/lib/log.ts";
import {
  claimProbe,
  endPause,
  pauseForLimit,
  pauseForRefusal,
  PROBE_EVERY_SECONDS,
  storeRate,
} from "./gitlab-pause.ts";
import { createPauseMemory, hasEnded, type KnownPause, type PauseMemory, secondsLeft } from "./pause-memory.ts";
import { type gitlabStateSchema, PAUSE_KINDS } from "./schema.ts";

/** GitLab counts requests a minute: what to wait when it limits without saying for how long. */
const UNSAID_WAIT_SECONDS = 60;
const MAX_WAIT_SECONDS = 15 * 60;
/** What is left of a pause is waited for up to this; for more, the job gives its place up. */
const SHORT_WAIT_SECONDS = 1;
/** Within this time a probe is answered, or given up. */
const PROBE_ANSWERS_WITHIN_MS = 30_000;
const RATE_EVERY_MS = 5_000;

/** Until when this process's probe may be out, and until when anybody's that it knows of. */
type Probes = { own: number; any: number };
type Keeper = { db: Db; log: Log | undefined; memory: PauseMemory; probes: Probes; rateStoredAt: number };

/**
 * The gate that all processes on one database share, over the one row of `gitlab_state`: a 429 that one of them met holds for
 * all; after a 401 one request every five minutes, of whichever process, looks whether the token is taken again.
 * A pause that cannot be written is logged and holds for this process alone: GitLab's answer counts, not our bookkeeping.
 */
export function createGate(db: Db, log?: Log): Gate {
  const probes = { own: -Infinity, any: -Infinity };
  const keeper: Keeper = { db, log, memory: createPauseMemory(db), probes, rateStoredAt: -Infinity };
  return {
    enter: (signal) => enter(keeper, signal),
    limited: (seconds, message) => limited(keeper, seconds ?? UNSAID_WAIT_SECONDS, message),
    refused: (message) => refused(keeper, message),
    answered: (headers) => answered(keeper, headers),
  };
}

async function enter(keeper: Keeper, signal: AbortSignal | undefined): Promise<void> {
  const pause = await keeper.memory.look();
  if (pause === null) return;
  const seconds = secondsLeft(pause);
  if (pause.kind === "rate_limited" && seconds <= 0) return;
  if (pause.kind === "rate_limited" && seconds <= SHORT_WAIT_SECONDS) {
    await delay(seconds * 1_000, undefined, { signal });
    return enter(keeper, signal);
  }
  if (!hasEnded(pause)) throw pausedError(pause, keeper.probes);
  return tryProbe(keeper, pause, signal);
}

/** Whoever does not get the probe looks again: GitLab may have answered it already. */
async function tryProbe(keeper: Keeper, pause: KnownPause, signal: AbortSignal | undefined): Promise<void> {
  const claimed = await claimProbe(keeper.db);
  const answeredBy = performance.now() + PROBE_ANSWERS_WITHIN_MS;
  keeper.probes.any = answeredBy;
  keeper.memory.forget(pause);
  if (!claimed) return enter(keeper, signal);
  keeper.probes.own = answeredBy;
}

async function limited({ db, log, memory }: Keeper, asked: number, message: string): Promise<void> {
  const seconds = Math.min(asked, MAX_WAIT_SECONDS);
  const write = () => pauseForLimit(db, seconds, message);
  await memory.learn({ kind: "rate_limited", seconds, message }, write).catch(notStored(log));
}

async function refused({ db, log, memory, probes }: Keeper, message: string): Promise<void> {
  Object.assign(probes, { own: -Infinity, any: -Infinity });
  const write = () => pauseForRefusal(db, message);
  await memory.learn({ kind: "unauthorized", seconds: PROBE_EVERY_SECONDS, message }, write).catch(notStored(log));
}

async function answered(keeper: Keeper, headers: Headers): Promise<void> {
  await endWhatIsOver(keeper).catch(notStored(keeper.log));
  const rate = readRateLimit(headers);
  if (rate === null) return;
  const usedUp = secondsUsedUp(rate, headers);
  if (usedUp > 0) await limited(keeper, Math.min(usedUp, UNSAID_WAIT_SECONDS), "GitLab's rate limit is used up");
  if (performance.now() - keeper.rateStoredAt < RATE_EVERY_MS) return;
  keeper.rateStoredAt = performance.now();
  await storeRate(keeper.db, rate).catch(notStored(keeper.log));
}

/** An answer to what was sent before a pause says nothing against it: only that of a probe ends the one for a refused token. */
async function endWhatIsOver({ db, memory, probes }: Keeper): Promise<void> {
  const pause = memory.last();
  if (pause === null) return;
  if (pause.kind === "unauthorized" ? performance.now() > probes.own : !hasEnded(pause)) return;
  Object.assign(probes, { own: -Infinity, any: -Infinity });
  await endPause(db, pause.kind);
  memory.forget(pause);
}

function notStored(log: Log | undefined): (error: unknown) => void {
  return (error) => log?.error({ err: error }, "what GitLab said of its limits could not be stored");
}

/** While a probe is out its outcome is awaited, not the next one. */
function pausedError(pause: KnownPause, probes: Probes): AppError {
  const probeSeconds = (probes.any - performance.now()) / 1_000;
  const seconds = probeSeconds > 0 ? Math.min(secondsLeft(pause), probeSeconds) : secondsLeft(pause);
  const retryAfterSeconds = Math.max(1, Math.round(seconds));
  if (pause.kind === "rate_limited")
    return new AppError("gitlab_rate_limited", "GitLab asked to wait: nothing is sent until then", {
      retryAfterSeconds,
    });
  const words = "GitLab refused the token: one request every five minutes looks whether it takes it again";
  return new AppError("gitlab_unauthorized", words, { retryAfterSeconds });
}

const stateRow = z.tuple([
  z.object({
    pause: z.enum(PAUSE_KINDS).nullable(),
    paused_since: z.date().nullable(),
    paused_until: z.date().nullable(),
    pause_message: z.string().nullable(),
    rate_limit: z.int().nullable(),
    rate_remaining: z.int().nullable(),
    rate_reset_at: z.date().nullable(),
    rate_seen_at: z.date().nullable(),
  }),
]);
type StateRow = z.infer<typeof stateRow>[0];
type GitlabState = z.infer<typeof gitlabStateSchema>;

/** Whether GitLab may be asked, and what it told of its limits. A rate limit that has run out is none; a refused token stays. */
export async function readGitlabState(db: Pick<Tx, "$queryRaw">): Promise<GitlabState> {
  const rows = await db.$queryRaw`
    select case when pause = 'unauthorized' or paused_until > clock_timestamp() then pause end as pause,
      paused_since, paused_until, pause_message, rate_limit, rate_remaining, rate_reset_at, rate_seen_at
    from gitlab_state`;
  const [row] = stateRow.parse(rows);
  return { pause: pauseOf(row), rate: rateOf(row) };
}

function pauseOf({ pause, paused_since, paused_until, pause_message }: StateRow): GitlabState["pause"] {
  if (pause === null || paused_since === null || paused_until === null) return null;
  const [since, until] = [paused_since.toISOString(), paused_until.toISOString()];
  return { kind: pause, since, until, message: pause_message ?? "" };
}

function rateOf({ rate_limit, rate_remaining, rate_reset_at, rate_seen_at }: StateRow): GitlabState["rate"] {
  if (rate_limit === null || rate_remaining === null || rate_seen_at === null) return null;
  const [reset_at, seen_at] = [rate_reset_at?.toISOString() ?? null, rate_seen_at.toISOString()];
  return { limit: rate_limit, remaining: rate_remaining, reset_at, seen_at };
}
