import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { enqueueRefresh } from "@/lib/sync/deliveries.ts";
import { listJobs } from "../lib/jobs/queue-view.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { createProcesses, logOf, until, type WorkerProcess } from "./process-rig.ts";
import { asMirrored, mirrorVersions, readMirror, startGitLab, type DemoProject, type GitLabRig } from "./rig.ts";

const ISSUES = 500;
const SLOW_PAGES = { kind: "slow", path: "/issues\\?", delay_ms: 300 } as const;

let gitlab: GitLabRig;
let projects: DemoProject[];
let database: TestDatabase;
let processes: ReturnType<typeof createProcesses>;

beforeAll(async () => {
  gitlab = await startGitLab({ issues: ISSUES });
  projects = await gitlab.projects();
});
afterAll(() => gitlab.close());
beforeEach(async () => {
  database = await createTestDatabase();
  processes = createProcesses(gitlab, () => database.url);
});
afterEach(async () => {
  processes.killAll();
  gitlab.demo.faults.clear();
  await database.close();
});

const start = (settings: Record<string, string> = {}) =>
  processes.start({ GITLAB_PROJECTS: projects.map((project) => project.id).join(","), ...settings });

const countIssues = () => database.db.issue.count();

const allRead = async () => {
  const runs = await database.db.syncRun.findMany({ where: { mode: "bootstrap" } });
  return runs.length === projects.length && runs.every((run) => run.status === "success");
};

async function expectWholeMirror(): Promise<void> {
  const runs = await database.db.syncRun.findMany({ where: { mode: "bootstrap" } });
  expect(runs.reduce((sum, run) => sum + run.recordsRead, 0)).toBe(ISSUES);
  expect(runs.reduce((sum, run) => sum + run.recordsUpserted, 0)).toBe(ISSUES);
  for (const { id } of projects) {
    expect(await readMirror(database, id)).toEqual(asMirrored(await gitlab.issues(id)));
  }
}

test("killed three times in the middle of a bootstrap, it goes on each time from the last committed page", async () => {
  gitlab.demo.faults.set([SLOW_PAGES]);
  let before = 0;
  for (let kill = 0; kill < 3; kill += 1) {
    const worker = start();
    const stood = before;
    await until("another page is here", async () => (await countIssues()) > stood);
    worker.child.kill("SIGKILL");
    expect(await worker.ended).toBeNull();
    before = await countIssues();
    expect(before).toBeLessThan(ISSUES);
  }
  gitlab.demo.faults.clear();
  start();
  await until("the rest is read", allRead);
  await expectWholeMirror();
  expect(await database.db.worker.count({ where: { revokedAt: { not: null } } })).toBe(3);
}, 90_000);

test("a worker that stood still while another took its jobs writes nothing when it wakes, and ends", async () => {
  gitlab.demo.faults.set([SLOW_PAGES]);
  const stopped = start();
  await until("a page is here", async () => (await countIssues()) > 0);
  stopped.child.kill("SIGSTOP");
  gitlab.demo.faults.clear();
  const other = start();
  await until("the other has read the rest", allRead);
  await until("nothing is left to do", async () => (await listJobs(database.db)).length === 0);
  const [versions, runs] = [await mirrorVersions(database), await database.db.syncRun.findMany()];

  stopped.child.kill("SIGCONT");
  expect(await stopped.ended).toBe(1);
  expect(await mirrorVersions(database)).toBe(versions);
  expect(await database.db.syncRun.findMany()).toEqual(runs);
  expect(logOf(stopped).filter(({ msg }) => msg === "worker ends")).toHaveLength(1);
  expect(stopped.output.join("")).toMatch(/"reason":"[^"]*peers/);
  expect(other.child.exitCode).toBeNull();
  await expectWholeMirror();
}, 60_000);

test("three workers on one Postgres share the jobs, and none is run twice", async () => {
  const workers = [1, 2, 3].map(() => start({ LOG_LEVEL: "trace" }));
  await until("all three are there", async () => (await database.db.worker.count()) === 3);
  await until("everything is read", allRead);
  for (const { id } of projects) {
    for (const { iid } of (await gitlab.issues(id)).slice(0, 8)) {
      await enqueueRefresh(database.db, { gitlabProjectId: String(id), iid });
    }
  }
  await until("nothing is left to do", async () => (await listJobs(database.db)).length === 0);
  for (const { child, ended } of workers) {
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  }
  const begun = workers.map((worker) => jobsIn(worker, /^Found task (\d+)/));
  const done = workers.map((worker) => jobsIn(worker, /^Completed task (\d+)/));
  expect(begun.filter((jobs) => jobs.length > 0).length).toBeGreaterThan(1);
  expect(begun.flat().length).toBeGreaterThan(8 * projects.length);
  expect(new Set(begun.flat()).size).toBe(begun.flat().length);
  expect(done.flat().toSorted()).toEqual(begun.flat().toSorted());
  await expectWholeMirror();
}, 60_000);

/** The jobs that its log says something of. */
function jobsIn(worker: WorkerProcess, words: RegExp): string[] {
  return logOf(worker).flatMap(({ msg }) => words.exec(msg)?.[1] ?? []);
}
