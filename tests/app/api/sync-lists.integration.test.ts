import { afterAll, beforeAll, expect, test } from "vitest";
import { GET as listDeliveries } from "@/app/api/sync/deliveries/route.ts";
import { GET as listJobs } from "@/app/api/sync/jobs/route.ts";
import { POST as retry } from "@/app/api/sync/jobs/[id]/retry/route.ts";
import { GET as listRuns } from "@/app/api/sync/runs/route.ts";
import { transaction } from "@/lib/db/transaction.ts";
import { park } from "@/lib/jobs/parked.ts";
import { deliveryListSchema, parkedListSchema, runListSchema } from "@/lib/sync/schema.ts";
import { storeProject } from "@/tests/support/mirror.ts";
import { call, openWeb, signIn, type Web } from "@/tests/support/web.ts";

const START = Date.parse("2026-11-20T10:00:00Z");
const at = (minutes: number) => new Date(START + minutes * 60_000);

let web: Web;
let admin: string;
let shop: string;
beforeAll(async () => {
  web = await openWeb();
  shop = await storeProject(web.db, 7, "acme/shop");
  await storeProject(web.db, 8, "acme/board");
  admin = await signIn("admin");
});
afterAll(() => web.close());

async function deliver(key: string, minutes: number, part = {}): Promise<void> {
  const about = { gitlabProjectId: 7n, iid: 3, outcome: "enqueued" as const, kind: "issue" };
  await web.db.webhookDelivery.create({
    data: { deliveryKey: key, bodyHash: key, receivedAt: at(minutes), ...about, ...part },
  });
}

async function deliveries(query: string) {
  const answer = await call(listDeliveries, `/api/sync/deliveries?${query}`, { cookie: admin });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return { link: answer.headers.get("link"), ...deliveryListSchema.parse(await answer.json()) };
}

test("deliveries come newest first, with the project where it is mirrored, narrowed and paged", async () => {
  await deliver("a", 1, { handledAt: at(2) });
  await deliver("b", 2, { outcome: "unknown_project", gitlabProjectId: 99n });
  await deliver("c", 3, { gitlabProjectId: 8n, outcome: "ignored" });
  await deliver("d", 4, { gitlabProjectId: null, iid: null, outcome: "malformed", kind: "unknown" });

  const all = await deliveries("");
  expect(all).toMatchObject({ total: 4, page: 1, page_size: 50 });
  expect(all.data.map((one) => [one.outcome, one.project?.path ?? null, one.gitlab_project_id, one.iid])).toEqual([
    ["malformed", null, null, null],
    ["ignored", "acme/board", "8", 3],
    ["unknown_project", null, "99", 3],
    ["enqueued", "acme/shop", "7", 3],
  ]);
  expect(all.data.at(-1)).toMatchObject({ received_at: at(1).toISOString(), handled_at: at(2).toISOString() });

  expect((await deliveries("outcome=unknown_project")).data).toHaveLength(1);
  for (const name of [shop, "7", "ACME/Shop"]) {
    expect((await deliveries(`project=${encodeURIComponent(name)}`)).data.map((one) => one.project?.id)).toEqual([
      shop,
    ]);
  }
  const second = await deliveries("page_size=3&page=2");
  expect(second.data.map((one) => one.outcome)).toEqual(["enqueued"]);
  expect(second.link).toContain('</api/sync/deliveries?page_size=3&page=1>; rel="prev"');
  expect(second.link).not.toContain('rel="next"');
});

test("runs come newest first, of every kind and ending, narrowed and paged", async () => {
  const run = { projectId: shop, status: "success" as const, finishedAt: at(9) };
  await web.db.syncRun.create({ data: { ...run, mode: "poll", startedAt: at(1) } });
  await web.db.syncRun.create({ data: { ...run, mode: "reconcile", startedAt: at(2), isSweep: true } });
  await web.db.syncRun.create({ data: { ...run, mode: "bootstrap", status: "stalled", startedAt: at(3) } });
  await web.db.syncRun.create({ data: { mode: "reconcile", status: "running", startedAt: at(0) } });
  const runs = async (query: string) => {
    const answer = await call(listRuns, `/api/sync/runs?${query}`, { cookie: admin });
    expect(answer.status, await answer.clone().text()).toBe(200);
    return runListSchema.parse(await answer.json());
  };

  const all = await runs("");
  expect(all.data.map((one) => `${one.mode} ${one.status}`)).toEqual([
    "bootstrap stalled",
    "reconcile success",
    "poll success",
    "reconcile running",
  ]);
  expect(all.data.map((one) => one.is_sweep)).toEqual([false, true, false, false]);
  expect((await runs("mode=reconcile")).total).toBe(2);
  expect((await runs("status=stalled")).data).toMatchObject([{ mode: "bootstrap" }]);
  expect((await runs("project=acme/shop&page_size=2&page=2")).data).toMatchObject([{ mode: "poll" }]);
});

test("a wrong filter, page or name is a 400 that names it", async () => {
  const faultsOf = async (route: typeof listRuns, path: string) => {
    const answer = await call(route, path, { cookie: admin });
    expect(answer.status).toBe(400);
    return (await answer.json()) as unknown;
  };
  expect(await faultsOf(listRuns, "/api/sync/runs?mode=nonsense")).toMatchObject({ faults: [{ field: "query.mode" }] });
  expect(await faultsOf(listDeliveries, "/api/sync/deliveries?page_size=201")).toMatchObject({
    faults: [{ field: "query.page_size" }],
  });
  expect(await faultsOf(listJobs, "/api/sync/jobs?page=1")).toMatchObject({ faults: [{ field: "query.page" }] });
});

async function parkJob(task: string, key: string, payload: object): Promise<void> {
  await transaction(web.db, (tx) =>
    park(tx, { id: "1", task, key, payload, priority: 0, maxAttempts: 25 }, `${task} failed`),
  );
}

const parkedJobs = async () => {
  const answer = await call(listJobs, "/api/sync/jobs", { cookie: admin });
  return parkedListSchema.parse(await answer.json()).data;
};

const tryAgain = (id: string) =>
  call(retry, `/api/sync/jobs/${id}/retry`, { method: "POST", cookie: admin, params: { id }, json: {} });

test("parked jobs say what they were about and why they failed; one that is retried runs again, and only that one", async () => {
  const run = await web.db.syncRun.create({
    data: { mode: "reconcile", status: "failed", projectId: shop, startedAt: at(0), finishedAt: at(1) },
  });
  const label = await web.db.label.create({
    data: { gitlabLabelId: 5n, title: "bug", color: "#ff0000", fetchedAt: at(0) },
  });
  await parkJob("refresh_issues", "refresh:7:12", { gitlab_project_id: "7", iid: 12 });
  await parkJob("refresh_issues", "refresh:99:3", { gitlab_project_id: "99", iid: 3 });
  await parkJob("poll_project", `poll:${shop}`, { project_id: shop });
  await parkJob("reconcile_page", `reconcile:${run.id}`, { run_id: run.id });
  await parkJob("reproject_label", `reproject_label:${label.id}`, { label_id: label.id });
  await parkJob("tidy", "tidy", {});

  const jobs = await parkedJobs();
  expect(jobs.map(({ job, project, iid, label: title }) => [job, project?.path ?? null, iid, title])).toEqual([
    ["tidy", null, null, null],
    ["reproject_label", null, null, "bug"],
    ["reconcile_page", "acme/shop", null, null],
    ["poll_project", "acme/shop", null, null],
    ["refresh_issues", null, 3, null],
    ["refresh_issues", "acme/shop", 12, null],
  ]);
  const poll = jobs[3];
  expect(poll).toMatchObject({ error: "poll_project failed" });

  const answer = await tryAgain(poll?.id ?? "");
  expect(answer.status).toBe(202);
  expect(await answer.json()).toEqual({ id: poll?.id });
  expect((await parkedJobs()).map(({ job }) => job)).toEqual(jobs.filter((one) => one !== poll).map(({ job }) => job));
  const [waiting] = await web.db.$queryRaw<unknown[]>`
    select task_identifier, attempts::int from graphile_worker.jobs where attempts < max_attempts`;
  expect(waiting).toEqual({ task_identifier: "poll_project", attempts: 0 });

  const again = await tryAgain(poll?.id ?? "");
  expect(again.status).toBe(404);
  expect(await again.json()).toMatchObject({ code: "not_found" });
  expect((await tryAgain("999999999")).status).toBe(404);
});
