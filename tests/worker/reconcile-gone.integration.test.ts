import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { edit, lastRun, mirrored, override, OVERRIDDEN, reconcile, someIssues, watch } from "./reconciling.ts";
import { createRig, mirrorVersions, startGitLab, type GitLabRig, type Rig } from "./rig.ts";

let gitlab: GitLabRig;
let projectId: number;
let rig: Rig;

beforeAll(async () => {
  gitlab = await startGitLab({ issues: 300 });
  projectId = (await gitlab.projects())[0]?.id ?? expect.fail("no project");
  for (let number = 1; number <= 120; number += 1) {
    const fields = {
      title: `One of many (${number})`,
      created_at: `2026-03-01T10:00:00.${String(number).padStart(3, "0")}Z`,
    };
    edit(gitlab, { kind: "create_issue", project_id: projectId, fields });
  }
});
afterAll(() => gitlab.close());

beforeEach(async () => {
  rig = await createRig(gitlab, { GITLAB_PROJECTS: String(projectId) });
  await rig.discover();
});
afterEach(async () => {
  gitlab.demo.faults.clear();
  await rig.close();
});

const remove = (iid: number) => edit(gitlab, { kind: "delete_issue", project_id: projectId, iid });
const restore = (iid: number) => edit(gitlab, { kind: "restore_issue", project_id: projectId, iid });
const goneIids = async () => {
  const rows = await rig.db.issue.findMany({ where: { status: "gone" }, orderBy: { iid: "asc" } });
  expect(rows.every((row) => row.goneAt !== null)).toBe(true);
  return rows.map((row) => row.iid);
};
const iidsOf = async (filter: string, count: number) =>
  (await someIssues(gitlab, projectId, filter, count)).map((issue) => issue.iid).toSorted((a, b) => a - b);
const singleGets = (paths: readonly string[]) => paths.filter((path) => /\/issues\/\d+$/.test(path));

test("a deleted issue is gone after one GET of its own, keeps what management added, and comes back with it", async () => {
  const [iid = 0] = await iidsOf("&state=opened&search=many", 1);
  const before = await mirrored(rig, projectId, iid);
  await override(rig, before.id);
  remove(iid);
  const paths = watch(rig);
  await reconcile(rig);
  expect(singleGets(paths)).toEqual([`projects/${projectId}/issues/${iid}`]);
  expect(paths.filter((path) => path.includes("iids"))).toHaveLength(1);
  expect(await goneIids()).toEqual([iid]);
  expect(await mirrored(rig, projectId, iid)).toMatchObject({ title: before.title, override: OVERRIDDEN });
  expect(await lastRun(rig)).toMatchObject({ status: "success", recordsUpserted: 1 });

  const versions = await mirrorVersions(rig);
  await reconcile(rig, { sweep: true });
  expect(await mirrorVersions(rig)).toBe(versions);

  restore(iid);
  await reconcile(rig);
  expect(await goneIids()).toEqual([]);
  const back = await mirrored(rig, projectId, iid);
  expect(back).toMatchObject({ id: before.id, status: "blocked", goneAt: null, override: OVERRIDDEN });
});

test("a closed issue from before the window is found gone, and back again, by the sweep alone", async () => {
  const closed = await gitlab.issues(projectId, "&state=closed");
  const [oldest] = closed.toSorted((a, b) => a.updated_at.localeCompare(b.updated_at));
  const iid = oldest?.iid ?? 0;
  await rig.db.project.updateMany({ data: { historyFrom: new Date() } });
  remove(iid);
  await reconcile(rig, { sweep: false });
  expect(await goneIids()).toEqual([]);
  await reconcile(rig, { sweep: true });
  expect(await goneIids()).toEqual([iid]);
  restore(iid);
  await reconcile(rig, { sweep: false });
  expect(await goneIids()).toEqual([iid]);
  await reconcile(rig, { sweep: true });
  expect(await goneIids()).toEqual([]);
});

test("many deleted issues are each looked for by themselves, a few at a step", async () => {
  const iids = await iidsOf("&state=opened&search=many", 45);
  for (const iid of iids) remove(iid);
  const paths = watch(rig);
  await reconcile(rig);
  expect(await goneIids()).toEqual(iids);
  expect(singleGets(paths)).toHaveLength(45);
  for (const iid of iids) restore(iid);
  await reconcile(rig);
  expect(await goneIids()).toEqual([]);
});

test("an issue that is deleted after its page was read is found by the audit at the end, whose counts are unequal", async () => {
  const open = await gitlab.issues(projectId, "&state=opened");
  const inOrder = open.toSorted((a, b) => a.updated_at.localeCompare(b.updated_at) || a.id - b.id);
  const [read, unread] = [inOrder[0]?.iid ?? 0, inOrder.at(-1)?.iid ?? 0];
  let pages = 0;
  rig.watchRequests(async (path) => {
    if (!path.includes("/issues?") || path.includes("iids") || ++pages !== 2) return;
    for (const iid of [read, unread]) remove(iid);
  });
  await reconcile(rig);
  expect(await goneIids()).toEqual([read, unread].toSorted((a, b) => a - b));
  const audit = await rig.db.syncAudit.findFirstOrThrow({ orderBy: { auditedAt: "desc" } });
  expect(audit).toMatchObject({ outcome: "repaired", extraIids: [read], missingIids: [], staleIids: [] });
  for (const iid of [read, unread]) restore(iid);
});

test("a listing that breaks off half-way marks nothing gone, and neither does any other answer than 404", async () => {
  const [iid = 0] = await iidsOf("&state=opened&search=many", 1);
  remove(iid);
  gitlab.demo.faults.set([{ kind: "forbidden", path: "cursor=" }]);
  await reconcile(rig);
  expect(await lastRun(rig)).toMatchObject({ status: "failed", errorMessage: expect.stringMatching(/let the token/) });
  expect(await goneIids()).toEqual([]);
  expect(await rig.db.reconcileSeen.count()).toBe(0);

  gitlab.demo.faults.set([{ kind: "unauthorized", path: `/issues/${iid}$` }]);
  await reconcile(rig);
  expect(await lastRun(rig)).toMatchObject({ status: "running", errorMessage: expect.stringMatching(/refused/) });
  gitlab.demo.faults.set([{ kind: "login_page", path: `/issues/${iid}$` }]);
  await rig.drainAll();
  expect(await lastRun(rig)).toMatchObject({ status: "running", errorMessage: expect.stringMatching(/not JSON/) });
  // the project itself does not answer either: the 404 was not the issue's own
  gitlab.demo.faults.set([{ kind: "not_found", path: `/projects/${projectId}(/issues/${iid})?$` }]);
  await rig.drainAll();
  expect((await lastRun(rig)).status).toBe("failed");
  expect(await goneIids()).toEqual([]);
  expect((await rig.db.syncCursor.findFirstOrThrow()).lastError).not.toBeNull();

  gitlab.demo.faults.clear();
  await reconcile(rig);
  expect(await goneIids()).toEqual([iid]);
  expect((await rig.db.syncCursor.findFirstOrThrow()).lastError).toBeNull();
  restore(iid);
});

test("an issue that the listings lack but a GET finds is not gone", async () => {
  const [iid = 0] = await iidsOf("&state=opened&search=many", 1);
  remove(iid);
  rig.watchRequests(async (path) => {
    if (path.endsWith(`/issues/${iid}`)) restore(iid);
  });
  await reconcile(rig);
  await rig.drainAll();
  expect(await goneIids()).toEqual([]);
  expect(await lastRun(rig)).toMatchObject({ status: "success", recordsUpserted: 0 });
});
