import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { Reader } from "@/lib/auth/access.ts";
import { sql } from "@/lib/db/sql.ts";
import { transaction } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { reprojectIssues } from "@/lib/issues/reproject.ts";
import { previewRules } from "@/lib/status/preview.ts";
import { listRules } from "@/lib/status/queries/rules.ts";
import { readPlace } from "@/lib/status/rules-place.ts";
import { changeRules } from "@/lib/status/rules.ts";
import { ruleProposalSchema, type RuleProposal, type RuleProposalBody } from "@/lib/status/schema.ts";
import { closeStalledRuns } from "@/lib/sync/stalled.ts";
import { storeReader, VIEWER } from "@/tests/support/mirror.ts";
import { randomFrom } from "@/tests/support/random.ts";
import { dieAt } from "@/tests/worker/dying.ts";
import { createRig, mirrorVersions, type Rig } from "@/tests/worker/rig.ts";
import { rulesPage } from "@/worker/jobs/rules-page.ts";
import { listJobs } from "../jobs/queue-view.ts";
import { issueIds, storeRandomBacklog } from "./random-backlog.ts";

const ADMIN: Reader = { ...VIEWER, id: "00000000-0000-4000-8000-000000000003", email: "a@acme.test", role: "admin" };
const GITLAB = { url: "http://127.0.0.1:1", token: "glpat-no-gitlab-is-needed" };

let rig: Rig;
let shop: string;
beforeAll(async () => {
  rig = await createRig(GITLAB);
  await storeReader(rig.db, ADMIN);
  const { projects } = await storeRandomBacklog(rig.db, { seed: 4, issues: 1_400 });
  shop = projects[0] ?? expect.fail("no project");
});
afterAll(() => rig.close());

const proposal = (body: RuleProposalBody): RuleProposal => ruleProposalSchema.parse(body);
const change = (body: RuleProposalBody) => changeRules(rig.db, proposal(body), ADMIN);
const ruleFor = async (pattern: string) =>
  (await listRules(rig.db)).find((rule) => rule.pattern === pattern) ?? expect.fail(`no rule for ${pattern}`);

const statusRows = z.array(z.object({ id: z.string(), status: z.string() }));
async function statuses(): Promise<Map<string, string>> {
  const rows = statusRows.parse(await rig.db.$queryRaw(sql`select id, status::text from issues`));
  return new Map(rows.map(({ id, status }) => [id, status]));
}

const lastRun = () => rig.db.syncRun.findFirstOrThrow({ where: { mode: "rules" }, orderBy: { startedAt: "desc" } });

/** Recomputing every issue once more finds nothing to write. */
async function expectSettled(): Promise<void> {
  const before = await mirrorVersions(rig);
  const ids = await issueIds(rig.db);
  await transaction(rig.db, (tx) => reprojectIssues(tx, ids));
  expect(await mirrorVersions(rig)).toBe(before);
}

test("what a preview says is what then happens, and everything kept is what recomputing it gives", async () => {
  const random = randomFrom(11);
  const bodies: RuleProposalBody[] = [
    { action: "create", pattern: "Ready", outcome: "blocked" },
    { action: "create", pattern: "workflow::", outcome: "in_progress" },
    { action: "create", pattern: "DOING", outcome: "not_done", project: "acme/shop" },
    { action: "change", id: (await ruleFor("Blocked")).id, outcome: "in_progress" },
    { action: "change", id: (await ruleFor("In review")).id, pattern: "bug" },
    { action: "change", id: (await ruleFor("To do")).id, project: "8", outcome: "blocked" },
    { action: "delete", id: (await ruleFor("wontfix")).id },
    { action: "delete", id: (await ruleFor("workflow::in dev")).id },
  ];
  let seen = 0;
  for (const body of random.shuffle(bodies)) {
    const before = await statuses();
    const versions = await mirrorVersions(rig);
    const preview = await previewRules(rig.db, proposal(body));
    expect(await mirrorVersions(rig)).toBe(versions);

    await change(body);
    await rig.drain();
    const after = await statuses();
    const moved = [...after].filter(([id, status]) => before.get(id) !== status);
    const counts = Map.groupBy(moved, ([id, status]) => `${before.get(id)} to ${status}`);
    expect(preview.changed, JSON.stringify(body)).toBe(moved.length);
    expect(Object.fromEntries(preview.by.map(({ from, to, n }) => [`${from} to ${to}`, n]))).toEqual(
      Object.fromEntries([...counts].map(([key, list]) => [key, list.length])),
    );
    for (const { id, from, to } of preview.examples) expect([before.get(id), after.get(id)]).toEqual([from, to]);
    expect(preview.examples).toHaveLength(Math.min(50, moved.length));
    await expectSettled();
    seen += moved.length;
  }
  expect(seen).toBeGreaterThan(300);
  expect(await lastRun()).toMatchObject({ status: "success", nextPage: null, requestedBy: "a@acme.test" });
});

test("issues that only GitLab's events connect with a label are recomputed too, those of other projects and labels are not", async () => {
  await change({ action: "create", pattern: "customer", outcome: "blocked", project: shop });
  await rig.drain();
  const run = await lastRun();
  const [{ n }] = z.tuple([z.object({ n: z.int() })]).parse(
    await rig.db.$queryRaw(sql`
      select count(distinct i.id)::int as n from issues i
        join issue_labels x on x.issue_id = i.id join labels l on l.id = x.label_id
      where l.title = 'customer' and i.project_id = ${shop}::uuid`),
  );
  expect([run.recordsRead, run.recordsTotal]).toEqual([n, n]);

  await change({ action: "create", pattern: "customer::", outcome: "blocked" });
  await rig.drain();
  expect(await lastRun()).toMatchObject({ recordsRead: 0, recordsTotal: 0, recordsUpserted: 0, status: "success" });

  const timelines = () => rig.db.issueStatusEvent.count({ where: { toStatus: "blocked" } });
  const before = await timelines();
  const eventsOnly = await rig.db.$queryRaw<unknown[]>(sql`
    select i.id from issues i join gitlab_events e on e.issue_id = i.id join labels l using (gitlab_label_id)
    where l.title = 'bug' and not exists (select from issue_labels x where x.issue_id = i.id and x.label_id = l.id)`);
  expect(eventsOnly.length).toBeGreaterThan(10);
  await change({ action: "change", id: (await ruleFor("bug")).id, outcome: "blocked" });
  await rig.drain();
  expect(await timelines()).toBeGreaterThan(before);
  await expectSettled();
});

test("killed before and after every batch, it ends as if it had been left in peace", async () => {
  await change({ action: "create", pattern: "status::", outcome: "in_progress" });
  await rig.drain();
  const all = await rig.db.label.findMany({ select: { title: true } });
  await rig.db.label.updateMany({ where: { title: "customer" }, data: { title: "stage::one" } });
  await rig.db.label.updateMany({ where: { title: { in: ["bug", "Ready", "Doing"] } }, data: { title: "stage::two" } });
  expect(all.length).toBeGreaterThan(5);

  await change({ action: "create", pattern: "stage::", outcome: "blocked" });
  const runId = (await lastRun()).id;
  const places: string[] = [];
  for (let deaths = 0; (await lastRun()).status === "running"; deaths += 1) {
    if (deaths > 50) expect.fail("the run does not end");
    places.push((await lastRun()).nextPage ?? "");
    await dieAt(rig, { job: rulesPage, runId, moment: "before" });
    expect((await lastRun()).nextPage ?? "").toBe(places.at(-1));
    await dieAt(rig, { job: rulesPage, runId, moment: "after" });
  }
  expect(new Set(places).size).toBeGreaterThanOrEqual(2);
  const run = await lastRun();
  expect(run).toMatchObject({ id: runId, status: "success" });
  expect(run.recordsRead).toBe(run.recordsTotal);
  await rig.drain();
  expect(await listJobs(rig.db)).toEqual([]);
  await expectSettled();
});

test("a second change while the first is being applied joins it, and both are applied from the beginning", async () => {
  await change({ action: "delete", id: (await ruleFor("stage::")).id });
  const first = await lastRun();
  await dieAt(rig, { job: rulesPage, runId: first.id, moment: "after" });
  const halfway = await lastRun();
  expect(halfway.recordsRead).toBe(500);
  await change({ action: "create", pattern: "stage::one", outcome: "in_progress", project: shop });
  const joined = await lastRun();
  expect(joined).toMatchObject({ id: first.id, status: "running", recordsRead: 0, recordsTotal: null });
  expect(readPlace(joined.nextPage)).toEqual({
    patterns: [
      { pattern: "stage::", project_id: null },
      { pattern: "stage::one", project_id: shop },
    ],
    after: "0",
  });
  await rig.drain();
  expect(await lastRun()).toMatchObject({ id: first.id, status: "success" });
  await expectSettled();
});

test("two workers at one run take turns, and no issue is counted twice", async () => {
  await change({ action: "create", pattern: "stage::", outcome: "blocked" });
  await change({ action: "delete", id: (await ruleFor("status::")).id });
  await rig.db.$executeRaw(sql`
    select graphile_worker.add_job('rules_page', payload => json_build_object('run_id', ${(await lastRun()).id}::text))
    from generate_series(1, 3)`);
  await Promise.all([rig.drain(), rig.drain(), rig.drain()]);
  const run = await lastRun();
  expect(run).toMatchObject({ status: "success", recordsRead: run.recordsTotal });
  await expectSettled();
});

test("what a run left undone that stood still is taken up by the next one", async () => {
  await change({ action: "change", id: (await ruleFor("stage::")).id, outcome: "not_started" });
  const stalled = await lastRun();
  await rig.db.$executeRaw(sql`select graphile_worker.remove_job(${`rules:${stalled.id}`})`);
  await rig.db.syncRun.update({ where: { id: stalled.id }, data: { progressAt: new Date(Date.now() - 7_200_000) } });
  expect(await transaction(rig.db, (tx) => closeStalledRuns(tx))).toBe(1);
  await change({ action: "create", pattern: "nothing has this label", outcome: "blocked" });
  const next = await lastRun();
  expect(readPlace(next.nextPage).patterns.map(({ pattern }) => pattern)).toEqual([
    "stage::",
    "nothing has this label",
  ]);
  await rig.drain();
  await expectSettled();
});

test("a run whose place cannot be read ends as failed, and is said so", async () => {
  await change({ action: "create", pattern: "another that nothing has", outcome: "blocked" });
  await rig.db.syncRun.update({ where: { id: (await lastRun()).id }, data: { nextPage: "{}" } });
  await rig.drain();
  expect(await lastRun()).toMatchObject({
    status: "failed",
    errorMessage: expect.stringMatching(/does not say where it stands/),
  });
  await change({ action: "create", pattern: "a third", outcome: "blocked" });
  await rig.drain();
  expect(await lastRun()).toMatchObject({ status: "success" });
});

test("two who make the same rule at once: one makes it, the other is told so", async () => {
  const runs = await rig.db.syncRun.count();
  const audits = await rig.db.auditLog.count();
  const make = (pattern: string) =>
    change({ action: "create", pattern, outcome: "blocked" }).catch((error: unknown) => error);
  const answers = await Promise.all([make("at once"), make("AT ONCE"), make("At once")]);
  const refused = answers.filter((answer) => answer instanceof AppError);
  expect(refused.map(({ code }) => code)).toEqual(["conflict", "conflict"]);
  expect((await listRules(rig.db)).filter(({ pattern }) => pattern.toLowerCase() === "at once")).toHaveLength(1);
  expect(await rig.db.auditLog.count()).toBe(audits + 1);
  expect(await rig.db.syncRun.count()).toBe(runs + 1);
  await rig.drain();
});

test("a change to what stands already writes nothing: no rule, no run, no line in the audit log", async () => {
  const rule = await ruleFor("stage::");
  const counts = async () => [
    await rig.db.syncRun.count(),
    await rig.db.auditLog.count(),
    await rig.db.statusRule.findMany(),
  ];
  const before = await counts();
  expect(await change({ action: "change", id: rule.id, outcome: rule.outcome, pattern: rule.pattern })).toEqual(rule);
  expect(await counts()).toEqual(before);
});
