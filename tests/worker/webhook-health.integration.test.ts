import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { enqueue } from "@/lib/jobs/enqueue.ts";
import { enqueueRefresh } from "@/lib/sync/deliveries.ts";
import { requestAudit } from "@/lib/sync/runs.ts";
import { edit, reconcile } from "./reconciling.ts";
import { createRig, startGitLab, type GitLabRig, type Rig } from "./rig.ts";

const PUBLIC = "https://backtrak.example";
const URL_OF_OURS = `${PUBLIC}/api/webhooks/gitlab`;

let gitlab: GitLabRig;
let projectId: number;
let rig: Rig;

beforeAll(async () => {
  gitlab = await startGitLab({ issues: 150 });
  projectId = (await gitlab.projects())[0]?.id ?? expect.fail("no project");
});
afterAll(() => gitlab.close());
beforeEach(async () => {
  rig = await createRig(gitlab, { GITLAB_PROJECTS: String(projectId), BETTER_AUTH_URL: PUBLIC });
  await rig.discover();
});
afterEach(async () => {
  gitlab.demo.faults.clear();
  for (const id of gitlab.demo.store.hooks.keys()) edit(gitlab, { kind: "delete_hook", hook_id: id });
  await rig.close();
});

function addHook(switches: { issues_events: boolean; confidential_issues_events: boolean }): number {
  const fields = { url: URL_OF_OURS, token: "", ...switches };
  const { hook } = edit(gitlab, { kind: "create_hook", project_id: projectId, fields });
  return hook?.id ?? expect.fail("no webhook");
}
const BOTH = { issues_events: true, confidential_issues_events: true };

async function hookAfterAudit() {
  await requestAudit(rig.db, { requestedBy: "admin@acme.test" });
  await rig.drain();
  const run = await rig.db.syncRun.findFirstOrThrow({ where: { mode: "audit" }, orderBy: { startedAt: "desc" } });
  expect(run).toMatchObject({ status: "success", errorMessage: null });
  const { hookState, hookMessage, hookCheckedAt } = await rig.db.project.findFirstOrThrow();
  expect(hookCheckedAt).not.toBeNull();
  return { state: hookState, message: hookMessage };
}

async function deliver(hoursAgo: number): Promise<void> {
  const receivedAt = new Date(Date.now() - hoursAgo * 3_600_000);
  const about = { kind: "issue", gitlabProjectId: projectId, iid: 1, outcome: "enqueued" as const, receivedAt };
  await rig.db.webhookDelivery.create({ data: { deliveryKey: crypto.randomUUID(), bodyHash: "h", ...about } });
}

test("an audit reads the webhook's own state back: missing, without a switch, good, and switched off", async () => {
  expect((await hookAfterAudit()).state).toBe("missing");
  const half = addHook({ issues_events: true, confidential_issues_events: false });
  expect(await hookAfterAudit()).toMatchObject({
    state: "switches_missing",
    message: expect.stringMatching(/Tick Confidential issues events/),
  });
  edit(gitlab, { kind: "delete_hook", hook_id: half });
  const id = addHook(BOTH);
  expect(await hookAfterAudit()).toEqual({ state: "good", message: null });
  gitlab.demo.webhooks.health.set(id, { alert_status: "disabled", disabled_until: null });
  expect(await hookAfterAudit()).toMatchObject({ state: "disabled", message: expect.stringMatching(/for good/) });
});

test("no webhook in sight is missing only where nothing was delivered for a day", async () => {
  await deliver(25);
  expect((await hookAfterAudit()).state).toBe("missing");
  await deliver(23);
  expect((await hookAfterAudit()).state).toBe("unknown");
});

test.each(["forbidden", "not_found", "unauthorized", "login_page"] as const)(
  "a token that may not read webhooks (%s) leaves the state unknown, and the audit goes on",
  async (kind) => {
    addHook(BOTH);
    expect((await hookAfterAudit()).state).toBe("good");
    gitlab.demo.faults.set([{ kind, path: "/hooks" }]);
    expect(await hookAfterAudit()).toMatchObject({ state: "unknown", message: expect.stringMatching(/did not show/) });
    expect((await rig.db.project.findFirstOrThrow()).accessError).toBeNull();
    expect((await rig.db.syncCursor.findFirstOrThrow()).lastError).toBeNull();
  },
);

async function poll(): Promise<void> {
  await enqueue(rig.db, "poll", {}, { key: "poll" });
  await rig.drain();
}

const gaps = () => rig.db.webhookGap.findMany();

test("a poll that finds an edit of which no webhook told opens a gap a quarter of an hour later, a delivery closes it", async () => {
  const [issue] = await gitlab.issues(projectId, "&state=opened");
  const iid = issue?.iid ?? 0;
  await deliver(2);
  edit(gitlab, { kind: "update_issue", project_id: projectId, iid, fields: { title: "Nobody was told" } });
  await poll();
  expect(await gaps()).toMatchObject([{ iid, openedAt: null }]);
  await rig.db.$executeRaw`update webhook_gaps set noticed_at = now() - interval '16 minutes'`;
  await poll();
  expect(await gaps()).toMatchObject([{ iid, openedAt: expect.any(Date), closedAt: null }]);
  await deliver(0);
  await poll();
  expect(await gaps()).toMatchObject([{ iid, closedAt: expect.any(Date) }]);
});

test("a reconcile suspects a gap too, but not where it mends what was altered here, and a fetch after a delivery does not", async () => {
  const [one, two, three] = (await gitlab.issues(projectId, "&state=opened")).map(({ iid }) => iid);
  await deliver(2);
  edit(gitlab, { kind: "update_issue", project_id: projectId, iid: one ?? 0, fields: { title: "Fetched alone" } });
  await enqueueRefresh(rig.db, { gitlabProjectId: String(projectId), iid: one });
  await rig.drainAll();
  expect((await rig.db.issue.findFirstOrThrow({ where: { iid: one } })).title).toBe("Fetched alone");
  await rig.db.$executeRaw`update issues set title = 'Altered here' where iid = ${one}`;
  await reconcile(rig, { sweep: true });
  expect((await rig.db.issue.findFirstOrThrow({ where: { iid: one } })).title).toBe("Fetched alone");
  expect(await gaps()).toEqual([]);

  edit(gitlab, { kind: "update_issue", project_id: projectId, iid: two ?? 0, fields: { title: "Nobody was told" } });
  await reconcile(rig, { sweep: false });
  expect(await gaps()).toMatchObject([{ iid: two, openedAt: null }]);
  edit(gitlab, { kind: "update_issue", project_id: projectId, iid: three ?? 0, fields: { title: "Nor of this" } });
  await poll();
  expect(await gaps()).toMatchObject([{ iid: two }]);
});

test("an edit of which nothing is mirrored, and one before any webhook was set up, are no gaps", async () => {
  const [issue] = await gitlab.issues(projectId, "&state=opened");
  const iid = issue?.iid ?? 0;
  edit(gitlab, { kind: "update_issue", project_id: projectId, iid, fields: { title: "Before the webhook" } });
  await poll();
  expect(await gaps()).toEqual([]);
  await deliver(2);
  edit(gitlab, { kind: "update_issue", project_id: projectId, iid, fields: { discussion_locked: true } });
  await poll();
  expect(await gaps()).toEqual([]);
});
