import * as fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Db } from "@/lib/db/client.ts";
import { transaction } from "@/lib/db/transaction.ts";
import { wireLabelEventSchema, wireStateEventSchema } from "@/lib/gitlab/schemas.ts";
import { applyHistory } from "@/lib/history/apply.ts";
import { markGone } from "@/lib/issues/gone.ts";
import { rebuildAll, rebuildIssues } from "@/lib/issues/rebuild.ts";
import { reprojectLabelled } from "@/lib/issues/reproject.ts";
import { applyOverride } from "@/lib/overrides/apply.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { applyAll, MANAGER, storeProject, storeReader } from "../../support/mirror.ts";
import { wireIssue, wireLabel, wireUser } from "../../support/wire-issue.ts";

let test: TestDatabase;
let projectId: string;
beforeEach(async () => {
  test = await createTestDatabase();
  projectId = await storeProject(test.db);
  await storeReader(test.db, MANAGER);
});
afterEach(() => test.close());

const rebuild = () => rebuildAll(test.db);
const LABELS = [wireLabel("Doing", 5), wireLabel("Blocked", 6), wireLabel("wontfix", 7), wireLabel("bug", 8)];
const minute = (n: number) => new Date(Date.UTC(2026, 2, 2, 0, n));
const MINUTES_A_MONTH = 40_000;

const anyMinute = fc.integer({ min: 0, max: MINUTES_A_MONTH });
const anyIid = fc.integer({ min: 1, max: 3 });
const snapshot = fc.record({
  kind: fc.constant("snapshot" as const),
  iid: anyIid,
  labels: fc.subarray(LABELS),
  assignees: fc.subarray([wireUser(1), wireUser(2)]),
  closed: fc.boolean(),
  moved: fc.boolean(),
  updated: anyMinute,
});
const past = fc.record({
  kind: fc.constant("past" as const),
  iid: anyIid,
  labels: fc.array(
    fc.record({ at: anyMinute, action: fc.constantFrom("add", "remove"), label: fc.constantFrom(...LABELS) }),
  ),
  states: fc.array(fc.record({ at: anyMinute, state: fc.constantFrom("closed", "reopened") }), { maxLength: 4 }),
});
const override = fc.record({
  kind: fc.constant("override" as const),
  iid: anyIid,
  to: fc.constantFrom("not_started" as const, "in_progress" as const, "blocked" as const, null),
  priority: fc.constantFrom(1, 2, null),
  due: fc.constantFrom("2026-03-09", null),
});
const rename = fc.record({
  kind: fc.constant("rename" as const),
  label: fc.nat({ max: 3 }),
  to: fc.constantFrom("Doing", "Blocked", "x"),
});
const gone = fc.record({ kind: fc.constant("gone" as const), iid: anyIid });
const anyAct = fc.oneof(snapshot, past, override, rename, gone);
type Act = typeof anyAct extends fc.Arbitrary<infer T> ? T : never;

it("finds nothing to mend after whatever edits, events, overrides, renames and deletions", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyAct, { minLength: 3, maxLength: 12 }), async (acts) => {
      await clear(test.db);
      for (const [index, act] of acts.entries()) await perform(act, new Date(Date.UTC(2026, 5, 1, 0, index)));
      expect(await rebuild()).toMatchObject({ changed: 0 });
    }),
    { numRuns: 25 },
  );
}, 120_000);

it("mends whatever was changed by another hand, and says of how many issues", async () => {
  await applyAll(
    test.db,
    projectId,
    [1, 2, 3, 4].map((iid) => wireIssue({ iid, labels: [LABELS[0]], assignees: [wireUser(1)] })),
  );
  const right = await test.db.issue.findMany({ orderBy: { iid: "asc" } });
  const shown = await test.db.issueStatusEvent.findMany({ orderBy: [{ issueId: "asc" }, { changedAt: "asc" }] });
  await test.db.issue.update({ where: { id: right[0]?.id }, data: { status: "blocked", startedAt: minute(1) } });
  await test.db.issue.update({ where: { id: right[1]?.id }, data: { assigneeIds: [], labelIds: [] } });
  await test.db.issueStatusEvent.deleteMany({ where: { issueId: right[2]?.id } });
  await test.db.issue.update({
    where: { id: right[3]?.id },
    data: { priority: 1, targetDate: new Date("2026-03-09") },
  });
  expect(await rebuild()).toEqual({ read: 4, changed: 4 });
  expect(await test.db.issue.findMany({ orderBy: { iid: "asc" } })).toEqual(right);
  const again = await test.db.issueStatusEvent.findMany({ orderBy: [{ issueId: "asc" }, { changedAt: "asc" }] });
  const facts = ({ issueId, toStatus, changedAt }: (typeof shown)[number]) => ({ issueId, toStatus, changedAt });
  expect(again.map(facts)).toEqual(shown.map(facts));
});

it("goes on after the last issue of a batch", async () => {
  await applyAll(
    test.db,
    projectId,
    [1, 2, 3].map((iid) => wireIssue({ iid })),
  );
  const first = await transaction(test.db, (tx) => rebuildIssues(tx, { after: 0n, limit: 2 }));
  expect(first).toEqual({ read: 2, changed: 0, next: 502n });
  const second = await transaction(test.db, (tx) => rebuildIssues(tx, { after: first.next ?? 0n, limit: 2 }));
  expect(second).toEqual({ read: 1, changed: 0, next: null });
});

async function clear(db: Db): Promise<void> {
  await db.$executeRaw`truncate issues, labels, gitlab_events cascade`;
}

/** An act, and the jobs that follow a label's new title: any answer that carries a label may bring one. */
async function perform(act: Act, now: Date): Promise<void> {
  const before = new Map((await test.db.label.findMany()).map(({ id, title }) => [id, title]));
  await performAlone(act, now);
  for (const { id, title } of await test.db.label.findMany()) {
    if (before.has(id) && before.get(id) !== title) await reprojectLabel(id);
  }
}

async function performAlone(act: Act, now: Date): Promise<void> {
  if (act.kind === "snapshot") return applySnapshot(act, now);
  if (act.kind === "rename") return renameLabel(act);
  const found = await test.db.issue.findFirst({ where: { iid: act.iid } });
  if (found === null) return;
  if (act.kind === "past") return applyPast(act, found.id, now);
  if (act.kind === "override") {
    const change = { internal_status: act.to, priority: act.priority, target_date: act.due };
    return applyOverride(test.db, { issueId: found.id, change, reader: MANAGER });
  }
  const missing = { projectId, gitlabIds: [String(found.gitlabIssueId)], askedAt: now, answeredAt: now };
  await transaction(test.db, (tx) => markGone(tx, missing));
}

async function applySnapshot(act: Extract<Act, { kind: "snapshot" }>, now: Date): Promise<void> {
  const at = minute(act.updated).toISOString();
  const state = act.closed ? { state: "closed", closed_at: at, moved_to_id: act.moved ? 9 : null } : {};
  const { iid, labels, assignees } = act;
  await applyAll(test.db, projectId, [wireIssue({ iid, labels, assignees, updated_at: at, ...state })], now);
}

async function applyPast(act: Extract<Act, { kind: "past" }>, issueId: string, now: Date): Promise<void> {
  const id = (index: number) => act.iid * 1_000 + index;
  const about = (at: number) => ({ created_at: minute(at).toISOString(), user: null });
  const labelEvents = act.labels.map(({ at, ...told }, index) =>
    wireLabelEventSchema.parse({ id: id(index + 1), ...told, ...about(at) }),
  );
  const stateEvents = act.states.map(({ at, state }, index) =>
    wireStateEventSchema.parse({ id: id(index + 1), state, ...about(at) }),
  );
  const histories = [{ issueId, history: { labelEvents, stateEvents } }];
  await transaction(test.db, (tx) => applyHistory(tx, { projectId, histories, fetchStartedAt: now }));
}

async function renameLabel({ label, to }: Extract<Act, { kind: "rename" }>): Promise<void> {
  const found = await test.db.label.findFirst({ where: { gitlabLabelId: LABELS[label]?.id ?? 0 } });
  if (found === null) return;
  await test.db.label.update({ where: { id: found.id }, data: { title: to } });
}

async function reprojectLabel(labelId: string): Promise<void> {
  await transaction(test.db, (tx) => reprojectLabelled(tx, { labelId, after: 0n, limit: 100 }));
}
