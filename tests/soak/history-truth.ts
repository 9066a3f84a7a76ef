/**
 * Status, timeline, WIP since, first start, cycle and lead time of every issue, recomputed from what the demo GitLab knows itself by
 * code that shares nothing with the product: after the bootstrap and its backfill, after edits that webhooks tell, and after a random
 * mixture of lost and doubled webhooks, silent edits, moves, deletions, renamed and deleted labels, overrides, changed rules, polls, a
 * GitLab that wants a pause, a killed worker and a sweep.
 *
 *   bun tests/soak/history-truth.ts [--full]
 */
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@/lib/free-port.ts";
import { killProcess } from "../bench/processes.ts";
import { compareHistories, type Comparison } from "../reckoning/compare.ts";
import { readHistory } from "../reckoning/history.ts";
import { readProduct } from "../reckoning/product.ts";
import { randomFrom, type Random } from "../support/random.ts";
import { untilBootstrapped } from "./bootstrapped.ts";
import { untilDrained } from "./drained.ts";
import { startMeddlers, type Meddlers } from "./history-edits.ts";
import { startManagement, type Management } from "./management.ts";
import { listParkedJobs } from "./mirror.ts";
import { pickCount, runPart, unequal, type Findings } from "./part.ts";
import { onStage, type Stage, type Worker } from "./stage.ts";

const SEED = 6;
const ISSUES = pickCount(800, 5_000);
const TOLD_EDITS = pickCount(300, 1_500);
const MIXED_STEPS = pickCount(400, 2_500);
const MAX_BETWEEN_MS = 100;
/** Of all steps of the mixture, when GitLab wants a pause and when the worker is killed. */
const PAUSE_AT = 0.3;
const KILL_AT = 0.6;
const MEDDLING_SHARE = 0.15;
const WRONG_DELIVERY = { dropped: 0.2, doubled: 0.2, reordered: 0.2 };

const port = (await freePort(0)) ?? 0;
const webhookUrl = `http://127.0.0.1:${port}/api/webhooks/gitlab`;
await runPart("soak-history-truth", () => onStage({ issues: ISSUES, webhookUrl }, soak));

async function soak(stage: Stage): Promise<Findings> {
  const random = randomFrom(SEED);
  const web = await stage.startWeb(port);
  const worker = stage.startWorker();
  await untilBootstrapped(stage);
  await untilDrained(stage);
  const afterBootstrap = await compare(stage);
  const meddlers = await startMeddlers(stage.gitlab, random);
  for (let edit = 0; edit < TOLD_EDITS; edit++) {
    await meddlers.make();
    await sleep(random.below(MAX_BETWEEN_MS));
  }
  await untilDrained(stage);
  const afterWebhooks = await compare(stage);
  const management = await startManagement({ web, databaseUrl: stage.databaseUrl, random });
  await mix({ stage, worker, meddlers, management, random });
  await comeToRest(stage, management);
  const afterMixture = await compare(stage);
  const phases = { bootstrap: afterBootstrap, webhooks: afterWebhooks, mixture: afterMixture };
  return {
    figures: {
      ...figuresOf(phases),
      edits: meddlers.counts().edits,
      "of them refused by GitLab": meddlers.counts().refused,
      "asked of the web": JSON.stringify(management.counts()),
    },
    faults: [
      ...unequal("issues compared after the bootstrap", afterBootstrap.issues, ISSUES),
      ...Object.entries(phases).flatMap(([phase, { lines }]) => lines.map((line) => `after the ${phase}: ${line}`)),
      ...(await listParkedJobs(stage.databaseUrl)),
      ...stage.lost(),
    ],
  };
}

async function compare({ gitlab, databaseUrl }: Stage): Promise<Comparison> {
  return compareHistories(await readHistory(gitlab), await readProduct(databaseUrl), { mustBeRead: true });
}

type Mixture = { stage: Stage; worker: Worker; meddlers: Meddlers; management: Management; random: Random };

async function mix({ stage, worker, meddlers, management, random }: Mixture): Promise<void> {
  await stage.gitlab.deliverWebhooks(WRONG_DELIVERY);
  for (let step = 0; step < MIXED_STEPS; step++) {
    await (random.next() < MEDDLING_SHARE ? meddlers.meddle() : meddlers.make());
    await manage(management, random);
    if (step === Math.floor(MIXED_STEPS * PAUSE_AT)) {
      await stage.gitlab.fail({ kind: "rate_limited", times: 1, seconds: 5 });
    }
    if (step === Math.floor(MIXED_STEPS * KILL_AT)) {
      await killProcess(worker.child);
      stage.startWorker();
    }
    await sleep(random.below(MAX_BETWEEN_MS));
  }
}

/** Mostly nothing. */
async function manage(management: Management, random: Random): Promise<void> {
  switch (random.below(40)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return management.override();
    case 4:
      return management.changeRule();
    case 5:
      return management.poll();
    default:
  }
}

/** GitLab answers and tells everything again; what nobody was told of is found by a sweep. */
async function comeToRest(stage: Stage, management: Management): Promise<void> {
  await stage.gitlab.deliverWebhooks();
  await stage.gitlab.fail();
  await untilDrained(stage);
  await management.poll();
  await untilDrained(stage);
  await management.sweep();
  await untilDrained(stage);
}

function figuresOf(phases: Record<string, Comparison>): Findings["figures"] {
  return Object.fromEntries(
    Object.entries(phases).flatMap(([phase, { issues, fields, gone, lines }]) => [
      [`after the ${phase}: issues compared`, issues],
      [`after the ${phase}: fields compared`, fields],
      [`after the ${phase}: of gone issues`, gone],
      [`after the ${phase}: differences`, lines.length],
    ]),
  );
}
