import type { Db } from "@/lib/db/client.ts";
import { AppError } from "@/lib/errors.ts";
import { Refusal } from "@/lib/gitlab/demo/answers.ts";
import type { Random } from "@/lib/gitlab/demo/random.ts";
import { enqueue } from "@/lib/jobs/enqueue.ts";
import { requestBootstrap, requestPoll, requestReconcile } from "@/lib/sync/runs.ts";
import type { Clock } from "./clock.ts";
import type { Crew } from "./crew.ts";
import type { Edits } from "./edits.ts";
import type { Mail } from "./mail.ts";
import type { OverrideModel } from "./overrides.ts";
import { requestDiscovery } from "./rest.ts";
import type { RuleChanges } from "./rules.ts";
import type { Tally } from "./tally.ts";

const ADMIN = "admin@acme.test";
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
/** Longer than a worker may be silent. */
export const SILENCE_MS = 90 * SECOND_MS;

type OperationsParts = {
  db: Db;
  clock: Clock;
  edits: Edits;
  overrides: OverrideModel;
  rules: RuleChanges;
  mail: Mail;
  crew: Crew;
  tally: Tally;
  random: Random;
  mood: Mood;
};

/**
 * `healing`: reconciles and bootstraps come in between, which would hide what polls and webhooks lose. `slowness`: the share of
 * GitLab's answers that take minutes.
 */
export type Mood = { healing: boolean; minutesWeight: number; slowness: number };

export type Operations = ReturnType<typeof createOperations>;

/** Everything that may happen to a seed besides the workers' own work, one thing at a time. */
export function createOperations(parts: OperationsParts) {
  const { db, clock, edits, overrides, rules, mail, crew, tally, random, mood } = parts;
  const healing = mood.healing ? 1 : 0;

  const paused = new Set<number>();

  const forward = async (ms: number) => {
    await clock.forward(ms);
    await crew.beat();
    return `${Math.round(ms / SECOND_MS)} s pass`;
  };
  const someProject = async () => {
    const projects = await db.project.findMany({ orderBy: { gitlabProjectId: "asc" } });
    return projects.length === 0 ? null : random.pick(projects);
  };
  const togglePause = async () => {
    const project = await someProject();
    if (project === null) return null;
    paused.add(Number(project.gitlabProjectId));
    await db.project.update({ where: { id: project.id }, data: { active: !project.active } });
    return `${project.pathWithNamespace} ${project.active ? "paused" : "resumed"}`;
  };
  const takeOver = async () => {
    if (crew.sleeping() === 0) return null;
    await forward(SILENCE_MS);
    const taken = await crew.takeOver();
    return `${taken.length} workers taken for dead`;
  };
  const wake = async () => {
    if (crew.sleeping() === 0) return null;
    await crew.wakeAll();
    return "who slept is awake";
  };
  const poll = async () => {
    await requestPoll(db, {});
    return "poll asked for";
  };
  const reconcile = async (sweep: boolean) => {
    await requestReconcile(db, { sweep, requestedBy: ADMIN });
    return `${sweep ? "sweep" : "reconcile"} asked for`;
  };
  const bootstrap = async () => {
    const project = await someProject();
    if (project === null || !project.active) return null;
    await requestBootstrap(db, { project: project.id, requestedBy: ADMIN });
    return `bootstrap of ${project.pathWithNamespace} asked for`;
  };
  /** As mostly in life: the webhook comes at once. */
  const editAndTell = async () => {
    const words = edits.edit();
    if (words === null || mail.waiting() === 0) return words;
    await mail.deliverOne("last");
    return `${words}, told at once`;
  };
  const tidy = async () => {
    await enqueue(db, "tidy", {}, { key: "tidy" });
    return "tidy asked for";
  };

  const ACTS: readonly (readonly [name: string, act: () => Promise<string | null> | string | null, weight: number])[] =
    [
      ["edit", edits.edit, 22],
      ["edit told at once", editAndTell, 12],
      ["two edits in one instant", edits.editTwice, 6],
      ["create", edits.create, 5],
      ["import", edits.importOld, 2],
      ["edit without a new time", edits.editUntouched, 4],
      ["time set back", edits.setBack, 5],
      ["time set ahead", edits.setAhead, 4],
      ["move", edits.move, 3],
      ["delete", edits.remove, 4],
      ["restore", edits.restore, 3],
      ["label renamed", edits.renameLabel, 4],
      ["label recoloured", edits.recolour, 1],
      ["labels swapped", edits.swapLabels, 2],
      ["label deleted", edits.removeLabel, 2],
      ["user renamed", edits.renameUser, 2],
      ["project renamed", edits.renameProject, 1],
      ["project's access changed", edits.changeAccess, 1],
      ["override", overrides.changeOne, 8],
      ["rule changed", rules.changeOne, 3],
      ["webhook arrives", async () => (mail.waiting() === 0 ? null : (await mail.deliverOne(), "webhook")), 20],
      ["poll", poll, 8],
      ["reconcile", () => reconcile(false), 3 * healing],
      ["sweep", () => reconcile(true), 2 * healing],
      ["bootstrap", bootstrap, 2 * healing],
      ["discovery", async () => (await requestDiscovery(db), "discovery"), 1],
      ["tidy", tidy, 1],
      ["pause or resume", togglePause, 1],
      ["takeover", takeOver, 5],
      ["waking", wake, 6],
      ["seconds pass", () => forward(random.int(1, 40) * SECOND_MS), 5],
      ["minutes pass", () => forward(random.int(1, 25) * MINUTE_MS), mood.minutesWeight],
    ];

  const act = async () => {
    const [name, does] = random.weighted(ACTS.map((one) => [one, one[2]] as const));
    try {
      const words = await does();
      if (words === null) return;
      tally.add("operations", name);
      tally.log(`  ${name}: ${words}`);
    } catch (error) {
      // What GitLab or Backtrak refuses did not happen.
      if (!(error instanceof Refusal) && !(error instanceof AppError)) throw error;
      tally.log(`  ${name} refused: ${error.message}`);
    }
  };
  const lapse = async () => {
    if (random.chance(mood.slowness)) await forward(random.int(1, 5) * MINUTE_MS);
  };
  const wasPaused = (projectId: number) => paused.has(projectId);
  return { act, lapse, canFall: crew.canFall, poll, sweep: () => reconcile(true), forward, wasPaused };
}
