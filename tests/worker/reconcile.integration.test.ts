import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { transaction } from "@/lib/db/transaction.ts";
import { databaseNow } from "@/lib/db/now.ts";
import { applyIssues } from "@/lib/issues/apply.ts";
import { listJobs } from "../lib/jobs/queue-view.ts";
import { edit, lastRun, mirrored, reconcile, someIssues, watch } from "./reconciling.ts";
import { asMirrored, createRig, mirrorVersions, readMirror, startGitLab, type GitLabRig, type Rig } from "./rig.ts";

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
});
afterEach(() => rig.close());

const statusOf = async (iid: number) => (await mirrored(rig, projectId, iid)).status;

async function expectSameAsGitLab(): Promise<void> {
  expect(await readMirror(rig, projectId)).toEqual(asMirrored(await gitlab.issues(projectId)));
}

test("an unchanged project is read to its end, nothing of the mirror is written, and no issue is asked for by itself", async () => {
  await reconcile(rig); // the labels that no issue carries yet, and whose they are
  const [issues, before, paths] = [await gitlab.issues(projectId), await mirrorVersions(rig), watch(rig)];
  await reconcile(rig, { sweep: true });
  expect(await mirrorVersions(rig)).toBe(before);
  expect(await lastRun(rig)).toMatchObject({
    status: "success",
    isSweep: true,
    recordsRead: issues.length,
    recordsTotal: issues.length,
    recordsUpserted: 0,
    nextPage: null,
    errorMessage: null,
    requestedBy: "admin@acme.test",
  });
  const pages = ["opened", "closed"].map((state) => issues.filter((issue) => issue.state === state).length / 100);
  expect(paths.filter((path) => path.includes("/issues?"))).toHaveLength(
    pages.reduce((sum, count) => sum + Math.max(1, Math.ceil(count)), 0),
  );
  expect(paths.filter((path) => !path.includes("/issues?")).length).toBeLessThan(10);
  expect(await rig.db.reconcileSeen.count()).toBe(0);
  expect(await listJobs(rig.db)).toEqual([]);
});

test("a renamed label gives its issues another status, a recoloured one its colour, and two may swap their titles", async () => {
  const [issue] = await someIssues(gitlab, projectId, "&state=opened", 1);
  const iid = issue?.iid ?? 0;
  edit(gitlab, { kind: "update_issue", project_id: projectId, iid, fields: { labels: ["drift one"] } });
  edit(gitlab, { kind: "update_issue", project_id: projectId, iid: iid + 1, fields: { labels: ["drift two"] } });
  await reconcile(rig);
  expect(await statusOf(iid)).toBe("not_started");
  const [one, two] = [labelId("drift one"), labelId("drift two")];

  edit(gitlab, { kind: "update_label", label_id: one, fields: { new_name: "blocked", color: "#ff0000" } });
  await reconcile(rig);
  expect(await statusOf(iid)).toBe("blocked");
  expect((await mirrored(rig, projectId, iid)).labels[0]?.label).toMatchObject({ title: "blocked", color: "#ff0000" });

  edit(gitlab, { kind: "swap_labels", label_id: one, other_id: two });
  await reconcile(rig);
  const titles = await Promise.all([iid, iid + 1].map(async (number) => titlesOf(number)));
  expect(titles).toEqual([["drift two"], ["blocked"]]);
  expect(await statusOf(iid)).toBe("not_started");
  await expectSameAsGitLab();

  edit(gitlab, { kind: "delete_label", label_id: two });
  await reconcile(rig);
  expect(await titlesOf(iid + 1)).toEqual([]);
  const deleted = await rig.db.label.findUniqueOrThrow({ where: { gitlabLabelId: two } });
  expect(deleted.deletedAt).not.toBeNull();
  expect(await rig.db.label.count({ where: { deletedAt: { not: null } } })).toBe(1);
  await expectSameAsGitLab();
});

function labelId(title: string): number {
  const label = [...gitlab.demo.store.labels.values()].find((each) => each.title === title);
  return label?.id ?? expect.fail(`no label ${title}`);
}

async function titlesOf(iid: number): Promise<string[]> {
  return (await mirrored(rig, projectId, iid)).labels.map(({ label }) => label.title);
}

test("a renamed user, a renamed milestone and an edit that left no trace in updated_at are here afterwards", async () => {
  const [issue, other] = await someIssues(gitlab, projectId, "&state=closed", 2);
  const user = (await mirrored(rig, projectId, issue?.iid ?? 0)).author ?? expect.fail("no author");
  edit(gitlab, { kind: "rename_user", user_id: Number(user.gitlabUserId), name: "New Name", username: "new-name" });
  const { milestones } = gitlab.demo.store.world;
  const used = [...gitlab.demo.store.issuesOf(projectId)].find(({ milestoneId }) => milestoneId !== null);
  const at = milestones.findIndex(({ id }) => id === used?.milestoneId);
  milestones.splice(at, 1, { ...(milestones[at] ?? expect.fail("no milestone")), title: "Renamed milestone" });
  edit(gitlab, {
    kind: "update_issue",
    project_id: projectId,
    iid: other?.iid ?? 0,
    fields: { title: "Silently edited" },
    touch: false,
  });
  await reconcile(rig);
  expect(await rig.db.gitlabUser.findUniqueOrThrow({ where: { id: user.id } })).toMatchObject({
    name: "New Name",
    username: "new-name",
  });
  expect((await mirrored(rig, projectId, used?.iid ?? 0)).milestone).toBe("Renamed milestone");
  expect((await mirrored(rig, projectId, other?.iid ?? 0)).title).toBe("Silently edited");
  await expectSameAsGitLab();
});

test("an issue that turned confidential without a word is confidential here", async () => {
  const [issue] = await someIssues(gitlab, projectId, "&state=opened&confidential=false", 1);
  const iid = issue?.iid ?? 0;
  edit(gitlab, { kind: "update_issue", project_id: projectId, iid, fields: { confidential: true }, touch: false });
  expect((await mirrored(rig, projectId, iid)).confidential).toBe(false);
  await reconcile(rig);
  expect((await mirrored(rig, projectId, iid)).confidential).toBe(true);
});

test("an updated_at that GitLab set back is taken over once confirmed, and what was fetched before it counts no more", async () => {
  const [open, closed] = await Promise.all(
    ["opened", "closed"].map(async (state) => (await someIssues(gitlab, projectId, `&state=${state}`, 1))[0]),
  );
  const iids = [open?.iid ?? 0, closed?.iid ?? 0];
  const late = await Promise.all(
    iids.map(async (iid) => ({
      fetchStartedAt: await databaseNow(rig.db),
      issue: (await rig.context.gitlab.listedIssue(projectId, iid)) ?? expect.fail("not listed"),
    })),
  );
  for (const iid of iids) {
    const fields = { title: "Set back", updated_at: "2020-01-02T03:04:05.678Z" };
    edit(gitlab, { kind: "update_issue", project_id: projectId, iid, fields });
  }
  const paths = watch(rig);
  await reconcile(rig);
  expect(paths.filter((path) => path.includes("iids"))).toHaveLength(2);
  for (const iid of iids) {
    expect(await mirrored(rig, projectId, iid)).toMatchObject({ title: "Set back", epoch: 1 });
  }
  const versions = await mirrorVersions(rig);
  for (const { issue, fetchStartedAt } of late) {
    const { projectId: id } = await mirrored(rig, projectId, issue.iid);
    const batch = { projectId: id, issues: [issue], fetchStartedAt, source: "webhook" } as const;
    await transaction(rig.db, (tx) => applyIssues(tx, batch));
  }
  expect(await mirrorVersions(rig)).toBe(versions);
  await expectSameAsGitLab();
});

test("closed issues from before the window are left alone, until a sweep looks at every mirrored issue", async () => {
  const closed = (await gitlab.issues(projectId, "&state=closed")).toSorted((a, b) =>
    a.updated_at.localeCompare(b.updated_at),
  );
  const [oldest] = closed;
  expect(closed.length).toBeGreaterThan(100);
  const [iid, from] = [oldest?.iid ?? 0, closed.at(-1)?.updated_at ?? ""];
  await rig.db.project.updateMany({ data: { historyFrom: new Date(from) } });
  edit(gitlab, { kind: "update_issue", project_id: projectId, iid, fields: { title: "Swept" }, touch: false });
  await reconcile(rig, { sweep: false });
  expect((await mirrored(rig, projectId, iid)).title).toBe(oldest?.title);
  const run = await lastRun(rig);
  expect(run).toMatchObject({ recordsTotal: run.recordsRead, isSweep: false });
  expect(run.recordsRead).toBeLessThan(await rig.db.issue.count());

  await reconcile(rig, { sweep: true });
  expect((await mirrored(rig, projectId, iid)).title).toBe("Swept");
  await expectSameAsGitLab();
});

test("a moved issue is closed, not done, and linked, and its new self is found though it is older than its arrival", async () => {
  const [target] = (await gitlab.projects()).filter((project) => project.id !== projectId && !project.archived);
  const targetId = target?.id ?? 0;
  rig.env.GITLAB_PROJECTS.push(String(targetId));
  await rig.discover();
  const [issue] = await someIssues(gitlab, projectId, "&state=opened", 1);
  const { issue: arrived } = edit(gitlab, {
    kind: "move_issue",
    project_id: projectId,
    iid: issue?.iid ?? 0,
    to_project_id: targetId,
  });
  await reconcile(rig);
  expect(await mirrored(rig, projectId, issue?.iid ?? 0)).toMatchObject({
    status: "closed_not_done",
    movedToGitlabId: BigInt(arrived?.id ?? 0),
    goneAt: null,
  });
  expect(await mirrored(rig, targetId, arrived?.iid ?? 0)).toMatchObject({ title: issue?.title, state: "opened" });
  expect(await readMirror(rig, targetId)).toEqual(asMirrored(await gitlab.issues(targetId)));
});
