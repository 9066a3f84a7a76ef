import { setTimeout as wait } from "node:timers/promises";
import type { FaultKind } from "@/lib/gitlab/demo/faults.ts";
import type { Issue } from "@/lib/gitlab/demo/model.ts";
import { createRandom, type Random } from "@/lib/gitlab/demo/random.ts";
import { parseEnv } from "@/lib/env.ts";
import { createClock } from "./clock.ts";
import { createCrew, type Crew } from "./crew.ts";
import { createSeedDatabase, type Mould, type SeedDatabase } from "./database.ts";
import { differencesOfAll, differencesOfOwn, isCovered } from "./differences.ts";
import { createEdits } from "./edits.ts";
import { createMail } from "./mail.ts";
import { readProjects } from "./mirror.ts";
import { createOperations, SILENCE_MS } from "./operations.ts";
import { createOverrides } from "./overrides.ts";
import { comeToRest, requestDiscovery } from "./rest.ts";
import { createRuleChanges } from "./rules.ts";
import { startSite, TOKEN } from "./site.ts";
import { createStage } from "./stage.ts";
import { createTally, type Counts } from "./tally.ts";
import { createWatch } from "./watch.ts";

export type SeedOptions = { seed: number; workers: number };

export type SeedReport = {
  seed: number;
  workers: number;
  seconds: number;
  counts: Record<"operations" | "faults" | "crashes", Counts>;
  /** One line each; none where the mirror is as GitLab. */
  differences: string[];
  /** What happened, in order. */
  log: string[];
};

const ROUNDS = 6;
/** Seeds in which nothing but polls brings an edit: what they lose stays lost until the sweep. */
const POLLS_ALONE_SHARE = 0.4;
/** Seeds that go on after the sweep: what was gone comes back, and GitLab is changed without a word. */
const ENCORE_SHARE = 0.35;
const SILENT_EDITS = 6;
/** Edits that only their webhooks have told of when it is looked whether those are enough. */
const LAST_EDITS = 5;
const FAULTY_SHARE = 0.7;
const POLL_SHARE = 0.8;
const MINUTE_MS = 60_000;
const LONGEST_SEED_MS = 180_000;
/** As many things happen in the middle of a round's work. */
const ACTS_A_ROUND = 14;
const WINDOW_DAYS = ["all", "200", "200", "60"];

type World = Awaited<ReturnType<typeof buildWorld>>;

/**
 * One seed: a small demo GitLab is edited while workers mirror it through a line that fails, and they fall in the middle of it.
 * Then everything is put right, and what webhooks alone, polls alone and a reconcile owe to the mirror is compared, in this order.
 */
export async function runSeed(mould: Mould, { seed, workers }: SeedOptions): Promise<SeedReport> {
  const startedAt = performance.now();
  const database = await createSeedDatabase(mould);
  const world = await buildWorld(database, { seed, workers });
  const { tally } = world;
  let differences: string[];
  try {
    differences = await Promise.race([liveAndSettle(world), tooLong()]);
  } catch (error) {
    differences = [`the seed broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
  for (const [kind, times] of Object.entries(world.site.demo.faults.state().counts)) tally.add("faults", kind, times);
  await world.crew.close();
  await world.site.close();
  await database.close();
  const seconds = (performance.now() - startedAt) / 1000;
  return { seed, workers, seconds, counts: tally.counts, differences, log: tally.lines };
}

async function liveAndSettle(world: World): Promise<string[]> {
  await live(world);
  return settle(world);
}

/** A seed that waits for something that never comes is a fault like any other, and is told as one. */
async function tooLong(): Promise<never> {
  await wait(LONGEST_SEED_MS, undefined, { ref: false });
  throw new Error(`it has not ended after ${LONGEST_SEED_MS / 1_000} s`);
}

async function buildWorld(database: SeedDatabase, { seed, workers }: SeedOptions) {
  const random = createRandom(`convergence ${seed}`);
  const tally = createTally();
  const { db } = database;
  const clock = createClock(db, random.int(-25_000, 25_000));
  const post: Parameters<typeof startSite>[0]["post"] = (change) => mail.post(change);
  const site = await startSite({ seed, keyset: random.chance(0.8), clock, post });
  const pollsAlone = random.chance(POLLS_ALONE_SHARE);
  const shares = { dropped: pollsAlone ? 1 : random.pick([0, 0.3, 0.7]), doubled: 0.2 };
  const mail = createMail({ db, site: site.demo.site, random: random.fork("mail"), tally, shares });
  const edits = createEdits({ site, clock, random: random.fork("edits") });
  const overrides = await createOverrides(db, random.fork("overrides"));
  const titles = () => [...site.store.labels.values()].map((label) => label.title).toSorted();
  const rules = createRuleChanges({ db, random: random.fork("rules"), titles });
  const stage = createStage({ random: random.fork("stage"), tally });
  const env = parseEnv({
    DATABASE_URL: database.urlAs("convergence"),
    GITLAB_URL: site.url,
    GITLAB_TOKEN: TOKEN,
    GITLAB_PROJECTS: site.projectIds.join(","),
    BOOTSTRAP_CLOSED_DAYS: random.pick(WINDOW_DAYS),
  });
  const crew: Crew = createCrew({ database, env, size: workers, stage });
  const mood = {
    healing: !pollsAlone && random.chance(0.7),
    minutesWeight: random.pick([6, 25]),
    slowness: random.pick([0, 0, 0.2, 0.5]),
  };
  const acts = { db, clock, edits, overrides, rules, mail, crew, tally, random: random.fork("acts"), mood };
  const operations = createOperations(acts);
  stage.play(operations);
  const watch = createWatch({
    db,
    site,
    mayVanish: (issue) => edits.wasShut(issue.projectId) || sawFalseRefusals(site),
  });
  return { db, random, tally, clock, site, mail, edits, overrides, stage, crew, operations, watch };
}

/** Rounds of edits and work; most of the edits fall into the middle of the work. */
async function live({ db, random, site, stage, crew, operations, watch, tally }: World): Promise<void> {
  await requestDiscovery(db);
  for (let round = 0; round < ROUNDS; round += 1) {
    tally.log(`round ${round}`);
    site.demo.faults.set(random.chance(FAULTY_SHARE) ? drawFaults(random) : []);
    if (round > 0) await operations.forward(random.int(1, 15) * MINUTE_MS);
    if (random.chance(POLL_SHARE)) await operations.poll();
    stage.open(ACTS_A_ROUND);
    await crew.work();
    stage.shut();
    await watch.look();
    for (let act = random.int(1, 6); act > 0; act -= 1) await operations.act();
  }
}

const FAULTS: readonly (readonly [FaultKind, number])[] = [
  ["rate_limited", 4],
  ["server_error", 4],
  ["bad_gateway", 3],
  ["login_page", 6],
  ["slow", 3],
  ["reset", 3],
  ["truncated", 3],
  ["endless", 0.3],
  ["unauthorized", 1],
  ["forbidden", 1],
  ["not_found", 1],
];

/** A 404 or 403 that is not true must not be believed at once, and a true one cannot be told from it: only one a round. */
function drawFaults(random: Random) {
  return Array.from({ length: random.int(1, 3) }, () => {
    const kind = random.weighted(FAULTS);
    const times = ["unauthorized", "forbidden", "not_found", "endless"].includes(kind) ? 1 : random.int(1, 6);
    const seconds = random.chance(0.5) ? random.int(0, 40) : undefined;
    const details = kind === "rate_limited" ? { seconds } : kind === "slow" ? { delay_ms: random.int(5, 40) } : {};
    return { kind, times, share: random.pick([0.1, 0.3, 0.6]), ...details };
  });
}

/** GitLab is well again, and nobody falls any more. */
async function settle(world: World): Promise<string[]> {
  const { db, site, mail, edits, crew, tally } = world;
  tally.log("everything is put right");
  site.demo.faults.clear();
  edits.openAll();
  await db.$executeRaw`update projects set active = true where not active`;
  await world.operations.forward(SILENCE_MS);
  await crew.takeOver();
  await crew.wakeAll();
  await requestDiscovery(db);
  const problems = await comeToRest(world);
  const compared = { db, site, overrides: world.overrides };
  problems.push(...named("after the webhooks", await differencesOfOwn(compared, owedByWebhooks(world))));
  for (let edit = 0; edit < LAST_EDITS; edit += 1) tally.log(`  ${edits.edit() ?? "nothing"}`);
  await mail.deliverAll();
  problems.push(...(await comeToRest(world)));
  problems.push(...named("after the last webhooks", await differencesOfOwn(compared, owedByWebhooks(world))));
  await world.watch.look();

  await world.operations.poll();
  problems.push(...(await comeToRest(world)));
  const owed = await owedByPolls(world);
  await world.watch.look();
  problems.push(...named("after the polls", await differencesOfOwn(compared, owed)));

  await world.operations.sweep();
  problems.push(...(await comeToRest(world)));
  problems.push(...named("after the sweep", await differencesOfAll(compared)));
  if (world.random.chance(ENCORE_SHARE)) problems.push(...(await encore(world)));
  return [...problems, ...crew.faults(), ...world.watch.faults()];
}

/** Only a reconcile can see any of this, and it has to see all of it. */
async function encore(world: World): Promise<string[]> {
  const { db, site, edits, operations, overrides, tally } = world;
  tally.log("encore");
  edits.restoreAll();
  for (let edit = 0; edit < SILENT_EDITS; edit += 1) tally.log(`  ${edits.silently() ?? "nothing"}`);
  await operations.forward(MINUTE_MS);
  await operations.sweep();
  const problems = await comeToRest(world);
  return [...problems, ...named("after the encore", await differencesOfAll({ db, site, overrides }))];
}

/** The issues as a webhook told of them that was taken, where it could be followed at once. */
function owedByWebhooks({ site, mail, edits, operations }: World): Issue[] {
  return mail
    .taken()
    .filter((issue) => site.store.issueById(issue.id) === issue && site.isOwedByPolls(issue))
    .filter(({ projectId }) => !edits.wasShut(projectId) && !operations.wasPaused(projectId))
    .filter(() => !sawFalseRefusals(site));
}

/** A single 403 or 404 that GitLab did not mean is followed by the next poll or reconcile only. */
function sawFalseRefusals({ demo }: World["site"]): boolean {
  const { counts } = demo.faults.state();
  return counts.not_found + counts.forbidden > 0;
}

/**
 * The issues as they stand after edits that moved `updated_at`, or since before the bootstrap. Where a project was hidden its
 * issues may have been marked gone, and only a reconcile brings those back.
 */
async function owedByPolls({ db, site, edits }: World): Promise<Issue[]> {
  const projects = await readProjects(db);
  return projects.flatMap(({ gitlab_id: id, history_from: from }) => {
    if (edits.wasShut(id) || sawFalseRefusals(site)) return [];
    const issues = [...site.store.issuesOf(id)];
    return issues.filter((issue) => site.isOwedByPolls(issue) && isCovered(issue, from));
  });
}

function named(when: string, lines: readonly string[]): string[] {
  return lines.map((line) => `${when}: ${line}`);
}
