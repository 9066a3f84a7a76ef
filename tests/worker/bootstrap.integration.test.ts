import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { transaction } from "@/lib/db/transaction.ts";
import { listParked, park } from "@/lib/jobs/parked.ts";
import { enqueueDiscovery } from "@/lib/sync/deliveries.ts";
import { readFreshness } from "@/lib/sync/queries.ts";
import { requestBootstrap } from "@/lib/sync/runs.ts";
import { listJobs } from "../lib/jobs/queue-view.ts";
import {
  asMirrored,
  createRig,
  mirrorVersions,
  readMirror,
  startGitLab,
  type DemoProject,
  type GitLabRig,
  type Rig,
} from "./rig.ts";

let gitlab: GitLabRig;
let projects: DemoProject[];
let biggest: DemoProject & { issues: number };
let rig: Rig;

beforeAll(async () => {
  gitlab = await startGitLab({ issues: 2_000 });
  projects = await gitlab.projects();
  const counted = await Promise.all(
    projects.map(async (project) => ({ ...project, issues: (await gitlab.issues(project.id)).length })),
  );
  biggest = counted.toSorted((a, b) => b.issues - a.issues)[0] ?? expect.fail("the demo GitLab has no project");
  expect(biggest.issues).toBeGreaterThan(200);
});
afterAll(() => gitlab.close());

beforeEach(async () => {
  rig = await createRig(gitlab, { GITLAB_PROJECTS: String(biggest.id) });
});
afterEach(() => rig.close());

const onlyRun = () => rig.db.syncRun.findFirstOrThrow({ where: { mode: "bootstrap" } });

/** Works until the bootstrap asks for its third page, and stops there: two pages are read, at most two are written. */
async function stopAtThirdPage(): Promise<void> {
  const asked = Promise.withResolvers<void>();
  let pages = 0;
  rig.watchRequests(async (path) => {
    if (!path.includes("/issues?") || ++pages < 3) return;
    asked.resolve();
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
  await enqueueDiscovery(rig.db);
  const queue = await rig.startQueue();
  await asked.promise;
  await queue.stop(5_000);
  rig.watchRequests(async () => {});
}

test("a bootstrap brings every issue as GitLab has it, once, with exact progress", async () => {
  await rig.discover();
  const issues = await gitlab.issues(biggest.id);
  expect(await readMirror(rig, biggest.id)).toEqual(asMirrored(issues));
  expect(await onlyRun()).toMatchObject({
    status: "success",
    recordsRead: issues.length,
    recordsUpserted: issues.length,
    recordsTotal: issues.length,
    nextPage: null,
    errorMessage: null,
    requestedBy: "discovery",
  });
  expect(await listJobs(rig.db)).toEqual([]);
});

test("afterwards the cursor stands before GitLab's clock at the start, and the mirror is fresh", async () => {
  const before = Date.now();
  await rig.discover();
  const cursor = await rig.db.syncCursor.findFirstOrThrow();
  const seenFrom = cursor.lastSeenUpdatedAt?.getTime() ?? 0;
  expect(seenFrom).toBeGreaterThan(before - 65_000);
  expect(seenFrom).toBeLessThanOrEqual(Date.now());
  const clock = { now: new Date(), zone: "UTC" };
  expect(await readFreshness(rig.db, { clock, pollIntervalMinutes: 5 })).toMatchObject({
    state: "fresh",
    excluded: [],
  });
});

test("only closed issues that changed within the window are fetched, and history says since when it is whole", async () => {
  await rig.close();
  rig = await createRig(gitlab, { GITLAB_PROJECTS: biggest.path_with_namespace, BOOTSTRAP_CLOSED_DAYS: "30" });
  await rig.discover();
  const project = await rig.db.project.findFirstOrThrow();
  const since = project.historyFrom?.toISOString() ?? expect.fail("history_from is not set");
  const open = await gitlab.issues(biggest.id, "&state=opened");
  const closed = await gitlab.issues(biggest.id, `&state=closed&updated_after=${since}`);
  expect(await readMirror(rig, biggest.id)).toEqual(asMirrored([...open, ...closed]));
  expect(closed.length).toBeGreaterThan(0);
  expect(open.length + closed.length).toBeLessThan(biggest.issues);
  expect((await onlyRun()).recordsTotal).toBe(open.length + closed.length);
});

test("stopped in the middle it goes on from its last committed page, and nothing is done twice", async () => {
  await stopAtThirdPage();
  const halfway = await onlyRun();
  expect(halfway.status).toBe("running");
  expect(halfway.recordsRead).toBeGreaterThan(0);
  expect(halfway.recordsRead).toBeLessThan(biggest.issues);
  expect(halfway.recordsRead).toBe(await rig.db.issue.count());

  await rig.drainAll();
  const issues = await gitlab.issues(biggest.id);
  expect(await onlyRun()).toMatchObject({
    status: "success",
    recordsRead: issues.length,
    recordsUpserted: issues.length,
  });
  expect(await readMirror(rig, biggest.id)).toEqual(asMirrored(issues));
});

test("of two jobs that read the same page one writes it, and the counts stay exact", async () => {
  await stopAtThirdPage();
  const run = await onlyRun();
  await rig.db.$executeRaw`
    select graphile_worker.add_job('bootstrap_page', payload => json_build_object('run_id', ${run.id}::text))
    from generate_series(1, 3)`;
  await Promise.all([rig.drainAll(), rig.drainAll(), rig.drainAll()]);
  await rig.drainAll();
  expect(await onlyRun()).toMatchObject({
    status: "success",
    recordsRead: biggest.issues,
    recordsUpserted: biggest.issues,
  });
});

test("a second bootstrap of a whole mirror reads all of it again and writes nothing", async () => {
  await rig.discover();
  const before = await mirrorVersions(rig);
  const answer = await requestBootstrap(rig.db, {
    project: biggest.path_with_namespace,
    requestedBy: "admin@acme.test",
  });
  await rig.drain();
  expect(await mirrorVersions(rig)).toBe(before);
  const again = await rig.db.syncRun.findUniqueOrThrow({ where: { id: answer.runs[0]?.id ?? "" } });
  expect(again).toMatchObject({ status: "success", recordsRead: biggest.issues, recordsUpserted: 0 });
});

test("a project that GitLab stops showing fails its bootstrap in words, and the run is over", async () => {
  await rig.discover();
  await rig.db.$executeRaw`update projects set gitlab_project_id = 999999`;
  await requestBootstrap(rig.db, { requestedBy: "admin@acme.test" });
  await rig.drain();
  const run = await rig.db.syncRun.findFirstOrThrow({ where: { status: "failed" } });
  expect(run.errorMessage).toMatch(/GitLab does not know/);
  const project = await rig.db.project.findFirstOrThrow({ include: { cursor: true } });
  expect(project.accessError).toMatch(/GitLab does not know/);
  expect(project.cursor?.lastError).toMatch(/GitLab does not know/);
  expect(await rig.db.issue.count()).toBe(biggest.issues);
});

test("a run whose place cannot be read ends as failed instead of being tried for ever", async () => {
  await stopAtThirdPage();
  await rig.db.syncRun.updateMany({ data: { nextPage: '{"state":"opened"' } });
  await rig.drainAll();
  const run = await onlyRun();
  expect(run).toMatchObject({ status: "failed", errorMessage: expect.stringMatching(/start a new one/) });
  expect(await listJobs(rig.db)).toEqual([]);
  await rig.discover();
  expect(await readMirror(rig, biggest.id)).toEqual(asMirrored(await gitlab.issues(biggest.id)));
});

test("a bootstrap that ends well takes along what was set aside of it, and nothing else", async () => {
  await stopAtThirdPage();
  const { id } = await onlyRun();
  const job = { task: "bootstrap_page", payload: { run_id: id }, id: "1", priority: 10, maxAttempts: 8 };
  await transaction(rig.db, (tx) => park(tx, { ...job, key: `bootstrap:${id}` }, "its worker ended"));
  await transaction(rig.db, (tx) => park(tx, { ...job, key: "poll" }, "another matter"));
  await rig.drainAll();
  expect(await onlyRun()).toMatchObject({ status: "success" });
  expect(await listParked(rig.db)).toMatchObject([{ key: "parked:poll" }]);
});
