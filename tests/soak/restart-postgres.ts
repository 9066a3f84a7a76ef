/**
 * Postgres crashes and comes back under a stream of webhooks. What was answered as kept is in the mirror in the end without a
 * poll, what could not be kept is found by the poll, and web and worker go on by themselves within seconds.
 *
 *   bun tests/soak/restart-postgres.ts [--full]
 */
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { freePort } from "@/lib/free-port.ts";
import { randomFrom } from "../support/random.ts";
import { untilBootstrapped } from "./bootstrapped.ts";
import { startEditor } from "./editor.ts";
import { askPostgres, countRows } from "./mirror.ts";
import { over, pickCount, runPart, type Findings } from "./part.ts";
import { reckon } from "./reckoning.ts";
import { startRelay, type Relay } from "./relay.ts";
import { onStage, type Stage } from "./stage.ts";
import { orFalse, until } from "./until.ts";
import { signIn, statusOf, type Web } from "./web.ts";

const SEED = 2;
const ISSUES = 500;
const RESTARTS = pickCount(2, 10);
const EDITS_PER_SECOND = 20;
const BETWEEN_MS = pickCount(3_000, 5_000);
const MAX_AWAY_MS = pickCount(2_000, 6_000);
const RECOVERY_GOAL_S = 5;
const RECOVERED_WITHIN_MS = 90_000;

const relay = await startRelay();
await runPart("soak-restart-postgres", () =>
  onStage({ issues: ISSUES, webhookUrl: relay.url }, (stage) => soak(stage, relay)),
);
await relay.close();

async function soak(stage: Stage, through: Relay): Promise<Findings> {
  const web = await stage.startWeb((await freePort(0)) ?? 0);
  stage.startWorker();
  await untilBootstrapped(stage);
  through.targets = [`${web.url}/api/webhooks/gitlab`];
  const cookie = await signIn(web.url, "viewer");
  const editor = await startEditor(stage.gitlab, { perSecond: EDITS_PER_SECOND, seed: SEED });
  const recoveries: Recovery[] = [];
  for (const awayMs of awayTimes()) {
    await sleep(BETWEEN_MS);
    recoveries.push(await crashPostgres(stage, { web, cookie, awayMs }));
  }
  await sleep(BETWEEN_MS);
  const found = await reckon({ stage, web, relay: through, editor });
  const [slowestWeb, slowestWorker] = [slowest(recoveries, "web"), slowest(recoveries, "worker")];
  return {
    figures: {
      restarts: recoveries.length,
      "web answers again, seconds at most": slowestWeb,
      "worker handles again, seconds at most": slowestWorker,
      ...found.figures,
    },
    faults: [
      ...over("the web's recovery", slowestWeb, RECOVERY_GOAL_S, " s"),
      ...over("the worker's recovery", slowestWorker, RECOVERY_GOAL_S, " s"),
      ...found.faults,
    ],
    details: { recoveries },
  };
}

type Recovery = { awaySeconds: number; web: number; worker: number };

function awayTimes(): number[] {
  const random = randomFrom(SEED);
  return Array.from({ length: RESTARTS }, () => random.below(MAX_AWAY_MS));
}

/** Answers how many seconds after Postgres's return the web answered again, and the worker had handled something again. */
async function crashPostgres(
  { postgres, databaseUrl }: Stage,
  { web, cookie, awayMs }: { web: Web; cookie: string; awayMs: number },
): Promise<Recovery> {
  const wentAt = performance.now();
  await postgres.crash();
  await sleep(awayMs);
  await postgres.restart();
  const backAt = performance.now();
  const [clock] = await askPostgres(databaseUrl, z.object({ now: z.string() }), "select now()::text as now");
  const handled = "select count(*) as n from webhook_deliveries where handled_at > $1::timestamptz";
  const webAnswers = async () => (await statusOf(`${web.url}/api/issues?page_size=1`, cookie)) === 200;
  const workerHandles = () => orFalse(async () => (await countRows(databaseUrl, handled, [clock?.now])) > 0);
  const [webMs, workerMs] = await Promise.all([
    until("the web answers again", webAnswers, RECOVERED_WITHIN_MS),
    until("the worker handles again", workerHandles, RECOVERED_WITHIN_MS),
  ]);
  return { awaySeconds: seconds(backAt - wentAt), web: seconds(webMs), worker: seconds(workerMs) };
}

function slowest(recoveries: readonly Recovery[], of: "web" | "worker"): number {
  return Math.max(...recoveries.map((recovery) => recovery[of]));
}

function seconds(ms: number): number {
  return Number((ms / 1000).toFixed(2));
}
