import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { enqueueHistory } from "@/lib/history/enqueue.ts";
import { countDue } from "@/lib/history/queries.ts";
import { enqueueRefresh } from "@/lib/sync/deliveries.ts";
import { refreshHistory } from "@/worker/jobs/refresh-history.ts";
import { listJobs } from "../lib/jobs/queue-view.ts";
import { createRig, startGitLab, type GitLabRig, type Rig } from "./rig.ts";

let gitlab: GitLabRig;
let projectId: number;
let rig: Rig;

beforeAll(async () => {
  gitlab = await startGitLab({ issues: 300 });
  projectId = largestProject();
});
afterAll(() => gitlab.close());

beforeEach(async () => {
  gitlab.demo.faults.set([]);
  rig = await createRig(gitlab, { GITLAB_PROJECTS: String(projectId) });
});
afterEach(() => rig.close());

function largestProject(): number {
  const { store } = gitlab.demo.site;
  const sizes = [...store.projects.keys()].map((id) => [id, [...store.issuesOf(id)].length] as const);
  return sizes.toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? expect.fail("the demo GitLab has no project");
}

const EVENTS = /\/resource_(label|state)_events/;
const project = () => rig.db.project.findFirstOrThrow();
const due = async () => countDue(rig.db, (await project()).id);
const backfills = () => rig.db.syncRun.findMany({ where: { mode: "backfill" }, orderBy: { startedAt: "asc" } });

/** Every label and state event of the project at GitLab, as counts an issue's number. */
function eventsAtGitLab(): Map<number, number> {
  const { store } = gitlab.demo.site;
  const counts = [...store.issuesOf(projectId)].map(
    ({ id, iid }) => [iid, store.labelEvents(id).length + store.stateEvents(id).length] as const,
  );
  return new Map(counts);
}

async function eventsHere(): Promise<Map<number, number>> {
  const issues = await rig.db.issue.findMany({ include: { _count: { select: { gitlabEvents: true } } } });
  return new Map(issues.map(({ iid, _count }) => [iid, _count.gitlabEvents]));
}

const inOrder = (counts: Map<number, number>) => [...counts].toSorted(([a], [b]) => a - b);

test("a bootstrap is followed by a backfill that brings every event of every issue", async () => {
  await rig.discover();
  expect(inOrder(await eventsHere())).toEqual(inOrder(eventsAtGitLab()));
  expect(await due()).toBe(0);
  const issues = await rig.db.issue.count();
  expect(await backfills()).toMatchObject([{ status: "success", recordsRead: issues, recordsTotal: issues }]);
});

test("what work in progress there is has a known start after it", async () => {
  await rig.discover();
  const known = await rig.db.issue.count({
    where: { status: { in: ["in_progress", "blocked"] }, wipSince: { not: null } },
  });
  const all = await rig.db.issue.count({ where: { status: { in: ["in_progress", "blocked"] } } });
  expect(all).toBeGreaterThan(2);
  expect(known).toBe(all);
});

test("an edit's hint brings the issue's new events with it", async () => {
  await rig.discover();
  const { iid } =
    [...gitlab.demo.site.store.issuesOf(projectId)].find(({ state }) => state === "opened") ?? expect.fail();
  const before = (await eventsHere()).get(iid) ?? 0;
  await gitlab.edit({ project: projectId, iid }, { add_labels: "Doing" });
  await enqueueRefresh(rig.db, { gitlabProjectId: String(projectId), iid });
  await rig.drainAll();
  expect((await eventsHere()).get(iid)).toBe(before + 1);
  expect(await rig.db.issue.findFirstOrThrow({ where: { iid } })).toMatchObject({ status: "in_progress" });
  expect(await due()).toBe(0);
});

test("a backfill that is cut off goes on after its last committed batch", async () => {
  let asked = 0;
  rig.watchRequests(async (path) => {
    if (EVENTS.test(path) && ++asked === 50) gitlab.demo.faults.set([{ kind: "unauthorized", times: 1, share: 1 }]);
  });
  const byIssue = new Map<string, number>();
  await rig.discover();
  rig.watchRequests(async (path) => void byIssue.set(path, (byIssue.get(path) ?? 0) + 1));
  const [run] = await backfills();
  expect(run).toMatchObject({ status: "running" });
  const done = run?.recordsRead ?? 0;
  expect(done).toBeGreaterThan(0);
  const left = await due();
  await rig.drainAll();
  expect(inOrder(await eventsHere())).toEqual(inOrder(eventsAtGitLab()));
  const asks = [...byIssue].filter(([path]) => EVENTS.test(path));
  expect(asks).toHaveLength(2 * left);
  expect(await backfills()).toMatchObject([{ status: "success" }]);
});

test("nothing is asked while most of GitLab's rate is used up, and the rest follows after its window", async () => {
  rig.watchRequests(async (path) => {
    if (path.includes("resource_")) expect.fail("asked though the rate was nearly used up");
  });
  await rig.db.$executeRaw`
    update gitlab_state set rate_limit = 600, rate_remaining = 100, rate_seen_at = now(), rate_reset_at = now() + interval '50 s'`;
  await rig.discover();
  const jobs = await listJobs(rig.db);
  expect(jobs.filter((job) => job.task_identifier === "backfill_page")).toMatchObject([{ attempts: 0 }]);
  expect(await backfills()).toMatchObject([{ status: "running", recordsRead: 0 }]);
  await rig.db.$executeRaw`update gitlab_state set rate_remaining = 590`;
  rig.watchRequests(async () => {});
  await rig.drainAll();
  expect(await due()).toBe(0);
});

test("an issue that GitLab does not show is left due, and holds up no other", async () => {
  const [first] = [...gitlab.demo.site.store.issuesOf(projectId)];
  const hidden = first?.iid ?? expect.fail();
  rig.watchRequests(async (path) => {
    if (path.includes(`/issues/${hidden}/resource_label_events`))
      gitlab.demo.faults.set([{ kind: "not_found", times: 1, share: 1 }]);
  });
  await rig.discover();
  expect(await backfills()).toMatchObject([{ status: "success" }]);
  expect(await due()).toBe(1);
  rig.watchRequests(async () => {});
  await enqueueHistory(rig.db, (await project()).id);
  await rig.drainAll();
  expect(await due()).toBe(0);
});

test("of a project that is paused nothing is asked", async () => {
  await rig.discover();
  await rig.db.issue.updateMany({ data: { historyFetchedAt: null } });
  const { id } = await rig.db.project.update({ where: { gitlabProjectId: projectId }, data: { active: false } });
  rig.watchRequests(async () => expect.fail("asked of a paused project"));
  await refreshHistory(
    { project_id: id },
    { ...rig.context, signal: new AbortController().signal, exclusively: async () => false },
  );
  expect(await due()).toBeGreaterThan(0);
});
