import { afterAll, beforeAll, expect, test } from "vitest";
import { GET as listAudit } from "@/app/api/admin/audit-log/route.ts";
import { DELETE as remove, PATCH as change } from "@/app/api/admin/status-rules/[id]/route.ts";
import { POST as preview } from "@/app/api/admin/status-rules/preview/route.ts";
import { GET as list, POST as create } from "@/app/api/admin/status-rules/route.ts";
import { auditListSchema } from "@/lib/audit-log/schema.ts";
import { ruleListSchema, rulePreviewSchema, ruleSchema } from "@/lib/status/schema.ts";
import { applyAll, storeProject } from "@/tests/support/mirror.ts";
import { wireIssue, wireLabel } from "@/tests/support/wire-issue.ts";
import { call, openWeb, signIn, type Web } from "@/tests/support/web.ts";

const PATH = "/api/admin/status-rules";
const UNKNOWN = "0b0b0b0b-0000-4000-8000-000000000000";

let web: Web;
let admin: string;
let shop: string;
beforeAll(async () => {
  web = await openWeb();
  admin = await signIn("admin");
  shop = await storeProject(web.db, 7, "acme/shop");
  const board = await storeProject(web.db, 8, "acme/board");
  const issue = (iid: number, labels: string[], fields = {}) =>
    wireIssue({ iid, labels: labels.map((title) => wireLabel(title)), ...fields });
  await applyAll(web.db, shop, [
    issue(1, ["Ready", "Doing"]),
    issue(2, ["Ready"]),
    issue(3, ["READY", "bug"]),
    issue(4, ["Ready"], { state: "closed", closed_at: "2026-03-02T09:00:00.000Z" }),
    issue(5, ["Blocked", "Doing"], { title: "Both" }),
  ]);
  await applyAll(web.db, board, [
    issue(6, ["Ready"], { id: 900, project_id: 8 }),
    issue(7, [], { id: 901, project_id: 8 }),
  ]);
});
afterAll(() => web.close());

const readList = async () => {
  const answer = await call(list, PATH, { cookie: admin });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return ruleListSchema.parse(await answer.json());
};
const ruleFor = async (pattern: string) =>
  (await readList()).data.find((rule) => rule.pattern === pattern) ?? expect.fail(`no rule for ${pattern}`);
const post = (json: object) => call(create, PATH, { method: "POST", cookie: admin, json });
const patch = (id: string, json: object) =>
  call(change, `${PATH}/${id}`, { method: "PATCH", cookie: admin, json, params: { id } });
const erase = (id: string) => call(remove, `${PATH}/${id}`, { method: "DELETE", cookie: admin, params: { id } });
const tryOut = (json: object) => call(preview, `${PATH}/preview`, { method: "POST", cookie: admin, json });

test("the list says what each rule speaks for, which labels have none, and what a rule can be for", async () => {
  const { data, unmatched_labels, unmatched_total, applying, projects } = await readList();
  const counts = Object.fromEntries(data.map(({ pattern, open_issues }) => [pattern, open_issues]));
  expect([counts["Doing"], counts["Blocked"], counts["wontfix"]]).toEqual([2, 1, 0]);
  expect(unmatched_labels).toEqual([
    { title: "Ready", color: "#428bca", open_issues: 4, project: null },
    { title: "bug", color: "#428bca", open_issues: 1, project: { id: shop, path: "acme/shop" } },
  ]);
  expect(unmatched_total).toBe(2);
  expect(applying).toBeNull();
  expect(projects.map(({ path }) => path)).toEqual(["acme/board", "acme/shop"]);
});

test("a preview counts what would change, says from what to what and which, and changes nothing", async () => {
  const rules = await web.db.statusRule.count();
  const answer = await tryOut({ action: "create", pattern: " ready ", outcome: "blocked" });
  expect(answer.status).toBe(200);
  const { by, ...rest } = rulePreviewSchema.parse(await answer.json());
  expect(rest).toMatchObject({ changed: 4, complete: true });
  expect(by).toEqual([
    { from: "not_started", to: "blocked", n: 3 },
    { from: "in_progress", to: "blocked", n: 1 },
  ]);
  expect(rest.examples.map(({ reference }) => reference).toSorted()).toEqual([
    "acme/board#6",
    "acme/shop#1",
    "acme/shop#2",
    "acme/shop#3",
  ]);
  expect(await web.db.statusRule.count()).toBe(rules);
  expect(await web.db.syncRun.count()).toBe(0);
});

test("a rule is made, changed and deleted; each is written down with what was before and after, and applied in the background", async () => {
  const made = await post({ pattern: "Ready", outcome: "in_progress", project: "ACME/Shop" });
  expect(made.status).toBe(201);
  const rule = ruleSchema.parse(await made.json());
  expect(rule).toMatchObject({ pattern: "Ready", outcome: "in_progress", rank: 0, project: { path: "acme/shop" } });
  const { applying, unmatched_labels, data } = await readList();
  expect(applying).toEqual({ records_read: 0, records_total: null });
  expect(unmatched_labels[0]).toMatchObject({ title: "bug" });
  expect(unmatched_labels[1]).toMatchObject({ title: "Ready", open_issues: 1, project: { path: "acme/board" } });
  expect(data[0]).toMatchObject({ id: rule.id, open_issues: 3 });

  const changed = await patch(rule.id, { outcome: "blocked", project: null });
  expect([changed.status, await changed.json()]).toEqual([200, { ...rule, outcome: "blocked", project: null }]);
  const erased = await erase(rule.id);
  expect([erased.status, await erased.json()]).toEqual([200, { ...rule, outcome: "blocked", project: null }]);
  expect((await erase(rule.id)).status).toBe(404);

  const signIns = await web.db.auditLog.count({ where: { action: "user.signed_in" } });
  const answer = await call(listAudit, "/api/admin/audit-log?page_size=2", { cookie: admin });
  expect(answer.headers.get("link")).toContain('rel="next"');
  const log = auditListSchema.parse(await answer.json());
  expect(log).toMatchObject({ total: signIns + 3, page_size: 2 });
  const blocked = { pattern: "Ready", outcome: "blocked", rank: 0, project: null };
  expect(log.data).toMatchObject([
    { action: "status_rule.deleted", subject: "Ready", details: { id: rule.id, before: blocked, after: null } },
    { action: "status_rule.changed", details: { before: { outcome: "in_progress" }, after: blocked } },
  ]);
  expect(log.data[0]?.actor).toMatch(/@/);
  expect(log.data[0]?.actor_id).not.toBeNull();
  const created = await call(listAudit, "/api/admin/audit-log?action=status_rule.created", { cookie: admin });
  expect(auditListSchema.parse(await created.json()).data).toMatchObject([{ details: { before: null } }]);
  expect(await web.db.syncRun.count({ where: { mode: "rules" } })).toBe(1);
});

test("a second rule for the same label in the same projects is a conflict that names the field, whatever its case", async () => {
  const refused = await post({ pattern: "doing", outcome: "blocked" });
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({
    code: "conflict",
    detail: "There is a rule for Doing in all projects already.",
    faults: [{ field: "body.pattern", message: "has a rule in all projects already" }],
  });
  expect((await tryOut({ action: "create", pattern: "DOING", outcome: "blocked" })).status).toBe(409);
  expect((await patch((await ruleFor("Blocked")).id, { pattern: "Doing" })).status).toBe(409);
  const own = await post({ pattern: "Doing", outcome: "blocked", project: "7" });
  expect(own.status).toBe(201);
  expect((await post({ pattern: "doing", outcome: "blocked", project: shop })).status).toBe(409);
  expect((await patch((await ruleFor("Doing")).id, { pattern: "DOING" })).status).toBe(200);
});

test.each<[string, object, string]>([
  ["a blank pattern", { pattern: " \u00a0", outcome: "blocked" }, "body.pattern"],
  ["a pattern that is too long", { pattern: "x".repeat(256), outcome: "blocked" }, "body.pattern"],
  ["a NUL in the pattern", { pattern: "a\0b", outcome: "blocked" }, "body.pattern"],
  ["an outcome that is none", { pattern: "x", outcome: "completed" }, "body.outcome"],
  ["a rank beyond all ranks", { pattern: "x", outcome: "blocked", rank: 1e9 }, "body.rank"],
  ["a project that is not mirrored", { pattern: "x", outcome: "blocked", project: "acme/none" }, "body.project"],
  ["a key that is not known", { pattern: "x", outcome: "blocked", colour: "red" }, "body.colour"],
])("%s is refused, and the answer names the field", async (_, json, field) => {
  const answers = [
    await post(json),
    await tryOut({ action: "create", ...json }),
    await patch((await ruleFor("WIP")).id, json),
  ];
  for (const answer of answers) {
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: "invalid_request", faults: [{ field }] });
  }
});

test("a rule that is not there cannot be changed, deleted or previewed, and a change has to name something", async () => {
  expect((await patch(UNKNOWN, { rank: 1 })).status).toBe(404);
  expect((await erase(UNKNOWN)).status).toBe(404);
  expect((await tryOut({ action: "delete", id: UNKNOWN })).status).toBe(404);
  expect((await patch((await ruleFor("WIP")).id, {})).status).toBe(400);
  expect((await tryOut({ action: "rename", id: UNKNOWN })).status).toBe(400);
});
