import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { transaction } from "@/lib/db/transaction.ts";
import { enqueueRefresh } from "@/lib/sync/deliveries.ts";
import { receiveDelivery } from "@/lib/sync/receive.ts";
import { listJobs } from "../lib/jobs/queue-view.ts";
import { createRig, startGitLab, type GitLabRig, type Rig } from "./rig.ts";

let gitlab: GitLabRig;
let project: number;
let rig: Rig;

beforeAll(async () => {
  gitlab = await startGitLab({ issues: 200 });
  project = (await gitlab.projects())[0]?.id ?? expect.fail("the demo GitLab has no project");
});
afterAll(() => gitlab.close());

beforeEach(async () => {
  rig = await createRig(gitlab, { GITLAB_PROJECTS: String(project) });
  await rig.discover();
});
afterEach(() => rig.close());

async function deliver(iid: number, edit: string): Promise<void> {
  const body = JSON.stringify({ object_kind: "issue", object_attributes: { iid, project_id: project, title: edit } });
  const request = new Request("http://localhost/", { method: "POST", headers: { "x-gitlab-token": "secret" }, body });
  const receiving = { secrets: { GITLAB_WEBHOOK_SECRET: "secret" }, now: new Date() };
  expect(await receiveDelivery(rig.db, request, receiving)).toEqual({ outcome: "enqueued" });
}

const webhookRuns = () => rig.db.syncRun.findMany({ where: { mode: "webhook" } });

test("three deliveries for two issues, of which one has changed, are one run of two read and one written", async () => {
  const [changed, same] = await gitlab.issues(project, "&state=opened");
  const [first, second] = [changed?.iid ?? expect.fail("no issue"), same?.iid ?? expect.fail("only one issue")];
  await gitlab.edit({ project, iid: first }, { title: "Edited" });
  await deliver(first, "one edit");
  await deliver(first, "another edit");
  await deliver(second, "an edit that was taken back");
  await rig.drainAll();
  expect(await webhookRuns()).toMatchObject([{ status: "success", recordsRead: 2, recordsUpserted: 1 }]);
  expect(await rig.db.webhookDelivery.count({ where: { handledAt: null } })).toBe(0);
});

test("a fetch that no delivery asked for is no webhook's run", async () => {
  const [issue] = await gitlab.issues(project, "&state=opened");
  const hint = { gitlabProjectId: String(project), iid: issue?.iid ?? expect.fail("no issue") };
  await transaction(rig.db, (tx) => enqueueRefresh(tx, hint));
  await rig.drainAll();
  expect(await webhookRuns()).toEqual([]);
});

/** What GitLab was asked, and how often. */
function countRequests(): () => number {
  let requests = 0;
  rig.watchRequests(async () => void (requests += 1));
  return () => requests;
}

const waiting = () => rig.db.webhookDelivery.count({ where: { handledAt: null } });

test("many issues of a project that change together are asked for twenty at a time", async () => {
  const changed = (await gitlab.issues(project)).slice(0, 25);
  expect(changed).toHaveLength(25);
  for (const { iid } of changed) await gitlab.edit({ project, iid }, { title: `Bulk edit of ${iid}` });
  for (const { iid } of changed) await deliver(iid, "bulk edit");
  const requests = countRequests();
  await rig.drainAll();
  expect(requests()).toBe(2 + 2 * changed.length); // two listings, then the two lists of events of each
  expect(await waiting()).toBe(0);
  expect(await rig.db.issue.count({ where: { title: { startsWith: "Bulk edit" } } })).toBe(25);
  expect(await webhookRuns()).toMatchObject([{ recordsRead: 25, recordsUpserted: 25 }]);
});

test("what arrives while its project is being refreshed is the next refresh's", async () => {
  const [first, second] = await gitlab.issues(project);
  const [one, other] = [first?.iid ?? expect.fail("no issue"), second?.iid ?? expect.fail("only one issue")];
  await gitlab.edit({ project, iid: other }, { title: "Arrived meanwhile" });
  await deliver(one, "the first");
  let isSent = false;
  rig.watchRequests(async () => {
    if (isSent) return;
    isSent = true;
    await deliver(other, "meanwhile");
    await rig.db.$executeRaw`select graphile_worker.remove_job(${`refresh:${project}`})`;
  });
  await rig.drainAll();
  expect(await waiting()).toBe(1);
  await rig.drainAll();
  expect(await waiting()).toBe(0);
  expect(await rig.db.issue.count({ where: { title: "Arrived meanwhile" } })).toBe(1);
});

test("an issue that cannot be kept holds up no other; its delivery waits, and is answered when it can", async () => {
  const [first, second, third] = await gitlab.issues(project);
  const iids = [first, second, third].map((issue) => issue?.iid ?? expect.fail("too few issues"));
  for (const iid of iids) await gitlab.edit({ project, iid }, { title: `Kept, or not: ${iid}` });
  await rig.db.$executeRawUnsafe(
    `alter table issues add constraint poison check (title <> 'Kept, or not: ${iids[1]}')`,
  );
  for (const iid of iids) await deliver(iid, "edit");
  await rig.drainAll();
  expect(await rig.db.webhookDelivery.findMany({ where: { handledAt: null } })).toMatchObject([{ iid: iids[1] }]);
  expect(await rig.db.issue.count({ where: { title: { startsWith: "Kept, or not" } } })).toBe(2);
  expect((await listJobs(rig.db))[0]?.last_error).toContain("poison");
  await rig.db.$executeRawUnsafe("alter table issues drop constraint poison");
  await rig.drainAll();
  expect(await waiting()).toBe(0);
  expect(await rig.db.issue.count({ where: { title: { startsWith: "Kept, or not" } } })).toBe(3);
});

test("where GitLab answers with something else altogether, it is not asked for every issue", async () => {
  const iids = (await gitlab.issues(project)).slice(0, 15).map(({ iid }) => iid);
  for (const iid of iids) await deliver(iid, "edit");
  gitlab.demo.faults.set([{ kind: "login_page", share: 1 }]);
  const requests = countRequests();
  await rig.drainAll();
  gitlab.demo.faults.clear();
  expect(requests()).toBe(4);
  expect(await waiting()).toBe(15);
  await rig.drainAll();
  expect(await waiting()).toBe(0);
});
