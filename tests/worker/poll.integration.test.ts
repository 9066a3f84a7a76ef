import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { enqueue } from "@/lib/jobs/enqueue.ts";
import { enqueueRefresh } from "@/lib/sync/deliveries.ts";
import { listJobs } from "../lib/jobs/queue-view.ts";
import { asMirrored, createRig, mirrorVersions, readMirror, startGitLab, type GitLabRig, type Rig } from "./rig.ts";

let gitlab: GitLabRig;
let projectId: number;
let rig: Rig;

beforeAll(async () => {
  gitlab = await startGitLab({ issues: 150 });
  projectId = (await gitlab.projects())[0]?.id ?? expect.fail("the demo GitLab has no project");
});
afterAll(() => gitlab.close());

beforeEach(async () => {
  rig = await createRig(gitlab, { GITLAB_PROJECTS: String(projectId) });
  await rig.discover();
});
afterEach(() => rig.close());

async function poll(): Promise<void> {
  await enqueue(rig.db, "poll", {}, { key: "poll" });
  await rig.drain();
}

async function someIssue(): Promise<{ project: number; iid: number }> {
  const [issue] = await gitlab.issues(projectId, "&state=opened");
  return { project: projectId, iid: issue?.iid ?? expect.fail("the project has no open issue") };
}

const cursor = () => rig.db.syncCursor.findFirstOrThrow();
const pollRuns = () => rig.db.syncRun.findMany({ where: { mode: "poll" }, orderBy: { startedAt: "asc" } });

test("a poll that finds nothing new writes nothing but its own success", async () => {
  const [versions, before] = [await mirrorVersions(rig), await cursor()];
  await poll();
  expect(await mirrorVersions(rig)).toBe(versions);
  expect(await pollRuns()).toEqual([]);
  const after = await cursor();
  expect(after.lastSuccessAt?.getTime()).toBeGreaterThan(before.lastSuccessAt?.getTime() ?? 0);
  expect(after.lastSeenUpdatedAt).toEqual(before.lastSeenUpdatedAt);
});

test("an edit whose webhook never came is here after the poll, and only that issue is written", async () => {
  const issue = await someIssue();
  await gitlab.edit(issue, { title: "Edited while nobody listened" });
  await poll();
  expect(await readMirror(rig, projectId)).toEqual(asMirrored(await gitlab.issues(projectId)));
  const runs = await pollRuns();
  expect(runs.map((run) => [run.status, run.recordsUpserted])).toEqual([["success", 1]]);
  const edited = await rig.db.issue.findFirstOrThrow({ where: { iid: issue.iid } });
  expect((await cursor()).lastSeenUpdatedAt).toEqual(edited.updatedAtGitlab);
});

test("a hint fetches its issue and then its events, nothing else, and its deliveries are handled", async () => {
  const issue = await someIssue();
  await gitlab.edit(issue, { title: "Edited with a webhook" });
  await rig.db.webhookDelivery.create({
    data: {
      deliveryKey: "k",
      bodyHash: "h",
      kind: "issue",
      gitlabProjectId: projectId,
      iid: issue.iid,
      outcome: "enqueued",
    },
  });
  const paths: string[] = [];
  rig.watchRequests(async (path) => void paths.push(path));
  await enqueueRefresh(rig.db, { gitlabProjectId: String(projectId), iid: issue.iid });
  await rig.drainAll();
  const events = [`${issue.iid}/resource_label_events`, `${issue.iid}/resource_state_events`];
  expect(paths.map((path) => /issues\/?([^?]*)/.exec(path)?.[1])).toEqual(["", ...events]);
  const mirrored = await rig.db.issue.findFirstOrThrow({ where: { iid: issue.iid } });
  expect(mirrored).toMatchObject({ title: "Edited with a webhook", snapshotSource: "webhook" });
  expect((await rig.db.webhookDelivery.findFirstOrThrow()).handledAt).not.toBeNull();
});

test("a hint about an issue that GitLab does not show changes nothing and is not tried again", async () => {
  const versions = await mirrorVersions(rig);
  await enqueueRefresh(rig.db, { gitlabProjectId: String(projectId), iid: 999_999 });
  await rig.drainAll();
  expect(await mirrorVersions(rig)).toBe(versions);
  expect(await listJobs(rig.db)).toEqual([]);
});

test("a GitLab that is away is told once, keeps the cursor, and is caught up with when it is back", async () => {
  const before = await cursor();
  await gitlab.edit(await someIssue(), { title: "Edited during the outage" });
  rig.watchRequests(async () => {
    throw Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNREFUSED" } });
  });
  await poll();
  expect((await cursor()).lastSeenUpdatedAt).toEqual(before.lastSeenUpdatedAt);
  expect((await cursor()).lastSuccessAt).toEqual(before.lastSuccessAt);
  expect((await cursor()).lastError).toMatch(/cannot be reached/);
  expect((await pollRuns()).map((run) => run.status)).toEqual(["failed"]);

  rig.watchRequests(async () => {});
  await poll();
  await rig.drainAll();
  expect((await cursor()).lastError).toBeNull();
  expect(await readMirror(rig, projectId)).toEqual(asMirrored(await gitlab.issues(projectId)));
}, 60_000);

test("a project that GitLab hides is marked while the others are polled, and recovers by itself", async () => {
  const others = (await gitlab.projects()).filter((project) => project.id !== projectId);
  const other = others[0] ?? expect.fail("the demo GitLab has one project only");
  await rig.db.$executeRaw`update projects set gitlab_project_id = 999999`;
  rig.env.GITLAB_PROJECTS.splice(0, 1, String(other.id));
  await rig.discover();
  await poll();
  const states = await rig.db.project.findMany({ include: { cursor: true }, orderBy: { gitlabProjectId: "desc" } });
  expect(states.map((project) => project.accessError !== null)).toEqual([true, false]);
  expect(states[1]?.cursor?.lastError).toBeNull();

  await rig.db.$executeRaw`update projects set gitlab_project_id = ${projectId} where gitlab_project_id = 999999`;
  await poll();
  expect(await rig.db.project.count({ where: { accessError: { not: null } } })).toBe(0);
});
