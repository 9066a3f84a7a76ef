/**
 * Three workers and two webs share one Postgres under edits: no job runs twice at once, each cron fire is one poll, and who
 * signed in at one web is signed in at the other.
 *
 *   bun tests/soak/several.ts [--full]
 */
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@/lib/free-port.ts";
import { untilBootstrapped } from "./bootstrapped.ts";
import { startEditor } from "./editor.ts";
import { findOverlaps, readJobRuns } from "./job-log.ts";
import { countRows } from "./mirror.ts";
import { over, pickCount, runPart, unequal, type Findings } from "./part.ts";
import { reckon } from "./reckoning.ts";
import { startRelay, type Relay } from "./relay.ts";
import { onStage, type Stage } from "./stage.ts";
import { signIn, statusOf, type Web } from "./web.ts";

const SEED = 5;
const ISSUES = 1_000;
const WORKERS = 3;
const WORKER_NUMBERS = Array.from({ length: WORKERS }, (_, index) => index);
const EDITS_PER_SECOND = 10;
/** Cron fires are at the full minute. */
const FIRES = pickCount(1, 10);
const MINUTE_MS = 60_000;
const AFTER_THE_MINUTE_MS = 4_000;
/** A first fire that comes before everything is at work would not be counted. */
const MIN_WAIT_MS = 5_000;

const relay = await startRelay();
const env = { POLL_INTERVAL_MINUTES: "1", WORKER_HEARTBEAT_SECONDS: "5", LOG_LEVEL: "trace" };
await runPart("soak-several", () =>
  onStage({ issues: ISSUES, webhookUrl: relay.url, env }, (stage) => soak(stage, relay)),
);
await relay.close();

async function soak(stage: Stage, through: Relay): Promise<Findings> {
  const webs = await startWebs(stage);
  const workers = Array.from({ length: WORKERS }, () => stage.startWorker());
  through.targets = webs.map(({ url }) => `${url}/api/webhooks/gitlab`);
  await untilBootstrapped(stage);
  const [first, second] = webs;
  const signedIn = [await isSignedInAt(second, first, first.url), await isSignedInAt(first, second, first.url)];
  const editor = await startEditor(stage.gitlab, { perSecond: EDITS_PER_SECOND, seed: SEED });
  const minutes = await afterTheMinutes();
  const { since } = minutes;
  const found = await reckon({ stage, web: first, relay: through, editor });
  const runs = readJobRuns(workers);
  const polls = runs.filter(({ task, from }) => task === "poll" && from >= since);
  const fires = await countFires(stage, minutes);
  return {
    figures: {
      "jobs run, a worker": WORKER_NUMBERS.map((worker) => runs.filter((run) => run.worker === worker).length).join(
        ", ",
      ),
      "refreshes, a worker": WORKER_NUMBERS.map((worker) => countRefreshes(runs, worker)).join(", "),
      "cron fires written": fires.all,
      "polls run for them": polls.length,
      "signed in at the other web": signedIn.join(", "),
      ...found.figures,
    },
    faults: [
      ...findOverlaps(runs),
      ...unequal("cron fires of these minutes", fires.ofMinutes, FIRES),
      ...over("polls run for the cron fires", polls.length, fires.all),
      ...(polls.length >= FIRES ? [] : [`only ${polls.length} polls ran for ${FIRES} cron fires`]),
      ...unequal("sign-in is valid at the other web", signedIn.join(), "true,true"),
      ...found.faults,
    ],
    details: {
      polls: polls.map((run) => ({ ...run, from: new Date(run.from), to: new Date(run.to) })),
      since: new Date(since),
    },
  };
}

function countRefreshes(runs: ReturnType<typeof readJobRuns>, worker: number): number {
  return runs.filter((run) => run.task === "refresh_issues" && run.worker === worker).length;
}

/** Two webs under one public address, as behind a load balancer. */
async function startWebs(stage: Stage): Promise<[Web, Web]> {
  const first = await stage.startWeb((await freePort(0)) ?? 0);
  return [first, await stage.startWeb((await freePort(0)) ?? 0, { BETTER_AUTH_URL: first.url })];
}

/** Whether the cookie of a sign-in at one web is good at the other; `origin` is the address that people use for both. */
async function isSignedInAt(other: Web, one: Web, origin: string): Promise<boolean> {
  const cookie = await signIn(one.url, "viewer", origin);
  return (await statusOf(`${other.url}/api/issues?page_size=1`, cookie)) === 200;
}

type Minutes = { since: number; until: number };

/**
 * `all`: with the minute in which the workers started, which the next minute makes up for; both may be one poll then. And with those
 * that have passed since, while everything was compared.
 */
async function countFires({ databaseUrl }: Stage, { since, until }: Minutes) {
  const text = "select count(*) as n from cron_fires where name = 'poll' and fired_at >= to_timestamp($1)";
  const ofMinutes = await countRows(databaseUrl, `${text} and fired_at < to_timestamp($2)`, [
    since / 1000,
    until / 1000,
  ]);
  return { ofMinutes, all: await countRows(databaseUrl, text, [(since - (since % MINUTE_MS)) / 1000]) };
}

/** Waits until as many full minutes have passed; answers from when to when they are counted, in ms. */
async function afterTheMinutes(): Promise<Minutes> {
  const untilMinute = () => MINUTE_MS - (Date.now() % MINUTE_MS);
  if (untilMinute() < MIN_WAIT_MS) await sleep(untilMinute() + AFTER_THE_MINUTE_MS);
  const since = Date.now();
  await sleep(untilMinute() + (FIRES - 1) * MINUTE_MS + AFTER_THE_MINUTE_MS);
  return { since, until: Date.now() };
}
