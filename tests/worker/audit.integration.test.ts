import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { requestAudit } from "@/lib/sync/runs.ts";
import { auditPage } from "@/worker/jobs/audit-page.ts";
import { listJobs } from "../lib/jobs/queue-view.ts";
import { compareMirror } from "../soak/differences.ts";
import { gitlabAt } from "../soak/gitlab.ts";
import { readMirror } from "../soak/mirror.ts";
import { type Damage, spoil } from "../support/spoil.ts";
import { dieAt } from "./dying.ts";
import { edit, mirrored, override, OVERRIDDEN, reconcile, watch } from "./reconciling.ts";
import { createRig, mirrorVersions, startGitLab, type GitLabRig, type Rig } from "./rig.ts";

let gitlab: GitLabRig;
let projectId: number;
let rig: Rig;

beforeAll(async () => {
  gitlab = await startGitLab({ issues: 1_000 });
  const counted = await Promise.all(
    (await gitlab.projects()).map(async ({ id }) => ({ id, issues: (await gitlab.issues(id)).length })),
  );
  projectId = counted.toSorted((a, b) => b.issues - a.issues)[0]?.id ?? expect.fail("no project");
});
afterAll(() => gitlab.close());

beforeEach(async () => {
  rig = await createRig(gitlab, { GITLAB_PROJECTS: String(projectId) });
  await rig.discover();
  await rig.db.$executeRaw`delete from sync_runs where mode = 'audit'`; // the bootstrap's own
  // as after a night: whatever is in GitLab should have been polled
  await rig.db.$executeRaw`update sync_cursors set last_success_at = now() + interval '2 minutes'`;
});
afterEach(() => rig.close());

async function audit(request: { deep?: boolean } = {}): Promise<void> {
  await requestAudit(rig.db, { ...request, requestedBy: "admin@acme.test" });
  await rig.drain();
}

/** Also the looks that come a few seconds later. */
async function auditToItsEnd(request: { deep?: boolean } = {}): Promise<void> {
  await audit(request);
  while ((await rig.db.syncRun.count({ where: { mode: "audit", status: "running" } })) > 0) await rig.drainAll();
}

const lastAudit = () => rig.db.syncAudit.findFirstOrThrow({ orderBy: { auditedAt: "desc" } });
const auditRuns = () => rig.db.syncRun.findMany({ where: { mode: "audit" }, orderBy: { startedAt: "asc" } });
const sorted = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b);

async function damage(how: Damage) {
  const client = new Client({ connectionString: rig.url });
  await client.connect();
  try {
    return await spoil(client, how);
  } finally {
    await client.end();
  }
}

async function differences(): Promise<string[]> {
  const theirs = await gitlabAt(gitlab.url, gitlab.token).issues();
  const ours = await readMirror(rig.url);
  const own = theirs.filter((issue) => issue.project_id === projectId);
  return compareMirror(own, ours).lines;
}

async function iidsOf(gitlabIds: readonly string[]): Promise<number[]> {
  const issues = await gitlab.issues(projectId);
  return sorted(issues.filter(({ id }) => gitlabIds.includes(String(id))).map(({ iid }) => iid));
}

test("an audit that meets equal counts asks for them alone, and writes nothing of the mirror", async () => {
  const [issues, versions, paths] = [await gitlab.issues(projectId), await mirrorVersions(rig), watch(rig)];
  await audit();
  const open = issues.filter((issue) => issue.state === "opened").length;
  const counts = { open, closed: issues.length - open, gitlabOpen: open, gitlabClosed: issues.length - open };
  const nothing = { missingIids: [], extraIids: [], staleIids: [] };
  expect(await lastAudit()).toMatchObject({ outcome: "whole", closedSince: null, ...counts, ...nothing });
  expect(paths).toEqual([`projects/${projectId}/issues_statistics?state=all`]);
  expect(await mirrorVersions(rig)).toBe(versions);
  expect(await auditRuns()).toMatchObject([{ status: "success", requestedBy: "admin@acme.test", nextPage: null }]);
  expect(await listJobs(rig.db)).toEqual([]);
});

test("closed issues are counted since history begins, on both sides", async () => {
  const closed = (await gitlab.issues(projectId, "&state=closed")).map((issue) => issue.updated_at).toSorted();
  const since = closed[Math.floor(closed.length / 2)] ?? expect.fail("nothing is closed");
  await rig.db.project.updateMany({ data: { historyFrom: new Date(since) } });
  await audit();
  const expected = closed.filter((updatedAt) => updatedAt >= since).length;
  expect(expected).toBeLessThan(closed.length);
  expect(await lastAudit()).toMatchObject({ outcome: "whole", closed: expected, gitlabClosed: expected });
});

test("a reconcile that went well ends in an audit, one that failed does not", async () => {
  await reconcile(rig);
  expect(await auditRuns()).toMatchObject([{ status: "success", requestedBy: "reconcile" }]);
  gitlab.demo.faults.set([{ kind: "forbidden", path: "/issues\\?" }]);
  await reconcile(rig).finally(() => gitlab.demo.faults.clear());
  expect(await auditRuns()).toHaveLength(1);
});

test("deleted, altered and invented rows are found, told apart and put right, and nothing differs afterwards", async () => {
  const spoilt = await damage({ deleted: 12, altered: 18, invented: 6 });
  expect((await differences()).length).toBeGreaterThan(30);
  await audit({ deep: true });
  const found = await lastAudit();
  expect(found.outcome).toBe("repaired");
  expect(sorted(found.missingIids)).toEqual(await iidsOf(spoilt.deleted));
  expect(sorted(found.staleIids)).toEqual(await iidsOf(spoilt.altered));
  expect(sorted(found.extraIids)).toEqual(sorted(spoilt.invented.map(Number)));
  expect(found).toMatchObject({ open: found.gitlabOpen, closed: found.gitlabClosed });
  expect(await differences()).toEqual([]);
  expect(await rig.db.issue.count({ where: { status: "gone" } })).toBe(6);
  expect(await rig.db.reconcileSeen.count()).toBe(0);

  await reconcile(rig); // the labels that no issue carries yet, and whose they are
  const versions = await mirrorVersions(rig);
  await audit({ deep: true });
  expect(await lastAudit()).toMatchObject({ outcome: "whole", missingIids: [], extraIids: [], staleIids: [] });
  await reconcile(rig, { sweep: true });
  expect(await mirrorVersions(rig)).toBe(versions);
});

test("a sweep mends altered rows too, as a reconcile of every night cannot: their updated_at is as it was", async () => {
  await damage({ deleted: 0, altered: 1, invented: 0 }); // its title: the counts say nothing of that
  const before = await differences();
  expect(before).toHaveLength(1);
  await reconcile(rig, { sweep: false });
  expect(await differences()).toEqual(before);
  await reconcile(rig, { sweep: true });
  expect(await differences()).toEqual([]);
});

test("what management added to an altered issue stays, and with a deleted one it is lost", async () => {
  const [kept, lost] = (await gitlab.issues(projectId, "&state=opened")).map(({ iid }) => iid);
  for (const iid of [kept, lost]) await override(rig, (await mirrored(rig, projectId, iid ?? 0)).id);
  await rig.db.$executeRaw`update issues set title = 'Spoilt' where iid = ${kept}`;
  for (const table of ["override_events", "overrides", "status_events", "assignees", "labels", "field_events"]) {
    await rig.db.$executeRawUnsafe(
      `delete from issue_${table} where issue_id = (select id from issues where iid = ${lost})`,
    );
  }
  await rig.db.$executeRaw`delete from gitlab_events where issue_id = (select id from issues where iid = ${lost})`;
  await rig.db.$executeRaw`delete from issues where iid = ${lost}`;
  await audit({ deep: true });
  expect(await lastAudit()).toMatchObject({ outcome: "repaired", missingIids: [lost], staleIids: [kept] });
  expect(await mirrored(rig, projectId, kept ?? 0)).toMatchObject({ status: "blocked", override: OVERRIDDEN });
  expect((await mirrored(rig, projectId, lost ?? 0)).override).toBeNull();
  expect(await differences()).toEqual([]);
});

test("counts that are unequal are enough to have everything compared", async () => {
  const { deleted } = await damage({ deleted: 3, altered: 0, invented: 0 });
  await audit();
  expect(await lastAudit()).toMatchObject({ outcome: "repaired", extraIids: [], staleIids: [] });
  expect(sorted((await lastAudit()).missingIids)).toEqual(await iidsOf(deleted));
});

test("what equal counts hide is found by an audit that compares every issue", async () => {
  const open = await gitlab.issues(projectId, "&state=opened");
  const gone = open[0]?.iid ?? 0;
  edit(gitlab, { kind: "delete_issue", project_id: projectId, iid: gone });
  const created = edit(gitlab, { kind: "create_issue", project_id: projectId, fields: { title: "In its place" } });
  await audit();
  expect((await lastAudit()).outcome).toBe("whole");
  await audit({ deep: true });
  const found = { outcome: "repaired", missingIids: [created.issue?.iid], extraIids: [gone] };
  expect(await lastAudit()).toMatchObject(found);
  expect(await differences()).toEqual([]);
  edit(gitlab, { kind: "restore_issue", project_id: projectId, iid: gone });
});

test("what changed in GitLab since the last poll is on its way, and no fault", async () => {
  await rig.db.$executeRaw`update sync_cursors set last_success_at = now() - interval '3 minutes'`;
  const [issue] = await gitlab.issues(projectId, "&state=opened");
  edit(gitlab, { kind: "create_issue", project_id: projectId, fields: { title: "Just now" } });
  edit(gitlab, { kind: "update_issue", project_id: projectId, iid: issue?.iid ?? 0, fields: { title: "Edited now" } });
  await audit();
  expect(await lastAudit()).toMatchObject({ outcome: "whole", missingIids: [], staleIids: [] });
  expect(await differences()).toEqual([]);
});

test("counts that stay unequal are wrong, after some more looks and polls", async () => {
  await rig.db.$executeRaw`update sync_cursors set last_success_at = now() - interval '3 minutes'`;
  rig.watchRequests(async (path) => {
    if (!path.includes("issues_statistics")) return;
    edit(gitlab, { kind: "create_issue", project_id: projectId, fields: { title: "One more at every look" } });
  });
  await audit();
  expect(await auditRuns()).toMatchObject([{ status: "running" }]);
  await auditToItsEnd();
  const { open, gitlabOpen, outcome } = await lastAudit();
  expect({ outcome, ahead: gitlabOpen - open }).toEqual({ outcome: "wrong", ahead: 1 });
  rig.watchRequests(async () => {});
  await rig.drainAll();
  await auditToItsEnd();
  expect((await lastAudit()).outcome).toBe("whole");
});

test("one audit a project: who asks meanwhile joins it, and who wants all compared is heard if it has only begun", async () => {
  const first = await requestAudit(rig.db, { requestedBy: "admin@acme.test" });
  const second = await requestAudit(rig.db, { deep: true, requestedBy: "other@acme.test" });
  expect(second.runs).toEqual(first.runs.map((run) => ({ ...run, joined: true })));
  await damage({ deleted: 0, altered: 2, invented: 0 });
  await rig.drain();
  expect((await lastAudit()).staleIids).toHaveLength(2);
  expect(await auditRuns()).toHaveLength(1);
});

test("an audit of a project that GitLab does not show fails, says why, and is none to be read", async () => {
  gitlab.demo.faults.set([{ kind: "forbidden", path: "issues_statistics" }]);
  await audit().finally(() => gitlab.demo.faults.clear());
  expect(await auditRuns()).toMatchObject([{ status: "failed", errorMessage: expect.stringMatching(/let the token/) }]);
  expect(await rig.db.syncAudit.count()).toBe(0);
});

test("killed at every step, before or after its commit, it goes on and finds each thing once", async () => {
  const spoilt = await damage({ deleted: 5, altered: 6, invented: 25 });
  const { runs } = await requestAudit(rig.db, { deep: true, requestedBy: "admin@acme.test" });
  const runId = runs[0]?.id ?? "";
  const isRunning = async () => (await rig.db.syncRun.findUniqueOrThrow({ where: { id: runId } })).status === "running";
  let deaths = 0;
  for (; await isRunning(); deaths += 2) {
    await dieAt(rig, { job: auditPage, runId, moment: "before" });
    await dieAt(rig, { job: auditPage, runId, moment: "after" });
  }
  expect(deaths).toBeGreaterThan(12);
  const found = await lastAudit();
  expect(found.outcome).toBe("repaired");
  expect(sorted(found.missingIids)).toEqual(await iidsOf(spoilt.deleted));
  expect(sorted(found.staleIids)).toEqual(await iidsOf(spoilt.altered));
  expect(sorted(found.extraIids)).toEqual(sorted(spoilt.invented.map(Number)));
  expect(await differences()).toEqual([]);
});
