/**
 * The web process is killed again and again while it stores and answers webhooks. What it said it kept is handled, what it did not
 * is found by the poll; half of the unanswered deliveries are sent again under the same key, and none is kept twice.
 *
 *   bun tests/soak/kill-web.ts [--full]
 */
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@/lib/free-port.ts";
import { killProcess } from "../bench/processes.ts";
import { randomFrom, type Random } from "../support/random.ts";
import { untilBootstrapped } from "./bootstrapped.ts";
import { startEditor } from "./editor.ts";
import { pickCount, runPart, type Findings } from "./part.ts";
import { reckon } from "./reckoning.ts";
import { startRelay, takenKeys, type Relay } from "./relay.ts";
import { onStage, type Stage } from "./stage.ts";
import type { Web } from "./web.ts";

const SEED = 3;
const ISSUES = 500;
const KILLS = pickCount(4, 100);
const EDITS_PER_SECOND = 20;
/** Deliveries that a web takes before it is aimed at, and how long after the fatal one was sent it is killed. */
const MAX_TAKEN_FIRST = 10;
const MAX_DELAY_MS = 40;

const relay = await startRelay();
await runPart("soak-kill-web", () => onStage({ issues: ISSUES, webhookUrl: relay.url }, (stage) => soak(stage, relay)));
await relay.close();

async function soak(stage: Stage, through: Relay): Promise<Findings> {
  const port = (await freePort(0)) ?? 0;
  through.targets = [`http://127.0.0.1:${port}/api/webhooks/gitlab`];
  const random = randomFrom(SEED);
  stage.startWorker();
  let web = await stage.startWeb(port);
  await untilBootstrapped(stage);
  const editor = await startEditor(stage.gitlab, { perSecond: EDITS_PER_SECOND, seed: SEED });
  let resent = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    await killWhileAnswering(web, through, random);
    const cut = unanswered(through);
    web = await stage.startWeb(port);
    for (const posting of cut.filter(() => random.next() < 0.5)) {
      await through.resend(posting);
      resent++;
    }
  }
  const found = await reckon({ stage, web, relay: through, editor });
  return {
    figures: {
      kills: KILLS,
      "deliveries sent again": resent,
      "of them kept already, before the kill": through.postings.filter(({ isRepeated }) => isRepeated).length,
      ...found.figures,
    },
    faults: found.faults,
  };
}

/** Kills it some milliseconds after some delivery was sent to it. */
async function killWhileAnswering(web: Web, through: Relay, random: Random): Promise<void> {
  let left = random.below(MAX_TAKEN_FIRST);
  await new Promise<void>((resolve) => {
    through.onForward = () => {
      if (left-- === 0) resolve();
    };
  });
  through.onForward = null;
  await sleep(random.below(MAX_DELAY_MS));
  await killProcess(web.child);
}

/** The latest posting of each delivery of the last moments that was never answered as kept. */
function unanswered({ postings }: Relay) {
  const taken = new Set(takenKeys(postings));
  const seen = new Set<string>();
  return postings
    .toReversed()
    .filter(({ key }) => !seen.has(key) && seen.add(key) && !taken.has(key))
    .slice(0, MAX_TAKEN_FIRST);
}
