import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { enqueue } from "@/lib/jobs/enqueue.ts";
import { textOf } from "@/lib/sync/reconcile-place.ts";
import { listJobs } from "../lib/jobs/queue-view.ts";
import { edit, lastRun, mirrored, override, OVERRIDDEN, reconcile } from "./reconciling.ts";
import { asMirrored, createRig, readMirror, startGitLab, type DemoProject, type GitLabRig, type Rig } from "./rig.ts";

let gitlab: GitLabRig;
let project: DemoProject;
let other: DemoProject;
let rig: Rig;

beforeAll(async () => {
  gitlab = await startGitLab({ issues: 300 });
  const projects = (await gitlab.projects()).filter(({ archived }) => !archived);
  project = projects[0] ?? expect.fail("no project");
  other = projects[1] ?? expect.fail("no second project");
});
afterAll(() => gitlab.close());

beforeEach(async () => {
  rig = await createRig(gitlab, { GITLAB_PROJECTS: `${project.id},${other.id}` });
  await rig.discover();
});
afterEach(async () => {
  change({ access: "open" });
  gitlab.demo.faults.clear();
  await rig.close();
});

type Fields = { name?: string; path?: string; group_id?: number; archived?: boolean } & {
  access?: "open" | "forbidden" | "hidden";
};
const change = (fields: Fields) => edit(gitlab, { kind: "update_project", project_id: project.id, fields });
const stored = (id = project.id) => rig.db.project.findFirstOrThrow({ where: { gitlabProjectId: id } });
const goneIssues = (id = project.id) =>
  rig.db.issue.count({ where: { status: "gone", project: { gitlabProjectId: id } } });
const only = () => ({ project: String(project.id) });

async function night(): Promise<void> {
  await enqueue(rig.db, "reconcile", {}, { key: "reconcile" });
  await rig.drainAll();
}

async function poll(): Promise<void> {
  await enqueue(rig.db, "poll", {}, { key: "poll" });
  await rig.drain();
}

async function expectSameAsGitLab(id: number): Promise<void> {
  expect(await readMirror(rig, id)).toEqual(asMirrored(await gitlab.issues(id)));
}

test("a project that was renamed, transferred and archived is followed by its number, labels of its new group included", async () => {
  const before = await stored();
  const groups = [...gitlab.demo.store.groups.values()];
  const group = groups.find(({ fullPath }) => !project.path_with_namespace.startsWith(fullPath)) ?? expect.fail();
  change({ name: "Renamed", path: "renamed", group_id: group.id, archived: true });
  await reconcile(rig, only());
  const after = await stored();
  expect(after).toMatchObject({
    id: before.id,
    name: "Renamed",
    pathWithNamespace: `${group.fullPath}/renamed`,
    archived: true,
    active: true,
    goneAt: null,
  });
  expect(await rig.db.project.count()).toBe(2);
  await expectSameAsGitLab(project.id);
  change({ archived: false });
});

test("a project that GitLab forbids is marked and keeps its issues, the others go on, and it recovers by itself", async () => {
  const issues = await rig.db.issue.count();
  change({ access: "forbidden" });
  await night();
  expect(await stored()).toMatchObject({ accessError: expect.stringMatching(/let the token read/), goneAt: null });
  expect(await stored(other.id)).toMatchObject({ accessError: null });
  const runs = await rig.db.syncRun.findMany({ where: { mode: "reconcile" }, include: { project: true } });
  const statuses = Object.fromEntries(runs.map((run) => [Number(run.project?.gitlabProjectId), run.status]));
  expect(statuses).toEqual({ [project.id]: "failed", [other.id]: "success" });
  expect(runs.map((run) => run.requestedBy)).toEqual(["schedule", "schedule"]);
  expect(await goneIssues()).toBe(0);
  expect(await rig.db.issue.count()).toBe(issues);
  expect(await listJobs(rig.db)).toEqual([]);

  change({ access: "open" });
  await night();
  expect((await stored()).accessError).toBeNull();
});

test("a project that answers 404 once only has not vanished", async () => {
  gitlab.demo.faults.set([{ kind: "not_found", times: 1, path: `/projects/${project.id}$` }]);
  await reconcile(rig, only());
  expect(await lastRun(rig)).toMatchObject({ status: "running" });
  expect(await stored()).toMatchObject({ accessError: expect.stringMatching(/does not know/), goneAt: null });
  await rig.drainAll();
  expect(await lastRun(rig)).toMatchObject({ status: "success" });
  expect(await stored()).toMatchObject({ accessError: null, goneAt: null });
  expect(await goneIssues()).toBe(0);
});

test("a vanished project's issues leave the lists, and all of them come back with it, whoever sees it first", async () => {
  const closed = (await gitlab.issues(project.id, "&state=closed"))[0]?.iid ?? 0;
  const overridden = (await gitlab.issues(project.id, "&state=opened"))[0]?.iid ?? 0;
  await override(rig, (await mirrored(rig, project.id, overridden)).id);
  await rig.db.project.updateMany({ data: { historyFrom: new Date() } });
  const issues = (await gitlab.issues(project.id)).length;
  for (const seeIt of [() => reconcile(rig, { ...only(), sweep: false }), () => rig.discover(), night, poll]) {
    change({ access: "hidden" });
    await night();
    await rig.drainAll();
    await poll();
    expect(await lastRunOf(project.id)).toMatchObject({
      status: "failed",
      errorMessage: expect.stringMatching(/gone/),
    });
    expect((await stored()).goneAt).not.toBeNull();
    expect(await goneIssues()).toBe(issues);
    expect(await goneIssues(other.id)).toBe(0);
    expect((await mirrored(rig, project.id, overridden)).override).toMatchObject(OVERRIDDEN);

    change({ access: "open" });
    await seeIt();
    await rig.drainAll();
    expect(await stored()).toMatchObject({ goneAt: null, accessError: null });
    expect(await goneIssues()).toBe(0);
    expect((await mirrored(rig, project.id, closed)).status).not.toBe("gone");
    expect(await mirrored(rig, project.id, overridden)).toMatchObject({ status: "blocked", override: OVERRIDDEN });
    await expectSameAsGitLab(project.id);
  }
  expect(await listJobs(rig.db)).toEqual([]);
}, 60_000);

function lastRunOf(id: number) {
  return rig.db.syncRun.findFirstOrThrow({
    where: { mode: "reconcile", project: { gitlabProjectId: id } },
    orderBy: { startedAt: "desc" },
  });
}

test("a project that is back before all of its issues are gone is looked through from the start", async () => {
  change({ access: "hidden" });
  await reconcile(rig, { ...only(), sweep: false });
  await rig.drainAll();
  expect(await lastRun(rig)).toMatchObject({ status: "failed" });
  await reconcile(rig, { ...only(), sweep: false });
  const [asked_at, answered_at] = [new Date(0).toISOString(), new Date().toISOString()];
  const place = textOf({ step: "leaving", asked_at, answered_at, after: "0" });
  await rig.db.syncRun.updateMany({ where: { status: "running" }, data: { nextPage: place } });
  change({ access: "open" });
  await rig.discover();
  await rig.drainAll();
  expect(await lastRun(rig)).toMatchObject({ status: "success", isSweep: true });
  expect(await goneIssues()).toBe(0);
  await expectSameAsGitLab(project.id);
});

test("of a project that has no bootstrap behind it a reconcile reads as much as a bootstrap would", async () => {
  await rig.db.syncCursor.updateMany({ data: { lastSeenUpdatedAt: null } });
  rig.env.BOOTSTRAP_CLOSED_DAYS = 30;
  const since = new Date(Date.now() - 30 * 86_400_000).toISOString();
  await reconcile(rig, { ...only(), sweep: false });
  const open = await gitlab.issues(project.id, "&state=opened");
  const closed = await gitlab.issues(project.id, `&state=closed&updated_after=${since}`);
  expect(await lastRun(rig)).toMatchObject({ status: "success", recordsRead: open.length + closed.length });
  expect(open.length + closed.length).toBeLessThan(await rig.db.issue.count());
});

test("a poll of a vanished project marks it unreadable, and nothing else: the reconcile decides", async () => {
  change({ access: "hidden" });
  await poll();
  expect(await stored()).toMatchObject({ accessError: expect.stringMatching(/does not know/), goneAt: null });
  expect(await goneIssues()).toBe(0);
});

test("once a week, and at first, a reconcile looks at every mirrored issue", async () => {
  await night();
  expect(await lastRunOf(project.id)).toMatchObject({ status: "success", isSweep: true });
  await night();
  expect(await lastRunOf(project.id)).toMatchObject({ status: "success", isSweep: false });
  const age = (hours: number) => rig.db.$executeRaw`
    update sync_runs set started_at = now() - ${hours}::int * interval '1 hour' where is_sweep`;
  await age(6.5 * 24 - 1);
  await night();
  expect((await lastRunOf(project.id)).isSweep).toBe(false);
  await age(6.5 * 24);
  await night();
  expect((await lastRunOf(project.id)).isSweep).toBe(true);
});
