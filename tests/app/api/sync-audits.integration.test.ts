import { afterAll, beforeAll, expect, test } from "vitest";
import { GET as freshness } from "@/app/api/freshness/route.ts";
import { POST as audit } from "@/app/api/sync/audit/route.ts";
import { GET as listAudits } from "@/app/api/sync/audits/route.ts";
import { GET as listGaps } from "@/app/api/sync/gaps/route.ts";
import { GET as status } from "@/app/api/sync/status/route.ts";
import { auditListSchema, gapListSchema } from "@/lib/sync/audit-schema.ts";
import { bootstrapAnswerSchema, freshnessAnswerSchema, syncStatusSchema } from "@/lib/sync/schema.ts";
import { storeProject } from "@/tests/support/mirror.ts";
import { call, openWeb, signIn, type Web } from "@/tests/support/web.ts";

const START = Date.parse("2026-11-20T10:00:00Z");
const at = (minutes: number) => new Date(START + minutes * 60_000);

let web: Web;
let admin: string;
let shop: string;
let board: string;
beforeAll(async () => {
  web = await openWeb();
  shop = await storeProject(web.db, 7, "acme/shop");
  board = await storeProject(web.db, 8, "acme/board");
  for (const projectId of [shop, board]) {
    await web.db.syncCursor.create({ data: { projectId, lastSeenUpdatedAt: at(0), lastSuccessAt: new Date() } });
  }
  admin = await signIn("admin");
});
afterAll(() => web.close());

const COUNTS = { gitlabOpen: 10, gitlabClosed: 30, open: 10, closed: 30 };

async function audited(projectId: string, minutes: number, part: object = {}, ended = "success"): Promise<void> {
  const run = await web.db.syncRun.create({
    data: {
      mode: "audit",
      status: ended === "success" ? "success" : "failed",
      projectId,
      startedAt: at(minutes),
      finishedAt: at(minutes),
    },
  });
  const numbers = { missingIids: [], extraIids: [], staleIids: [] };
  const own = { runId: run.id, projectId, auditedAt: at(minutes), outcome: "whole" as const };
  await web.db.syncAudit.create({ data: { ...own, ...COUNTS, ...numbers, ...part } });
}

async function audits(query: string) {
  const answer = await call(listAudits, `/api/sync/audits?${query}`, { cookie: admin });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return { link: answer.headers.get("link"), ...auditListSchema.parse(await answer.json()) };
}

async function summaryFor(role: "viewer" | "manager" | "admin") {
  const answer = await call(freshness, "/api/freshness", { cookie: await signIn(role) });
  return freshnessAnswerSchema.parse(await answer.json()).audit;
}

test("before every project has had an audit, nobody is told that all is here", async () => {
  const never = { state: "never", audited_at: null, issues: null, gitlab_issues: null, projects_wrong: 0 };
  expect(await summaryFor("admin")).toEqual(never);
  await audited(shop, 1);
  expect((await summaryFor("admin")).state).toBe("never");
  await audited(board, 2);
  expect(await summaryFor("admin")).toEqual({
    state: "whole",
    audited_at: at(1).toISOString(),
    issues: 80,
    gitlab_issues: 80,
    projects_wrong: 0,
  });
});

test("managers are told the counts, and viewers that all is here: the counts hold confidential issues", async () => {
  expect(await summaryFor("manager")).toMatchObject({ issues: 80, gitlab_issues: 80 });
  expect(await summaryFor("viewer")).toEqual({
    state: "whole",
    audited_at: at(1).toISOString(),
    issues: null,
    gitlab_issues: null,
    projects_wrong: 0,
  });
});

test("the last audit of each project counts, and one whose run did not end well does not", async () => {
  await audited(shop, 3, { outcome: "repaired", missingIids: [4, 5] });
  expect((await summaryFor("viewer")).state).toBe("repaired");
  await audited(shop, 4, { outcome: "wrong" }, "failed");
  expect((await summaryFor("viewer")).state).toBe("repaired");
  await audited(board, 5, { outcome: "wrong", open: 8 });
  expect(await summaryFor("admin")).toMatchObject({
    state: "wrong",
    issues: 78,
    gitlab_issues: 80,
    projects_wrong: 1,
    audited_at: at(3).toISOString(),
  });
});

test("projects that are paused, gone or refused do not count", async () => {
  await web.db.project.update({ where: { id: board }, data: { active: false } });
  expect(await summaryFor("admin")).toMatchObject({ state: "repaired", issues: 40 });
  await web.db.project.update({ where: { id: board }, data: { active: true } });
});

test("an admin reads the last audit of each project, or every one, narrowed and paged", async () => {
  const last = await audits("");
  expect(last).toMatchObject({ total: 2, page: 1 });
  expect(last.data.map(({ project, outcome }) => [project.path, outcome])).toEqual([
    ["acme/board", "wrong"],
    ["acme/shop", "repaired"],
  ]);
  expect(last.data[1]).toMatchObject({ missing_iids: [4, 5], here: { open: 10, closed: 30 }, closed_since: null });
  const every = await audits("all=true&page_size=3");
  expect(every.total).toBe(4);
  expect(every.data.map((one) => one.audited_at)).toEqual([at(5), at(3), at(2)].map((time) => time.toISOString()));
  expect(every.link).toContain('page_size=3&page=2>; rel="next"');
  expect((await audits("project=acme/shop&all=true")).total).toBe(2);
});

test("an admin starts an audit of one project or of all; asking again joins it, an unknown key is a 400", async () => {
  const start = async (json: object) => {
    const answer = await call(audit, "/api/sync/audit", { method: "POST", cookie: admin, json });
    return { status: answer.status, body: (await answer.json()) as unknown };
  };
  const one = await start({ project: "acme/shop", deep: true });
  expect(one.status).toBe(202);
  const { runs } = bootstrapAnswerSchema.parse(one.body);
  expect(runs).toMatchObject([{ project: "acme/shop", joined: false }]);
  const all = bootstrapAnswerSchema.parse((await start({})).body).runs;
  expect(all).toMatchObject([
    { project: "acme/board", joined: false },
    { project: "acme/shop", joined: true, id: runs[0]?.id },
  ]);
  expect((await start({ project: "acme/none" })).status).toBe(404);
  expect((await start({ sweep: true })).status).toBe(400);
});

test("the gaps are listed, the open ones first, and the status says since when one is open and how the webhook stands", async () => {
  const row = { projectId: shop, noticedAt: at(6), openedAt: at(21) };
  await web.db.webhookGap.create({ data: { ...row, iid: 1, changedAt: at(1), closedAt: at(30) } });
  await web.db.webhookGap.create({ data: { ...row, iid: 2, changedAt: at(40), openedAt: at(60) } });
  await web.db.webhookGap.create({ data: { projectId: board, iid: 3, changedAt: at(40) } });
  const answer = await call(listGaps, "/api/sync/gaps", { cookie: admin });
  const { data, total } = gapListSchema.parse(await answer.json());
  expect(total).toBe(2);
  expect(data.map(({ iid, closed_at }) => [iid, closed_at])).toEqual([
    [2, null],
    [1, at(30).toISOString()],
  ]);
  const hook = { hookState: "disabled" as const, hookMessage: "for good", hookCheckedAt: at(50) };
  await web.db.project.update({ where: { id: shop }, data: hook });
  const seen = await call(status, "/api/sync/status", { cookie: admin });
  const { projects } = syncStatusSchema.parse(await seen.json());
  expect(projects).toMatchObject([
    { path: "acme/board", gap_since: null, hook: { state: "unknown", checked_at: null }, audit: { outcome: "wrong" } },
    {
      path: "acme/shop",
      gap_since: at(40).toISOString(),
      hook: { state: "disabled", message: "for good", checked_at: at(50).toISOString() },
      audit: { outcome: "repaired", audited_at: at(3).toISOString() },
    },
  ]);
});
