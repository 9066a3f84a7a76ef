import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { listJobs } from "../lib/jobs/queue-view.ts";
import { createProcesses, until } from "./process-rig.ts";
import { startGitLab, type GitLabRig } from "./rig.ts";

const GRACE_MS = 10_000;

let gitlab: GitLabRig;
let database: TestDatabase;
let processes: ReturnType<typeof createProcesses>;

beforeAll(async () => {
  gitlab = await startGitLab({ issues: 1_000 });
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

const countIssues = () => database.db.issue.count();
const allProjects = async () => (await gitlab.projects()).map((project) => project.id).join(",");

test("a worker bootstraps what its settings name, and ends on SIGTERM within ten seconds with nothing left locked", async () => {
  const projects = await allProjects();
  const worker = processes.start({ GITLAB_PROJECTS: projects });
  await until("all bootstraps are done", async () => {
    const done = await database.db.syncRun.count({ where: { mode: "bootstrap", status: "success" } });
    return done === projects.split(",").length;
  });
  expect(await countIssues()).toBe(1_000);
  expect(await database.db.worker.count()).toBe(1);

  const toldAt = performance.now();
  worker.child.kill("SIGTERM");
  expect(await worker.ended).toBe(0);
  expect(performance.now() - toldAt).toBeLessThan(GRACE_MS);
  expect(await database.db.worker.count()).toBe(0);
  expect((await listJobs(database.db)).filter((job) => job.locked_by !== null)).toEqual([]);
});

test("told to end in the middle of a bootstrap it gives its jobs back within ten seconds, with all their tries", async () => {
  gitlab.demo.faults.set([{ kind: "slow", path: "/issues\\?", delay_ms: 1_000 }]);
  const worker = processes.start({ GITLAB_PROJECTS: await allProjects() });
  await until("a first page is here", async () => (await countIssues()) > 0);
  const toldAt = performance.now();
  worker.child.kill("SIGTERM");
  expect(await worker.ended).toBe(0);
  expect(performance.now() - toldAt).toBeLessThan(GRACE_MS);
  expect(await database.db.worker.count()).toBe(0);
  const running = await database.db.syncRun.findMany({ where: { mode: "bootstrap", status: "running" } });
  expect(running.length).toBeGreaterThan(0);
  const jobs = await listJobs(database.db);
  for (const { id } of running) {
    const own = jobs.filter((job) => job.key === `bootstrap:${id}`);
    expect(own).toMatchObject([{ locked_by: null, attempts: 0, last_error: null }]);
  }
  expect(jobs.filter((job) => job.locked_by !== null)).toEqual([]);
});

test("a worker ends when the process that holds its input has ended", async () => {
  const worker = processes.start({ BACKTRAK_TETHER: "1" });
  await until("the worker has started", async () => (await database.db.worker.count()) === 1);
  worker.child.stdin.end();
  expect(await worker.ended).toBe(0);
});

test("a missing or wrong setting, or another GitLab than the database mirrors, is one line and exit code 1", async () => {
  const missing = processes.start({ GITLAB_TOKEN: "" });
  expect(await missing.ended).toBe(1);
  expect(missing.output.join("")).toBe("backtrak worker: GITLAB_TOKEN is not set\n");

  const cron = processes.start({ RECONCILE_CRON: "61 3 * * *" });
  expect(await cron.ended).toBe(1);
  expect(cron.output.join("")).toMatch(/^backtrak worker: RECONCILE_CRON is wrong[^\n]*\n$/);

  await database.db.$executeRaw`insert into gitlab_instance (id, base_url) values (1, 'https://other.example.com')`;
  const wrong = processes.start();
  expect(await wrong.ended).toBe(1);
  expect(wrong.output.join("").trim().split("\n")).toHaveLength(1);
  expect(wrong.output.join("")).toMatch(/mirrors https:\/\/other\.example\.com/);
});
