import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { readPlace } from "@/lib/sync/reconcile-place.ts";
import { requestReconcile } from "@/lib/sync/runs.ts";
import { reconcilePage } from "@/worker/jobs/reconcile-page.ts";
import { mirrorState } from "../support/mirror.ts";
import { listJobs } from "../lib/jobs/queue-view.ts";
import { dieAt } from "./dying.ts";
import { edit, lastRun, reconcile } from "./reconciling.ts";
import { createRig, startGitLab, type GitLabRig, type Rig } from "./rig.ts";

let gitlab: GitLabRig;
let projectId: number;
const rigs: Rig[] = [];

beforeAll(async () => {
  gitlab = await startGitLab({ issues: 300 });
  projectId = (await gitlab.projects())[0]?.id ?? expect.fail("no project");
  for (let number = 1; number <= 150; number += 1) {
    const milliseconds = String(number).padStart(3, "0");
    const fields = { title: `Issue ${number}`, created_at: `2026-03-01T10:00:00.${milliseconds}Z`, labels: ["many"] };
    edit(gitlab, { kind: "create_issue", project_id: projectId, fields });
  }
});
afterAll(() => gitlab.close());
afterEach(() => Promise.all(rigs.splice(0).map((rig) => rig.close())));

async function bootstrapped(): Promise<Rig> {
  const rig = await createRig(gitlab, { GITLAB_PROJECTS: String(projectId) });
  rigs.push(rig);
  await rig.discover();
  return rig;
}

/** Something of each kind that a reconcile has a step for. */
async function drift(): Promise<void> {
  const issues = [...gitlab.demo.store.issuesOf(projectId)].filter(({ title }) => title.startsWith("Issue "));
  const label = [...gitlab.demo.store.labels.values()].find(({ title }) => title === "many");
  edit(gitlab, { kind: "update_label", label_id: label?.id ?? 0, fields: { new_name: "blocked" } });
  for (const { iid } of issues.slice(0, 25)) edit(gitlab, { kind: "delete_issue", project_id: projectId, iid });
  for (const { iid } of issues.slice(25, 28)) {
    const fields = { title: "Set back", updated_at: "2025-01-01T00:00:00Z" };
    edit(gitlab, { kind: "update_issue", project_id: projectId, iid, fields });
  }
  for (const { iid } of issues.slice(28, 40)) {
    edit(gitlab, { kind: "update_issue", project_id: projectId, iid, fields: { title: "Edited" }, touch: false });
  }
}

const start = (rig: Rig) => requestReconcile(rig.db, { sweep: true, requestedBy: "admin@acme.test" });

const stateRows = z.array(z.record(z.string(), z.unknown()));

/** When it was noticed that an issue is gone is the one thing that may differ. */
async function stateOf(rig: Rig): Promise<unknown[]> {
  const rows = stateRows.parse(await mirrorState(rig.db));
  const untimed = { gone_at: "some time", status_since: null, timeline: null };
  return rows.map((row) => (row["status"] === "gone" ? { ...row, ...untimed } : row));
}

test("killed before and after every single commit, a reconcile ends as one that was left in peace", async () => {
  const [calm, killed, doubled] = await Promise.all([bootstrapped(), bootstrapped(), bootstrapped()]);
  await drift();
  await reconcile(calm, { sweep: true });
  expect(await lastRun(calm)).toMatchObject({ status: "success", recordsUpserted: 40 });

  const runId = (await start(killed)).runs[0]?.id ?? "";
  let deaths = 0;
  for (; (await lastRun(killed)).status === "running"; deaths += 1) {
    if (deaths > 100) expect.fail("the run does not end");
    await dieAt(killed, { job: reconcilePage, runId, moment: "before" });
    await dieAt(killed, { job: reconcilePage, runId, moment: "after" });
  }
  expect(deaths).toBeGreaterThanOrEqual(9);
  await killed.drainAll();

  // two workers that do not know of each other
  const twice = (await start(doubled)).runs[0]?.id ?? "";
  await Promise.all([doubled.drain(), doubled.drain()]);
  await doubled.db.$executeRaw`
    select graphile_worker.add_job('reconcile_page', payload => json_build_object('run_id', ${twice}::text))
    from generate_series(1, 3)`;
  await Promise.all([doubled.drainAll(), doubled.drainAll(), doubled.drainAll()]);

  const [expected, counts] = [await stateOf(calm), countsOf(await lastRun(calm))];
  for (const rig of [killed, doubled]) {
    expect(countsOf(await lastRun(rig))).toEqual(counts);
    expect(await stateOf(rig)).toEqual(expected);
    expect(await rig.db.reconcileSeen.count()).toBe(0);
    expect(await listJobs(rig.db)).toEqual([]);
  }
}, 60_000);

function countsOf({
  status,
  recordsRead,
  recordsTotal,
  recordsUpserted,
  isSweep,
}: Awaited<ReturnType<typeof lastRun>>) {
  return { status, recordsRead, recordsTotal, recordsUpserted, isSweep };
}

test("a run whose place cannot be read ends as failed, and a new one can begin", async () => {
  const rig = await bootstrapped();
  await start(rig);
  await rig.db.syncRun.updateMany({ where: { mode: "reconcile" }, data: { nextPage: '{"step":"listing"}' } });
  await rig.drain();
  expect(await lastRun(rig)).toMatchObject({
    status: "failed",
    errorMessage: expect.stringMatching(/start a new one/),
  });
  expect(await listJobs(rig.db)).toEqual([]);
  await reconcile(rig);
  expect(await lastRun(rig)).toMatchObject({ status: "success" });
});

test("a sweep that somebody asks for while a smaller reconcile is under way is done by it", async () => {
  const rig = await bootstrapped();
  await rig.db.project.updateMany({ data: { historyFrom: new Date() } });
  await reconcile(rig, { sweep: true });
  const closed = (await gitlab.issues(projectId, "&state=closed"))[0]?.iid ?? 0;
  edit(gitlab, { kind: "delete_issue", project_id: projectId, iid: closed });
  const [run] = (await requestReconcile(rig.db, { requestedBy: "admin@acme.test" })).runs;
  expect(await lastRun(rig)).toMatchObject({ isSweep: false });
  while (readPlace((await lastRun(rig)).nextPage).step !== "older") {
    await dieAt(rig, { job: reconcilePage, runId: run?.id ?? "", moment: "after" });
  }
  expect((await start(rig)).runs).toMatchObject([{ id: run?.id, joined: true }]);
  await rig.drainAll();
  expect(await lastRun(rig)).toMatchObject({ id: run?.id, status: "success", isSweep: true });
  expect(await rig.db.issue.count({ where: { iid: closed, status: "gone" } })).toBe(1);
  edit(gitlab, { kind: "restore_issue", project_id: projectId, iid: closed });
});
