import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { transaction } from "@/lib/db/transaction.ts";
import { enqueueRefresh } from "@/lib/sync/deliveries.ts";
import { receiveDelivery } from "@/lib/sync/receive.ts";
import { createRig, startGitLab, type GitLabRig, type Rig } from "./rig.ts";

let gitlab: GitLabRig;
let project: number;
let rig: Rig;

beforeAll(async () => {
  gitlab = await startGitLab({ issues: 60 });
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
