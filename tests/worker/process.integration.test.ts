import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { listJobs } from "../lib/jobs/queue-view.ts";
import { startGitLab, type GitLabRig } from "./rig.ts";

const GRACE_MS = 10_000;

let gitlab: GitLabRig;
let database: TestDatabase;
const started: ChildProcess[] = [];

beforeAll(async () => {
  gitlab = await startGitLab({ issues: 1_000 });
});
afterAll(() => gitlab.close());
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
  await database.close();
});

/** A real worker under Bun. */
function startWorker(settings: Record<string, string> = {}) {
  const child = spawn("bun", ["worker/main.ts"], {
    env: {
      NODE_ENV: "production",
      PATH: process.env.PATH,
      DATABASE_URL: database.url,
      GITLAB_URL: gitlab.url,
      GITLAB_TOKEN: gitlab.token,
      BOOTSTRAP_CLOSED_DAYS: "all",
      WORKER_HEARTBEAT_SECONDS: "1",
      ...settings,
    },
  });
  started.push(child);
  const output: string[] = [];
  child.stdout.on("data", (chunk) => output.push(String(chunk)));
  child.stderr.on("data", (chunk) => output.push(String(chunk)));
  const ended = once(child, "exit").then(([code]) => code);
  return { child, ended, output };
}

async function until(what: string, holds: () => Promise<boolean>, withinMs = 30_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const countIssues = () => database.db.issue.count();
const allProjects = async () => (await gitlab.projects()).map((project) => project.id).join(",");

test("a worker bootstraps what its settings name, and ends on SIGTERM within ten seconds with nothing left locked", async () => {
  const projects = await allProjects();
  const worker = startWorker({ GITLAB_PROJECTS: projects });
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

test("what a killed worker held goes on in a living one, from the last committed page, with exact counts", async () => {
  const settings = { GITLAB_PROJECTS: await allProjects() };
  const first = startWorker(settings);
  await until("some issues are here", async () => (await countIssues()) >= 200);
  first.child.kill("SIGKILL");
  await first.ended;
  const halfway = await countIssues();
  expect(halfway).toBeLessThan(1_000);

  startWorker(settings);
  await until("the second worker has read the rest", async () => {
    const runs = await database.db.syncRun.findMany({ where: { mode: "bootstrap" } });
    return runs.every((run) => run.status === "success");
  });
  expect(await countIssues()).toBe(1_000);
  const runs = await database.db.syncRun.findMany({ where: { mode: "bootstrap" } });
  expect(runs.reduce((sum, run) => sum + run.recordsUpserted, 0)).toBe(1_000);
  expect(await database.db.worker.count({ where: { revokedAt: { not: null } } })).toBe(1);
});

test("a worker ends when the process that holds its input has ended", async () => {
  const worker = startWorker({ BACKTRAK_TETHER: "1" });
  await until("the worker has started", async () => (await database.db.worker.count()) === 1);
  worker.child.stdin.end();
  expect(await worker.ended).toBe(0);
});

test("a missing setting, or another GitLab than the database mirrors, is one line and exit code 1", async () => {
  const missing = startWorker({ GITLAB_TOKEN: "" });
  expect(await missing.ended).toBe(1);
  expect(missing.output.join("")).toBe("backtrak worker: GITLAB_TOKEN is not set\n");

  await database.db.$executeRaw`insert into gitlab_instance (id, base_url) values (1, 'https://other.example.com')`;
  const wrong = startWorker();
  expect(await wrong.ended).toBe(1);
  expect(wrong.output.join("").trim().split("\n")).toHaveLength(1);
  expect(wrong.output.join("")).toMatch(/mirrors https:\/\/other\.example\.com/);
});
