import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDb, type Db } from "@/lib/db/client.ts";
import { withDatabase } from "@/lib/db/connection.ts";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "@/lib/db/embedded.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { createLog } from "@/lib/log.ts";
import { enqueueRefresh } from "@/lib/sync/deliveries.ts";
import { lookUpProcess } from "@/lib/process.ts";
import { listJobs } from "../lib/jobs/queue-view.ts";
import { createProcesses, until } from "./process-rig.ts";
import { asMirrored, readMirror, startGitLab, type GitLabRig } from "./rig.ts";

const log = createLog("test", "silent");
const RESTARTS = 2;

let folder: string;
let gitlab: GitLabRig;
let postgres: EmbeddedPostgres;
let db: Db;
let processes: ReturnType<typeof createProcesses>;

beforeAll(async () => {
  gitlab = await startGitLab({ issues: 200 });
  folder = await mkdtemp(join(tmpdir(), "backtrak-restart-"));
  // Not durable: as in a failover, what was committed last may be taken back.
  postgres = await startEmbeddedPostgres({ dataDir: join(folder, "data"), durable: false, log });
  const url = withDatabase(postgres.url, "restarted");
  await migrate(url, { createDatabase: true, log });
  db = createDb(url, { max: 2 });
  processes = createProcesses(gitlab, () => url);
}, 60_000);
afterAll(async () => {
  processes.killAll();
  await db.$disconnect();
  await postgres.stop();
  await gitlab.close();
  await rm(folder, { recursive: true, force: true });
});

/** As a crash: every connection is cut off in the middle of what it was doing, and the log is replayed. */
async function restart(): Promise<void> {
  process.kill(postgres.pid, "SIGQUIT");
  await until("Postgres is gone", async () => lookUpProcess(postgres.pid) === null);
  postgres = await startEmbeddedPostgres({ dataDir: join(folder, "data"), durable: false, log });
}

test("a worker outlives a Postgres that is killed under it again and again, and every job is done in the end", async () => {
  const projects = await gitlab.projects();
  const worker = processes.start({
    GITLAB_PROJECTS: projects.map((project) => project.id).join(","),
  });
  await until("the first issues are here", async () => (await db.issue.count()) > 0);
  for (let round = 0; round < RESTARTS; round += 1) {
    for (const { id } of projects) {
      for (const { iid } of await gitlab.issues(id)) await enqueueRefresh(db, { gitlabProjectId: String(id), iid });
    }
    await until("hints are being followed", async () => (await listJobs(db)).some((job) => job.locked_by !== null));
    await restart();
  }
  await until("every job is done", async () => (await listJobs(db)).length === 0, 60_000);
  expect(worker.child.exitCode).toBeNull();
  const runs = await db.syncRun.findMany({ where: { mode: "bootstrap" } });
  expect(runs.map((run) => run.status)).toEqual(projects.map(() => "success"));
  for (const { id } of projects) expect(await readMirror({ db }, id)).toEqual(asMirrored(await gitlab.issues(id)));
  worker.child.kill("SIGTERM");
  expect(await worker.ended).toBe(0);
  expect(await db.worker.count()).toBe(0);
}, 120_000);
