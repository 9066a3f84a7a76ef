/**
 * A bootstrap whose only worker is killed again and again, at moments drawn by chance, and started anew. At the end every
 * issue stands in the mirror once, with equal fields, and hardly any page was read in vain.
 *
 *   bun tests/soak/kill-worker.ts [--full]
 */
import { setTimeout as sleep } from "node:timers/promises";
import { killProcess } from "../bench/processes.ts";
import { randomFrom } from "../support/random.ts";
import { untilBootstrapped } from "./bootstrapped.ts";
import { compareMirror } from "./differences.ts";
import { listParkedJobs, countRows, readBootstraps, readMirror } from "./mirror.ts";
import { pickCount, runPart, unequal, type Findings } from "./part.ts";
import { onStage, type Stage, type Worker } from "./stage.ts";
import { until } from "./until.ts";

const SEED = 1;
const PAGE_SIZE = 100;
const ISSUES = pickCount(3_000, 20_000);
const KILLS = pickCount(4, 50);
/** A kill after the end would prove nothing: the last one comes where so much is left. */
const KILLED_UP_TO = 0.8;
/** Beyond the moment at which as many issues are there as chance said: not only just after a commit. */
const MAX_DELAY_MS = 300;
const REACHED_WITHIN_MS = 600_000;
/** Each kill may cost what was on its way: a page of each project and state that was being read, and the one ahead of it. */
const MAX_REREAD_A_KILL = 16;
const LISTING = String.raw`/issues\?.*state=`;

await runPart("soak-kill-worker", () => onStage({ issues: ISSUES }, soak));

async function soak(stage: Stage): Promise<Findings> {
  const { gitlab, databaseUrl } = stage;
  await gitlab.countRequests(LISTING);
  const startedAt = performance.now();
  const kills = await bootstrapUnderKills(stage);
  const worker = stage.startWorker();
  await untilBootstrapped(stage);
  const seconds = (performance.now() - startedAt) / 1000;
  const [pagesRead = 0] = await gitlab.requestCounts();
  worker.child.kill("SIGTERM");
  const { read } = await readBootstraps(databaseUrl);
  const theirs = await gitlab.issues();
  const found = compareMirror(theirs, await readMirror(databaseUrl));
  const parked = await listParkedJobs(databaseUrl);
  const pagesNeeded = pagesOf(theirs);
  const readAgain = pagesRead - pagesNeeded;
  return {
    figures: {
      issues: found.issues,
      kills,
      "pages needed": pagesNeeded,
      "pages read in all": pagesRead,
      "pages read again, a kill": Number((readAgain / Math.max(1, kills)).toFixed(1)),
      seconds: Number(seconds.toFixed(1)),
      differences: found.lines.length,
      "doubled rows": found.doubled,
      // A job whose worker was killed during each of its tries; its run was woken and went on.
      "jobs set aside on the way": parked.length,
    },
    faults: [
      ...unequal("kills", kills, KILLS),
      ...unequal("issues that the runs say they read", read, found.issues),
      ...unequal("doubled rows", found.doubled, 0),
      ...(readAgain > kills * MAX_REREAD_A_KILL ? [`${readAgain} pages were read in vain by ${kills} kills`] : []),
      ...found.lines,
      ...stage.lost(),
    ],
    details: { parked },
  };
}

/** Answers how many kills there were before the end of the bootstrap. */
async function bootstrapUnderKills(stage: Stage): Promise<number> {
  const random = randomFrom(SEED);
  const moments = Array.from({ length: KILLS }, () => Math.floor(random.next() * ISSUES * KILLED_UP_TO)).sort(
    (a, b) => a - b,
  );
  for (const [kills, moment] of moments.entries()) {
    const worker = stage.startWorker();
    await until(`${moment} issues are there`, () => isReached(stage, worker, moment), REACHED_WITHIN_MS);
    await sleep(random.below(MAX_DELAY_MS));
    if ((await readBootstraps(stage.databaseUrl)).read >= ISSUES) return kills;
    await killProcess(worker.child);
  }
  return moments.length;
}

/** So many issues are there, and this worker has come as far as to take jobs. */
async function isReached({ databaseUrl }: Stage, { child }: Worker, moment: number): Promise<boolean> {
  const text = "select (select count(*) from issues) + 1 as n from workers where pid = $1 and revoked_at is null";
  return (await countRows(databaseUrl, text, [child.pid])) > moment;
}

/** What one bootstrap without a kill reads: the pages of each project and state, of which an empty one is one too. */
function pagesOf(issues: readonly { project_id: number; state: string }[]): number {
  const counts = new Map<string, number>();
  for (const { project_id, state } of issues) {
    const key = `${project_id} ${state}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts.values()].reduce((sum, count) => sum + Math.max(1, Math.ceil(count / PAGE_SIZE)), 0);
}
