import { afterAll, beforeAll, expect, test } from "vitest";
import { POST as retry } from "@/app/api/sync/jobs/[id]/retry/route.ts";
import { POST as audit } from "@/app/api/sync/audit/route.ts";
import { POST as bootstrap } from "@/app/api/sync/bootstrap/route.ts";
import { POST as poll } from "@/app/api/sync/poll/route.ts";
import { POST as reconcile } from "@/app/api/sync/reconcile/route.ts";
import { GET as status } from "@/app/api/sync/status/route.ts";
import { GET as freshness } from "@/app/api/freshness/route.ts";
import { POST as webhook } from "@/app/api/webhooks/gitlab/route.ts";
import { bootstrapAnswerSchema, freshnessAnswerSchema, pollAnswerSchema, syncStatusSchema } from "@/lib/sync/schema.ts";
import { storeProject } from "@/tests/support/mirror.ts";
import { call, openWeb, signIn, type Web } from "@/tests/support/web.ts";

const GITLAB = { GITLAB_URL: "https://gitlab.test", GITLAB_WEBHOOK_SECRET: "right secret" };
const WEBHOOK_URL = "http://localhost:3000/api/webhooks/gitlab";
const HOOK = { object_kind: "issue", project: { id: 7 }, object_attributes: { iid: 3, project_id: 7 } };

let web: Web;
let admin: string;
beforeAll(async () => {
  web = await openWeb(GITLAB);
  await storeProject(web.db, 7, "acme/shop");
  admin = await signIn("admin");
});
afterAll(() => web.close());

/** As GitLab posts: no origin, no cookie, its own headers. */
async function post(token: string): Promise<Response> {
  const headers = { "content-type": "application/json", "x-gitlab-token": token, "x-gitlab-event": "Issue Hook" };
  const request = new Request("http://localhost:3000/api/webhooks/gitlab", {
    method: "POST",
    headers,
    body: JSON.stringify(HOOK),
  });
  return webhook(request, { params: Promise.resolve({}) });
}

test("GitLab's webhook is answered 202 with the right secret, and 401 as a problem document with a wrong one", async () => {
  const accepted = await post("right secret");
  expect(accepted.status).toBe(202);
  expect(await accepted.json()).toEqual({ outcome: "enqueued" });
  const refused = await post("wrong secret");
  expect(refused.status).toBe(401);
  expect(await refused.json()).toMatchObject({ code: "unauthenticated" });
  expect(await web.db.webhookDelivery.count()).toBe(1);
});

const readStatus = async () =>
  syncStatusSchema.parse(await (await call(status, "/api/sync/status", { cookie: admin })).json());

const readAge = async (cookie: string) =>
  freshnessAnswerSchema.parse(await (await call(freshness, "/api/freshness", { cookie })).json());

test("an admin starts a bootstrap and sees it in the status; asking again joins it", async () => {
  const start = async () => {
    const answer = await call(bootstrap, "/api/sync/bootstrap", { method: "POST", cookie: admin, json: {} });
    expect(answer.status).toBe(202);
    return bootstrapAnswerSchema.parse(await answer.json()).runs;
  };
  const [started] = await start();
  expect(started).toMatchObject({ project: "acme/shop", joined: false });
  expect(await start()).toEqual([{ ...started, joined: true }]);

  const seen = await readStatus();
  expect(seen).toMatchObject({ gitlab: { url: "https://gitlab.test" }, queue: { waiting: 2, failed: 0 } });
  expect(seen.runs.map((run) => [run.id, run.status])).toEqual([[started?.id, "running"]]);
});

test("a bootstrap of a project that is not mirrored is a 404, and an unknown key in the body a 400", async () => {
  const ask = (json: object) => call(bootstrap, "/api/sync/bootstrap", { method: "POST", cookie: admin, json });
  expect((await ask({ project: "acme/none" })).status).toBe(404);
  expect((await ask({ projects: "acme/shop" })).status).toBe(400);
});

test("an admin starts a reconcile, of all issues where asked, and sees it in the status; asking again joins it", async () => {
  const start = async (json: object) => {
    const answer = await call(reconcile, "/api/sync/reconcile", { method: "POST", cookie: admin, json });
    expect(answer.status).toBe(202);
    return bootstrapAnswerSchema.parse(await answer.json()).runs;
  };
  const [started] = await start({ project: "acme/shop", sweep: true });
  expect(started).toMatchObject({ project: "acme/shop", joined: false });
  expect(await start({})).toEqual([{ ...started, joined: true }]);
  const runs = (await readStatus()).runs.filter((run) => run.mode === "reconcile");
  expect(runs).toMatchObject([{ id: started?.id, status: "running", is_sweep: true }]);
  expect(runs[0]?.requested_by).toMatch(/@/);
});

test("an admin has a project polled; asking again before it ran joins it", async () => {
  const start = async () => {
    const answer = await call(poll, "/api/sync/poll", { method: "POST", cookie: admin, json: { project: "7" } });
    expect(answer.status).toBe(202);
    return pollAnswerSchema.parse(await answer.json()).projects;
  };
  expect(await start()).toEqual([{ project: "acme/shop", joined: false }]);
  expect(await start()).toEqual([{ project: "acme/shop", joined: true }]);
});

test("a poll or reconcile of a project that is not mirrored is a 404, and an unknown key in the body a 400", async () => {
  for (const [route, path] of [
    [poll, "poll"],
    [reconcile, "reconcile"],
  ] as const) {
    const ask = async (json: object) =>
      (await call(route, `/api/sync/${path}`, { method: "POST", cookie: admin, json })).status;
    expect(await ask({ project: "acme/none" }), path).toBe(404);
    expect(await ask({ full: true }), path).toBe(400);
  }
});

test("the status says where GitLab delivers to, whether a secret is set and when it last did, and never the secret", async () => {
  const last = await web.db.webhookDelivery.findFirst({ orderBy: { receivedAt: "desc" } });
  const answer = await (await call(status, "/api/sync/status", { cookie: admin })).text();
  expect(syncStatusSchema.parse(JSON.parse(answer)).webhook).toEqual({
    url: WEBHOOK_URL,
    signed: true,
    last_delivery_at: last?.receivedAt.toISOString(),
  });
  expect(answer).not.toContain("right secret");
});

test("everybody is told when GitLab refuses the token or has told us to wait, and only admins what it said", async () => {
  const viewer = await signIn("viewer");
  expect((await readAge(viewer)).gitlab).toEqual({ state: "ok", since: null });

  const since = new Date("2026-11-22T10:00:00Z");
  const until = new Date(Date.now() + 60_000);
  const pause = { pausedSince: since, pausedUntil: until, pauseMessage: "401 Unauthorized" };
  await web.db.gitlabState.update({ where: { id: 1 }, data: { ...pause, pause: "unauthorized" } });
  expect((await readAge(viewer)).gitlab).toEqual({ state: "refused", since: since.toISOString() });
  expect((await readStatus()).gitlab.pause).toEqual({
    kind: "unauthorized",
    since: since.toISOString(),
    until: until.toISOString(),
    message: "401 Unauthorized",
  });
  await web.db.gitlabState.update({ where: { id: 1 }, data: { pause: "rate_limited" } });
  expect((await readAge(viewer)).gitlab.state).toBe("waiting");
  await web.db.gitlabState.update({ where: { id: 1 }, data: { pausedUntil: new Date(Date.now() - 1_000) } });
  expect((await readAge(viewer)).gitlab.state).toBe("ok");
});

test("what an admin asks of the sync is written down with its asker; what was refused is not", async () => {
  await web.db.auditLog.deleteMany();
  const ask = { method: "POST", cookie: admin };
  await call(bootstrap, "/api/sync/bootstrap", { ...ask, json: {} });
  await call(poll, "/api/sync/poll", { ...ask, json: { project: "acme/shop" } });
  await call(reconcile, "/api/sync/reconcile", { ...ask, json: { project: "acme/shop", sweep: true } });
  await call(audit, "/api/sync/audit", { ...ask, json: {} });
  await call(poll, "/api/sync/poll", { ...ask, json: { project: "nobody/knows" } });
  await call(retry, "/api/sync/jobs/999999/retry", { ...ask, json: {}, params: { id: "999999" } });
  const rows = await web.db.auditLog.findMany({ orderBy: { id: "asc" } });
  expect(rows.map(({ actor, action, subject }) => `${actor} ${action} ${subject}`)).toEqual([
    "priya.raman@demo.invalid sync.bootstrap_requested all projects",
    "priya.raman@demo.invalid sync.poll_requested acme/shop",
    "priya.raman@demo.invalid sync.reconcile_requested acme/shop",
    "priya.raman@demo.invalid sync.audit_requested all projects",
  ]);
  expect(rows[2]?.details).toEqual({ project: "acme/shop", sweep: true });
});
