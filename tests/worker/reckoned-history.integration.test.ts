import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { AppError } from "@/lib/errors.ts";
import { applyOverride } from "@/lib/overrides/apply.ts";
import { changeRules } from "@/lib/status/rules.ts";
import { requestPoll } from "@/lib/sync/runs.ts";
import { compareHistories, type Comparison } from "../reckoning/compare.ts";
import { readHistory } from "../reckoning/history.ts";
import { readProduct } from "../reckoning/product.ts";
import { gitlabAt } from "../soak/gitlab.ts";
import { startMeddlers } from "../soak/history-edits.ts";
import { MANAGER, storeReader } from "../support/mirror.ts";
import { randomFrom, type Random } from "../support/random.ts";
import { drainToTheEnd, hint } from "./hints.ts";
import { reconcile } from "./reconciling.ts";
import { createRig, startGitLab, type GitLabRig, type Rig } from "./rig.ts";

const ISSUES = 90;
const EDITS = 80;
const MAX_PAUSE_MS = 60;

let gitlab: GitLabRig;
let rig: Rig;

beforeEach(async () => {
  gitlab = await startGitLab({ issues: ISSUES });
});
afterEach(async () => {
  await rig.close();
  await gitlab.close();
});

async function bootstrap(settings: Record<string, string> = {}): Promise<void> {
  const projects = (await gitlab.projects()).map(({ id }) => id);
  rig = await createRig(gitlab, { GITLAB_PROJECTS: projects.join(","), ...settings });
  await rig.discover();
  await drainToTheEnd(rig);
}

async function compare(): Promise<Comparison> {
  const product = await readProduct(rig.url);
  return compareHistories(await readHistory(gitlab), product, { mustBeRead: true });
}

test("after a bootstrap and its backfill every history is what GitLab's own comes to", async () => {
  await bootstrap();
  const found = await compare();
  expect(found.lines).toEqual([]);
  expect(found).toMatchObject({ issues: ISSUES, gone: 0, unread: 0, outside: 0 });
  expect(found.fields).toBeGreaterThan(ISSUES * (7 + 4));
});

test("within a window of the past, only what was closed before it is not here", async () => {
  await bootstrap({ BOOTSTRAP_CLOSED_DAYS: "100" });
  const found = await compare();
  expect(found.lines).toEqual([]);
  expect(found.outside).toBeGreaterThan(0);
  expect(found.issues + found.outside).toBe(ISSUES);
});

test("a history that was tampered with, or an issue whose events were never read, is seen", async () => {
  await bootstrap();
  await rig.db.$executeRaw`update issues set history_fetched_at = null where iid = 1`;
  await rig.db
    .$executeRaw`update issue_status_events set changed_at = changed_at + interval '1 second' where from_status is null`;
  const { issues, lines } = await compare();
  expect(lines.filter((line) => line.includes("timeline"))).toHaveLength(issues);
  expect(lines.filter((line) => line.includes("events were not read")).length).toBeGreaterThan(0);
});

test("edits that webhooks tell of leave no difference, without any poll", async () => {
  await bootstrap();
  const random = randomFrom(1);
  const { make, counts } = await startMeddlers(gitlabAt(gitlab.url, gitlab.token), random);
  const issuesBefore = await newestIssues();
  for (let edit = 0; edit < EDITS; edit++) {
    const place = await make();
    if (place) await hint(rig, place);
    if (random.below(10) === 0) await drainToTheEnd(rig);
    await sleep(random.below(MAX_PAUSE_MS));
  }
  for (const place of await createdSince(issuesBefore)) await hint(rig, place);
  await drainToTheEnd(rig);
  const found = await compare();
  expect(found.lines).toEqual([]);
  expect(found.issues).toBeGreaterThan(ISSUES);
  expect(counts().edits).toBe(EDITS);
}, 120_000);

test("an issue that is fetched twice after one edit has its events read after the second time too", async () => {
  await bootstrap();
  const [issue] = (await readHistory(gitlab)).issues.filter(({ moved_to_id }) => moved_to_id === null);
  const { project_id, iid } = issue ?? expect.fail("the demo GitLab has no issue");
  await gitlab.edit({ project: project_id, iid }, { add_labels: "Doing" });
  for (const time of ["first", "second"]) {
    await hint(rig, { project_id, iid });
    await drainToTheEnd(rig);
    expect((await compare()).lines, `after the ${time} time`).toEqual([]);
  }
});

test.for([2, 3])(
  "a random mixture of everything, seed %i, leaves no difference",
  { timeout: 180_000 },
  async (seed) => {
    await bootstrap();
    await storeReader(rig.db, MANAGER);
    const random = randomFrom(seed);
    const { make, meddle } = await startMeddlers(gitlabAt(gitlab.url, gitlab.token), random);
    for (let step = 0; step < EDITS; step++) {
      const place = await (random.below(5) === 0 ? meddle() : make());
      const times = random.below(3); // lost, told once, told twice
      for (let time = 0; place !== null && time < times; time++) await hint(rig, place);
      await doSomethingHere(random);
      await sleep(random.below(MAX_PAUSE_MS));
    }
    await drainToTheEnd(rig);
    await reconcile(rig, { sweep: true });
    await drainToTheEnd(rig);
    const found = await compare();
    expect(found.lines).toEqual([]);
    expect(found.issues).toBeGreaterThan(ISSUES / 2);
  },
);

/** Mostly nothing; else what managers, admins and the clock do. */
async function doSomethingHere(random: Random): Promise<void> {
  switch (random.below(14)) {
    case 0:
      return rig.drainAll();
    case 1:
    case 2:
      return overrideSome(random);
    case 3:
      return changeSomeRule(random);
    case 4:
      return void (await requestPoll(rig.db, {}));
    default:
  }
}

async function overrideSome(random: Random): Promise<void> {
  const issues = await rig.db.issue.findMany({ select: { id: true }, orderBy: { gitlabIssueId: "asc" } });
  const internal_status = random.pick(["not_started", "in_progress", "blocked", null] as const);
  const { id } = random.pick(issues.slice(0, 15));
  await applyOverride(rig.db, { issueId: id, change: { internal_status }, reader: MANAGER });
}

async function changeSomeRule(random: Random): Promise<void> {
  const rules = await rig.db.statusRule.findMany({ orderBy: { pattern: "asc" } });
  const outcome = random.pick(["not_started", "in_progress", "blocked", "not_done"] as const);
  const pattern = random.pick(["bug", "workflow::", "type::", "customer", "Doing", "status::", "wontfix"]);
  const projects = await gitlab.projects();
  const project = random.below(2) === 0 ? null : random.pick(projects).path_with_namespace;
  const rule = { pattern, outcome, rank: random.below(50), project };
  const isNew = random.below(3) > 0;
  const proposal = isNew
    ? ({ action: "create", ...rule } as const)
    : ({ action: "delete", id: random.pick(rules).id } as const);
  await changeRules(rig.db, proposal, MANAGER).catch((error: unknown) => {
    // There is such a rule already.
    if (!(error instanceof AppError && error.code === "conflict")) throw error;
  });
}

async function newestIssues(): Promise<number> {
  return Math.max(...(await readHistory(gitlab)).issues.map(({ id }) => id));
}

async function createdSince(id: number): Promise<{ project_id: number; iid: number }[]> {
  return (await readHistory(gitlab)).issues.filter((issue) => issue.id > id);
}
