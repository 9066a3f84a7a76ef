import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { transaction } from "@/lib/db/transaction.ts";
import { wireLabelEventSchema, wireStateEventSchema } from "@/lib/gitlab/schemas.ts";
import { applyHistory } from "@/lib/history/apply.ts";
import type { WireHistory } from "@/lib/history/normalize.ts";
import { listDue } from "@/lib/history/queries.ts";
import { readIssueEvents } from "@/lib/history/queries/issue-events.ts";
import { reprojectLabelled } from "@/lib/issues/reproject.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { applyAll, storeProject } from "../../support/mirror.ts";
import { wireIssue, wireLabel, wireUser } from "../../support/wire-issue.ts";

/** The clock, a little later with each look: what was written is dated by the database. */
async function now(): Promise<Date> {
  await sleep(3);
  return new Date();
}
const day = (n: number) => `2026-03-${String(n).padStart(2, "0")}T09:00:00.000Z`;
const DOING = wireLabel("Doing", 5);

let test: TestDatabase;
let projectId: string;
beforeEach(async () => {
  test = await createTestDatabase();
  projectId = await storeProject(test.db);
});
afterEach(() => test.close());

type Told = { id: number; on: string; action: "add" | "remove"; label: object | null };
const labelled = ({ id, on, action, label }: Told) =>
  wireLabelEventSchema.parse({ id, action, label, created_at: on, user: wireUser(1) });
const stated = (id: number, on: string, state: "closed" | "reopened") =>
  wireStateEventSchema.parse({ id, state, created_at: on, user: wireUser(1) });
const history = (labelEvents: WireHistory["labelEvents"], stateEvents: WireHistory["stateEvents"] = []) => ({
  labelEvents,
  stateEvents,
});
const ADDED = labelled({ id: 1, on: day(4), action: "add", label: DOING });

const apply = async (told: WireHistory, fetchStartedAt: Date) => {
  const { id: issueId } = await test.db.issue.findFirstOrThrow();
  const batch = { projectId, histories: [{ issueId, history: told }], fetchStartedAt };
  await transaction(test.db, (tx) => applyHistory(tx, batch));
};
const issue = () => test.db.issue.findFirstOrThrow();
const timeline = async () => {
  const rows = await test.db.issueStatusEvent.findMany({ orderBy: { changedAt: "asc" } });
  return rows.map((row) => `${row.toStatus} ${row.changedAt.toISOString().slice(8, 10)}${row.provisional ? "?" : ""}`);
};
const events = () => test.db.gitlabEvent.findMany({ orderBy: [{ kind: "asc" }, { gitlabEventId: "asc" }] });
const happened = async () => readIssueEvents(test.db, (await issue()).id);
const due = () => listDue(test.db, { projectId, limit: 10 });

const doing = wireIssue({ labels: [DOING], updated_at: day(10) });

describe("an issue's history", () => {
  it("is due from its first snapshot on, and again from each that is newer than the question", async () => {
    await applyAll(test.db, projectId, [doing], await now());
    expect(await due()).toHaveLength(1);
    await apply(history([ADDED]), await now());
    expect(await due()).toEqual([]);
    await applyAll(test.db, projectId, [wireIssue({ labels: [DOING], updated_at: day(11) })], await now());
    expect(await due()).toMatchObject([{ iid: 1 }]);
  });

  it("puts the start of work where GitLab says it was", async () => {
    await applyAll(test.db, projectId, [doing], await now());
    expect(await timeline()).toEqual(["not_started 01", "in_progress 10?"]);
    expect(await issue()).toMatchObject({ wipSince: null, startedAt: null });
    await apply(history([ADDED]), await now());
    expect(await timeline()).toEqual(["not_started 01", "in_progress 04"]);
    expect(await issue()).toMatchObject({ wipSince: new Date(day(4)), startedAt: new Date(day(4)) });
  });

  it("stays with the issue when a later snapshot closes it, and gives its cycle time", async () => {
    await applyAll(test.db, projectId, [doing], await now());
    await apply(history([ADDED]), await now());
    const closed = wireIssue({ labels: [DOING], state: "closed", closed_at: day(14), updated_at: day(14) });
    await applyAll(test.db, projectId, [closed], await now());
    expect(await timeline()).toEqual(["not_started 01", "in_progress 04", "completed 14"]);
    expect(await issue()).toMatchObject({ completedAt: new Date(day(14)), cycleSeconds: 10 * 86_400 });
  });

  it("applied twice is applied once", async () => {
    await applyAll(test.db, projectId, [doing], await now());
    const told = history([ADDED], [stated(1, day(5), "closed"), stated(2, day(6), "reopened")]);
    await apply(told, await now());
    const [kept, shown] = [await events(), await timeline()];
    await apply(told, await now());
    expect(await events()).toEqual(kept);
    expect(await timeline()).toEqual(shown);
    expect(kept).toHaveLength(3);
  });

  it("that was asked for earlier than what is stored changes nothing", async () => {
    await applyAll(test.db, projectId, [doing], await now());
    const earlier = await now();
    const later = await now();
    await apply(history([ADDED]), later);
    const moved = labelled({ id: 1, on: day(4), action: "add", label: wireLabel("Other", 6) });
    await apply(history([moved]), earlier);
    expect(await events()).toMatchObject([{ gitlabLabelId: 5n }]);
    expect((await issue()).historyFetchedAt).toEqual(later);
  });

  it("keeps what it knew of a label that GitLab has forgotten since", async () => {
    await applyAll(test.db, projectId, [doing], await now());
    await apply(history([ADDED]), await now());
    await applyAll(test.db, projectId, [wireIssue({ updated_at: day(10) })], await now());
    const forgotten = labelled({ id: 1, on: day(4), action: "add", label: null });
    await apply(history([forgotten]), await now());
    expect(await events()).toMatchObject([{ gitlabLabelId: 5n }]);
    expect(await timeline()).toEqual(["not_started 01", "in_progress 04", "not_started 10?"]);
  });

  it("says nothing of a label that was deleted before it was ever read", async () => {
    await applyAll(test.db, projectId, [wireIssue({ updated_at: day(10) })], await now());
    await apply(history([labelled({ id: 1, on: day(4), action: "add", label: null })]), await now());
    expect(await events()).toMatchObject([{ gitlabLabelId: null, action: "add" }]);
    expect(await timeline()).toEqual(["not_started 01"]);
  });

  it("is recomputed when a label is renamed that the issue only carried once", async () => {
    await applyAll(test.db, projectId, [wireIssue({ updated_at: day(10) })], await now());
    const past = [ADDED, labelled({ id: 2, on: day(6), action: "remove", label: DOING })];
    await apply(history(past), await now());
    expect(await timeline()).toEqual(["not_started 01", "in_progress 04", "not_started 06"]);
    const { id: labelId } = await test.db.label.update({ where: { gitlabLabelId: 5 }, data: { title: "Later" } });
    await transaction(test.db, (tx) => reprojectLabelled(tx, { labelId, after: 0n, limit: 10 }));
    expect(await timeline()).toEqual(["not_started 01"]);
    expect((await issue()).startedAt).toBeNull();
  });
});

describe("assignees and due dates", () => {
  it("are kept as we saw them change, each change once", async () => {
    await applyAll(test.db, projectId, [wireIssue({ updated_at: day(2), assignees: [wireUser(1)] })], await now());
    const later = wireIssue({ updated_at: day(3), assignees: [wireUser(2)], due_date: "2026-04-01" });
    await applyAll(test.db, projectId, [later], await now());
    await applyAll(test.db, projectId, [later], await now());
    const people = new Map((await test.db.gitlabUser.findMany()).map((user) => [user.id, user.username]));
    const rows = await test.db.issueFieldEvent.findMany({ orderBy: { id: "asc" } });
    const named = (value: unknown) => (Array.isArray(value) ? value.map((id) => people.get(String(id))) : value);
    expect(rows.map((row) => [row.field, named(row.fromValue), named(row.toValue), row.changedAt])).toEqual([
      ["assignees", ["person-1"], ["person-2"], new Date(day(3))],
      ["due_date", null, "2026-04-01", new Date(day(3))],
    ]);
  });
});

describe("what happened in GitLab", () => {
  it("is told with the names of labels and people, the fields we saw change among it", async () => {
    await applyAll(test.db, projectId, [doing], await now());
    const lost = labelled({ id: 2, on: day(5), action: "add", label: null });
    await apply(history([ADDED, lost], [stated(1, day(6), "closed")]), await now());
    const people = { assignees: [wireUser(1), wireUser(2)], due_date: "2026-03-20" };
    await applyAll(test.db, projectId, [{ ...doing, ...people, updated_at: day(11) }], await now());
    const by = wireUser(1).name;
    expect(await happened()).toEqual([
      { kind: "label", at: day(4), action: "add", label: { title: "Doing", color: DOING.color }, by },
      { kind: "label", at: day(5), action: "add", label: null, by },
      { kind: "state", at: day(6), action: "closed", by },
      { kind: "assignees", at: day(11), from: [], to: [wireUser(1).name, wireUser(2).name] },
      { kind: "due_date", at: day(11), from: null, to: "2026-03-20" },
    ]);
  });
});
