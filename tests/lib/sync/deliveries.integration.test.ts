import pLimit from "p-limit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { transaction } from "@/lib/db/transaction.ts";
import { deleteOldDeliveries, enqueueForgotten, listWaiting } from "@/lib/sync/deliveries.ts";
import { receiveDelivery } from "@/lib/sync/receive.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { storeProject } from "../../support/mirror.ts";
import { listJobs } from "../jobs/queue-view.ts";

const SECRETS = { GITLAB_WEBHOOK_SECRET: "right secret", GITLAB_WEBHOOK_SECRET_PREVIOUS: "last year's" };
const TEN_MB = 10 * 1024 * 1024;
const atMostTen = pLimit(10);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await storeProject(database.db, 7);
  const paused = await storeProject(database.db, 8, "acme/paused");
  await database.db.project.update({ where: { id: paused }, data: { active: false } });
});
afterAll(() => database.close());

function issueHook(gitlabProjectId: number, iid: number, title = "A title"): object {
  return {
    object_kind: "issue",
    event_type: "issue",
    project: { id: gitlabProjectId },
    object_attributes: { id: 1, iid, project_id: gitlabProjectId, title, action: "update" },
  };
}

function post(body: string | object, headers: Record<string, string> = {}): Request {
  return new Request("http://localhost:3000/api/webhooks/gitlab", {
    method: "POST",
    headers: { "content-type": "application/json", "x-gitlab-token": "right secret", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

const receive = (request: Request) => receiveDelivery(database.db, request, { secrets: SECRETS, now: new Date() });
const jobsOf = async (key: string) => (await listJobs(database.db)).filter((job) => job.key === key);
const countDeliveries = () => database.db.webhookDelivery.count();

test("an edit of a mirrored issue is kept, without its body, and fetched soon but not at once", async () => {
  const before = Date.now();
  expect(await receive(post(issueHook(7, 1, "very secret title")))).toEqual({ outcome: "enqueued" });
  const [job] = await jobsOf("refresh:7");
  expect(job?.task_identifier).toBe("refresh_issues");
  expect((job?.run_at.getTime() ?? 0) - before).toBeGreaterThan(300);
  const kept = await database.db.webhookDelivery.findFirst({ where: { gitlabProjectId: 7, iid: 1 } });
  expect(kept).toMatchObject({ kind: "issue", outcome: "enqueued", handledAt: null });
  const everything = Object.values(kept ?? {}).map(String);
  expect(everything.join(" ")).not.toContain("very secret title");
});

test("a repeat, known by its key or by its bytes, is dropped", async () => {
  const named = { "idempotency-key": "7f1c" };
  expect(await receive(post(issueHook(7, 2), named))).toEqual({ outcome: "enqueued" });
  expect(await receive(post(issueHook(7, 2, "sent again, bytes differ"), named))).toEqual({ outcome: "repeated" });
  expect(await receive(post(issueHook(7, 3)))).toEqual({ outcome: "enqueued" });
  expect(await receive(post(issueHook(7, 3)))).toEqual({ outcome: "repeated" });
  expect(await database.db.webhookDelivery.count({ where: { gitlabProjectId: 7, iid: { in: [2, 3] } } })).toBe(2);
});

test("edits of one project are a delivery each and one fetch, those of another project another", async () => {
  await storeProject(database.db, 6, "acme/other");
  await receive(post(issueHook(7, 4, "first")));
  await receive(post(issueHook(7, 4, "second")));
  await receive(post(issueHook(7, 5)));
  await receive(post(issueHook(6, 4)));
  expect(await database.db.webhookDelivery.count({ where: { iid: { in: [4, 5] } } })).toBe(4);
  expect(await jobsOf("refresh:7")).toHaveLength(1);
  expect(await jobsOf("refresh:6")).toHaveLength(1);
  expect(await listWaiting(database.db, "7")).toEqual(expect.arrayContaining([4, 5]));
  expect(await listWaiting(database.db, "6")).toEqual([4]);
});

test("what comes at once is stored together: repeats among it, unknown projects and two edits of one issue", async () => {
  const commits = async () => {
    const [row] = await database.db.$queryRaw<{ n: bigint }[]>`
      select count(distinct received_at) as n from webhook_deliveries where gitlab_project_id in (7, 99) and iid >= 50`;
    return Number(row?.n);
  };
  const at = (project: number, iid: number, title: string, key: string) =>
    receive(post(issueHook(project, iid, title), { "idempotency-key": key }));
  const answers = await Promise.all([
    at(7, 50, "one", "burst-1"),
    at(7, 51, "two", "burst-2"),
    at(7, 51, "three", "burst-3"),
    at(7, 51, "three", "burst-3"),
    at(99, 52, "four", "burst-4"),
    at(8, 53, "five", "burst-5"),
  ]);
  const expected = ["enqueued", "enqueued", "enqueued", "repeated", "unknown_project", "ignored"];
  expect(answers.map(({ outcome }) => outcome)).toEqual(expected);
  expect(await jobsOf("refresh:7")).toHaveLength(1);
  expect(await jobsOf("refresh:8")).toHaveLength(0);
  expect(await jobsOf("discover_projects")).toHaveLength(1);
  expect(await commits()).toBeLessThanOrEqual(2);
});

test("a project whose job was lost gets another after a minute, one that a job stands for does not", async () => {
  const forget = () => transaction(database.db, enqueueForgotten);
  const age = () => database.db.$executeRaw`
    update webhook_deliveries set received_at = received_at - interval '61 seconds' where iid in (60, 61)`;
  await storeProject(database.db, 60, "acme/lost");
  await storeProject(database.db, 61, "acme/handled");
  await receive(post(issueHook(60, 60)));
  await receive(post(issueHook(61, 61)));
  await receive(post(issueHook(7, 61)));
  await database.db.$executeRaw`select graphile_worker.remove_job('refresh:60')`;
  await database.db.$executeRaw`select graphile_worker.remove_job('refresh:61')`;
  await database.db.webhookDelivery.updateMany({ where: { gitlabProjectId: 61 }, data: { handledAt: new Date() } });
  expect(await forget()).toBe(0);
  await age();
  expect(await forget()).toBe(1);
  expect(await jobsOf("refresh:60")).toHaveLength(1);
  expect(await jobsOf("refresh:61")).toHaveLength(0);
  expect(await forget()).toBe(0);
});

test("a wrong, missing or empty secret is refused before the body is read, and nothing is kept", async () => {
  const before = await countDeliveries();
  for (const token of ["wrong secret", "", "right secre"]) {
    const request = post(issueHook(7, 5), { "x-gitlab-token": token });
    await expect(receive(request)).rejects.toMatchObject({ code: "unauthenticated" });
    expect(request.bodyUsed).toBe(false);
  }
  const unset = { secrets: {}, now: new Date() };
  const request = post(issueHook(7, 5), { "x-gitlab-token": "" });
  await expect(receiveDelivery(database.db, request, unset)).rejects.toMatchObject({ code: "unauthenticated" });
  expect(await countDeliveries()).toBe(before);
});

test("the previous secret still counts while the new one is rolled out", async () => {
  const request = post(issueHook(7, 6), { "x-gitlab-token": "last year's" });
  expect(await receive(request)).toEqual({ outcome: "enqueued" });
});

test("an unknown project is looked for, once however many issues of it change", async () => {
  expect(await receive(post(issueHook(99, 1)))).toEqual({ outcome: "unknown_project" });
  expect(await receive(post(issueHook(99, 2)))).toEqual({ outcome: "unknown_project" });
  expect(await jobsOf("discover_projects")).toHaveLength(1);
  expect(await jobsOf("refresh:99")).toEqual([]);
});

test("what is not wanted and what cannot be read is counted and enqueues nothing", async () => {
  const before = await listJobs(database.db);
  expect(await receive(post({ object_kind: "push", project_id: 7 }))).toEqual({ outcome: "ignored" });
  expect(await receive(post(issueHook(8, 1)))).toEqual({ outcome: "ignored" });
  expect(await receive(post("this is not JSON"))).toEqual({ outcome: "malformed" });
  expect(await receive(post("[]"))).toEqual({ outcome: "malformed" });
  expect(await receive(post(""))).toEqual({ outcome: "malformed" });
  expect(await receive(post({ object_kind: "issue" }))).toEqual({ outcome: "malformed" });
  expect(await listJobs(database.db)).toEqual(before);
});

test("a body over 10 MB is read to its end and makes everything be polled", async () => {
  const request = post(issueHook(7, 9, "x".repeat(TEN_MB)));
  expect(await receive(request)).toEqual({ outcome: "malformed" });
  expect(request.bodyUsed).toBe(true);
  expect(await jobsOf("poll")).toHaveLength(1);
  expect(await database.db.webhookDelivery.count({ where: { gitlabProjectId: 7, iid: 9 } })).toBe(0);
});

test("what cannot be enqueued is not kept either: GitLab is told, and the same delivery may come again", async () => {
  const { db } = database;
  const before = await countDeliveries();
  await db.$executeRaw`alter function graphile_worker.add_job rename to add_job_away`;
  await expect(receive(post(issueHook(7, 10)))).rejects.toMatchObject({ code: "unavailable", http: 503 });
  await db.$executeRaw`alter function graphile_worker.add_job_away rename to add_job`;
  expect(await countDeliveries()).toBe(before);
  expect(await receive(post(issueHook(7, 10)))).toEqual({ outcome: "enqueued" });
});

test("a thousand deliveries for one issue are one waiting job", async () => {
  const send = (edit: number) => receive(post(issueHook(7, 12, `edit ${edit}`), { "idempotency-key": `edit-${edit}` }));
  const edits = Array.from({ length: 1_000 }, (_, index) => index);
  const outcomes = await Promise.all(edits.map((edit) => atMostTen(() => send(edit))));
  expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(["enqueued"]));
  expect(await database.db.webhookDelivery.count({ where: { iid: 12 } })).toBe(1_000);
  const jobs = await jobsOf("refresh:7");
  expect(jobs).toHaveLength(1);
  expect(jobs[0]?.locked_by).toBeNull();
});

test("old deliveries are deleted ten thousand at a time, younger ones stay", async () => {
  const { db } = database;
  const young = await countDeliveries();
  await db.$executeRaw`
    insert into webhook_deliveries (delivery_key, body_hash, kind, outcome, received_at)
    select 'old ' || n, 'x', 'issue', 'ignored', now() - interval '31 days' from generate_series(1, 10001) as n`;
  await db.$executeRaw`
    insert into webhook_deliveries (delivery_key, body_hash, kind, outcome, received_at)
    values ('not yet old', 'x', 'issue', 'ignored', now() - interval '29 days')`;
  expect(await transaction(db, deleteOldDeliveries)).toBe(true);
  expect(await countDeliveries()).toBe(young + 2);
  expect(await transaction(db, deleteOldDeliveries)).toBe(false);
  expect(await countDeliveries()).toBe(young + 1);
});
