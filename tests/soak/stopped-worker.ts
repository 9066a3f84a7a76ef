/**
 * A worker stands still in the middle of a bootstrap for longer than its peers wait for it, and wakes when they have done its work:
 * it must write nothing, not even that it ended, and end with exit code 1.
 *
 *   bun tests/soak/stopped-worker.ts [--full]
 */
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { withDatabase } from "@/lib/db/connection.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { createLog } from "@/lib/log.ts";
import { stopProcess } from "../bench/processes.ts";
import { randomFrom, type Random } from "../support/random.ts";
import { untilBootstrapped } from "./bootstrapped.ts";
import { compareMirror } from "./differences.ts";
import { changedTables, countRows, readFingerprints, readMirror } from "./mirror.ts";
import { pickCount, runPart, unequal, type Findings } from "./part.ts";
import { onStage, type Stage } from "./stage.ts";
import { until } from "./until.ts";

const SEED = 4;
const ISSUES = 2_000;
const ROUNDS = pickCount(2, 20);
const MAX_DELAY_MS = 200;
const TAKEN_OVER_WITHIN_MS = 30_000;
const ENDS_WITHIN_MS = 30_000;
/** The living worker's heartbeat, and what GitLab last said of its rate limit, which no job writes; all else stands still. */
const NOT_WORK = ["workers", "gitlab_state"];

/** From when the peer was there and the sleeper silent, by the database's clock. */
const TAKEOVER_SECONDS = `
  select round(extract(epoch from s.revoked_at - greatest(s.heartbeat_at, p.started_at)), 1) as n
  from workers s, workers p where s.pid = $1 and p.pid = $2`;

await runPart("soak-stopped-worker", () => onStage({ issues: ISSUES }, soak));

type Round = { issuesAtStop: number; takeoverSeconds: number; exitCode: number | null; faults: string[] };

async function soak(stage: Stage): Promise<Findings> {
  const random = randomFrom(SEED);
  const rounds: Round[] = [];
  for (let round = 1; round <= ROUNDS; round++) rounds.push(await playRound(stage, round, random));
  return {
    figures: {
      rounds: rounds.length,
      "issues there when it was stopped": rounds.map((round) => round.issuesAtStop).join(", "),
      "taken over after, seconds at most": Math.max(...rounds.map((round) => round.takeoverSeconds)),
      "exit codes": rounds.map((round) => round.exitCode).join(", "),
    },
    faults: [
      ...rounds.flatMap((round, index) => round.faults.map((fault) => `round ${index + 1}: ${fault}`)),
      ...stage.lost(),
    ],
    details: { rounds },
  };
}

async function playRound(stage: Stage, round: number, random: Random): Promise<Round> {
  const databaseUrl = withDatabase(stage.databaseUrl, `soak_${round}`);
  await migrate(databaseUrl, { log: createLog("soak", "warn"), createDatabase: true });
  const here = { ...stage, databaseUrl };
  const { child: sleeper } = stage.startWorker({ DATABASE_URL: databaseUrl });
  const wanted = 1 + random.below(ISSUES * 0.6);
  await until(`${wanted} issues are there`, async () => (await countIssues(databaseUrl)) >= wanted);
  await sleep(random.below(MAX_DELAY_MS));
  sleeper.kill("SIGSTOP");
  const issuesAtStop = await countIssues(databaseUrl);
  const { child: peer } = stage.startWorker({ DATABASE_URL: databaseUrl });
  const revoked = "select count(*) as n from workers where pid = $1 and revoked_at is not null";
  const isRevoked = async () => (await countRows(databaseUrl, revoked, [sleeper.pid])) === 1;
  await until("the peer has taken over", isRevoked, TAKEN_OVER_WITHIN_MS);
  const takeoverSeconds = await countRows(databaseUrl, TAKEOVER_SECONDS, [sleeper.pid, peer.pid]);
  await untilBootstrapped(here);
  await untilQuiet(databaseUrl);
  const before = await readFingerprints(databaseUrl, NOT_WORK);
  const jobsBefore = await countJobs(databaseUrl);
  const ended = once(sleeper, "exit");
  sleeper.kill("SIGCONT");
  await Promise.race([ended, sleep(ENDS_WITHIN_MS, undefined, { ref: false })]);
  const written = changedTables(before, await readFingerprints(databaseUrl, NOT_WORK));
  const { lines } = compareMirror(await stage.gitlab.issues(), await readMirror(databaseUrl));
  const faults = [
    ...unequal("exit code", sleeper.exitCode, 1),
    ...unequal("tables it wrote to", written.join(", "), ""),
    ...unequal("jobs", await countJobs(databaseUrl), jobsBefore),
    ...lines,
  ];
  await stopProcess(peer);
  return { issuesAtStop, takeoverSeconds, exitCode: sleeper.exitCode, faults };
}

function countIssues(url: string): Promise<number> {
  return countRows(url, "select count(*) as n from issues");
}

function countJobs(url: string): Promise<number> {
  return countRows(url, "select count(*) as n from graphile_worker.jobs");
}

/** Nothing is due and nothing runs. */
async function untilQuiet(url: string): Promise<void> {
  const text =
    "select count(*) as n from graphile_worker.jobs where locked_at is not null or run_at < now() + interval '10 seconds'";
  await until("no job is left", async () => (await countRows(url, text)) === 0);
}
