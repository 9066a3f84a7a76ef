import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Reader } from "@/lib/auth/access.ts";
import { agingQuerySchema } from "@/lib/dashboard/filter-schema.ts";
import { readAging } from "@/lib/dashboard/queries/aging.ts";
import { agingSchema, type Figure } from "@/lib/dashboard/schema.ts";
import { applyOverride } from "@/lib/overrides/apply.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";
import { MANAGER, storeProject, storeReader, VIEWER } from "@/tests/support/mirror.ts";
import { wireLabel, wireUser } from "@/tests/support/wire-issue.ts";
import { storeGone, storeLived } from "./lived-issues.ts";
import { expectParity } from "./parity.ts";

// Noon of 10 March in Berlin; days begin at 23:00 UTC there.
const clock = { now: new Date("2026-03-10T11:00:00Z"), zone: "Europe/Berlin" };
const FIGURES = 14 + 3 + 4 + 3 + 1;
const [DOING, BLOCKED, ON_HOLD] = [wireLabel("Doing"), wireLabel("Blocked"), wireLabel("On hold")];
let test: TestDatabase;

const base = { created_at: "2025-11-01T09:00:00.000Z", updated_at: "2026-03-09T12:00:00.000Z" };
const old = (day: string) => ({ ...base, updated_at: `${day}T12:00:00.000Z` });

beforeAll(async () => {
  test = await createTestDatabase();
  await storeReader(test.db, MANAGER);
  const shop = await storeProject(test.db, 7, "acme/shop");
  const web = await storeProject(test.db, 8, "acme/web");
  const ideas = await storeProject(test.db, 9, "acme/ideas");
  await storeLived(test.db, shop, [
    {
      issue: {
        ...{ ...base, iid: 1, title: "a day old", labels: [DOING], due_date: "2026-03-09" },
        assignees: [wireUser(1), wireUser(2)],
      },
      told: [["2026-03-09T11:00:00Z", "+Doing"]],
    },
    {
      issue: { ...base, iid: 2, title: "a second younger", labels: [DOING], assignees: [wireUser(2)] },
      told: [["2026-03-09T11:00:01Z", "+Doing"]],
    },
    {
      issue: { ...base, iid: 3, title: "doing, then blocked", labels: [BLOCKED], due_date: "2026-03-02" },
      told: [
        ["2026-03-01T10:00:00Z", "+Doing"],
        ["2026-03-08T10:00:00Z", "-Doing"],
        ["2026-03-08T10:00:00Z", "+Blocked"],
      ],
    },
    { issue: { ...base, iid: 4, title: "blocked by hand", due_date: "2026-02-07" } },
    {
      issue: { ...base, iid: 5, title: "secret", labels: [BLOCKED], confidential: true, due_date: "2025-12-09" },
      told: [["2025-12-01T10:00:00Z", "+Blocked"]],
    },
    { issue: { ...base, iid: 6, title: "due today, of unknown start", labels: [DOING], due_date: "2026-03-10" } },
    { issue: { ...base, iid: 7, title: "on hold since who knows", labels: [ON_HOLD] } },
    // 24 February is 14 local days before 10 March; it ends at 23:00 UTC.
    { issue: { ...base, iid: 8, title: "14 days", updated_at: "2026-02-24T22:59:59.999Z" } },
    { issue: { ...base, iid: 9, title: "13 days", updated_at: "2026-02-24T23:00:00.000Z" } },
    {
      issue: { ...base, iid: 10, title: "closed", state: "closed", closed_at: base.updated_at, due_date: "2026-01-01" },
    },
    {
      issue: { ...base, iid: 11, title: "gone", labels: [DOING], due_date: "2026-01-01" },
      told: [["2025-11-02T09:00:00Z", "+Doing"]],
    },
    { issue: { ...old("2026-02-08"), iid: 14, title: "30 days" } },
    { issue: { ...old("2025-12-10"), iid: 15, title: "90 days", created_at: "2025-10-01T09:00:00.000Z" } },
  ]);
  await storeGone(test.db, shop, { title: "gone", at: "2026-03-01T09:00:00Z" });
  await storeLived(test.db, web, [
    {
      issue: { ...base, id: 900, iid: 1, title: "30 days in work", labels: [DOING], due_date: "2026-03-03" },
      told: [["2026-02-08T11:00:00Z", "+Doing"]],
    },
    { issue: { ...base, id: 901, iid: 2, title: "twin" } },
    { issue: { ...base, id: 902, iid: 3, title: "twin" } },
  ]);
  await storeLived(test.db, ideas, [{ issue: { ...base, id: 950, iid: 1, title: "an idea", labels: [BLOCKED] } }]);
  const { id: issueId } = await test.db.issue.findFirstOrThrow({ where: { title: "blocked by hand" } });
  const change = { internal_status: "blocked", internal_notes: "waits for legal" } as const;
  await applyOverride(test.db, { issueId, change, reader: MANAGER });
  await applyOverride(test.db, { issueId, change: { priority: 1 }, reader: { ...MANAGER, email: "other@acme.test" } });
});
afterAll(() => test.close());

async function ask(query: Record<string, string> = {}, reader: Reader = MANAGER) {
  const asked = { query: agingQuerySchema.parse(query), reader, clock, pollIntervalMinutes: 5 };
  return agingSchema.parse(await readAging(test.db, asked));
}
const values = (figures: readonly Figure[]) => figures.map(({ value }) => value);
const titles = (issues: readonly { title: string }[]) => issues.map(({ title }) => title);

describe("What is in work by its age", () => {
  it("falls into bars at whole days of 86,400 seconds, whatever the status did meanwhile", async () => {
    const { wip } = await ask();
    expect(wip.map(({ from_days, to_days }) => [from_days, to_days])).toEqual([
      ...[
        [0, 1],
        [1, 3],
        [3, 7],
        [7, 14],
        [14, 30],
        [30, 90],
      ],
      [90, null],
    ]);
    expect(values(wip.map((bar) => bar.in_progress))).toEqual([1, 1, 0, 0, 0, 1, 0]);
    // The one by hand was blocked by the real clock, which is after that of the question: in the youngest bar, not in none.
    expect(values(wip.map((bar) => bar.blocked))).toEqual([1, 0, 0, 1, 0, 0, 1]);
  });

  it("covers what has a known start, and all of that", async () => {
    const { wip, coverage } = await ask();
    expect([coverage.total.value, coverage.known.value, coverage.unknown.value]).toEqual([9, 6, 3]);
    const inBars = values(wip.flatMap(({ in_progress, blocked }) => [in_progress, blocked]));
    expect(inBars.reduce((sum, value) => sum + value, 0)).toBe(coverage.known.value);
  });

  it("names the oldest of known start", async () => {
    const { oldest } = await ask();
    expect(titles(oldest)).toEqual([
      ...["secret", "30 days in work", "doing, then blocked", "a day old", "a second younger", "blocked by hand"],
    ]);
    expect(oldest[2]).toMatchObject({
      reference: "acme/shop#3",
      status: "blocked",
      confidential: false,
      assignees: [],
      wip_since: "2026-03-01T10:00:00.000Z",
    });
    expect(oldest[3]?.assignees.map(({ username }) => username)).toEqual(["person-1", "person-2"]);
  });

  it("is counted apart where it has no due date", async () => {
    const { undated_wip } = await ask();
    expect(undated_wip).toEqual({ value: 3, query: "status=in_progress,blocked&due=none" });
  });
});

describe("What is overdue", () => {
  it("falls into bars by days, due today in none", async () => {
    const { overdue } = await ask();
    expect(overdue.map(({ from_days, to_days, issues }) => [from_days, to_days, issues.value])).toEqual([
      [1, 8, 2],
      [8, 31, 1],
      [31, 91, 1],
      [91, null, 1],
    ]);
    expect(overdue[1]?.issues.query).toBe("overdue=true&due_from=2026-02-08&due_to=2026-03-02");
  });

  it("is named by how long it is", async () => {
    const { most_overdue: most } = await ask();
    expect(most.map(({ title, due, days }) => [title, due, days])).toEqual([
      ["secret", "2025-12-09", 91],
      ["blocked by hand", "2026-02-07", 31],
      ["doing, then blocked", "2026-03-02", 8],
      ["30 days in work", "2026-03-03", 7],
      ["a day old", "2026-03-09", 1],
    ]);
  });
});

describe("What is blocked", () => {
  it("says since when and why: the label, or who set the status, not who set something else since", async () => {
    const { blocked } = await ask();
    expect(blocked.slice(0, 3)).toMatchObject([
      { title: "secret", since: "2025-12-01T10:00:00.000Z", why: "because of the label Blocked", notes: null },
      { title: "doing, then blocked", since: "2026-03-08T10:00:00.000Z", why: "because of the label Blocked" },
      { title: "blocked by hand", why: "because m@acme.test set it here", notes: "waits for legal" },
    ]);
    const last = blocked.slice(3).map(({ title, since, why }) => `${title} ${since} ${why}`);
    expect(last.toSorted()).toEqual([
      "an idea null because of the label Blocked",
      "on hold since who knows null because of the label On hold",
    ]);
  });
});

describe("The oldest in each status", () => {
  it("stand by project and open status, a project of which nothing is known without any", async () => {
    const { oldest_by_status: rows } = await ask();
    expect(rows.map(({ project }) => project.path)).toEqual(["acme/ideas", "acme/shop", "acme/web"]);
    const [ideas, shop, web] = rows;
    expect(ideas?.oldest).toEqual({});
    expect(shop?.oldest).toMatchObject({
      not_started: { title: "90 days", since: "2025-10-01T09:00:00.000Z" },
      in_progress: { title: "a day old", since: "2026-03-09T11:00:00.000Z" },
      blocked: { title: "secret", since: "2025-12-01T10:00:00.000Z" },
    });
    const [twin] = await test.db.issue.findMany({ where: { title: "twin" }, orderBy: { id: "asc" } });
    expect(web?.oldest).toMatchObject({ not_started: { id: twin?.id }, in_progress: { title: "30 days in work" } });
    expect(web?.oldest).not.toHaveProperty("blocked");
  });
});

describe("What is untouched", () => {
  it("was last updated on the local day so many days ago or before", async () => {
    const { untouched } = await ask();
    expect(untouched.map(({ days, issues }) => [days, issues.value, issues.query])).toEqual([
      [14, 3, "status=not_started,in_progress,blocked&updated_to=2026-02-24"],
      [30, 2, "status=not_started,in_progress,blocked&updated_to=2026-02-08"],
      [90, 1, "status=not_started,in_progress,blocked&updated_to=2025-12-10"],
    ]);
  });
});

describe("A viewer", () => {
  it("is told of no confidential issue and shown no notes", async () => {
    const answer = await ask({}, VIEWER);
    expect(JSON.stringify(answer)).not.toMatch(/secret|legal|notes/);
    expect(answer.wip.at(-1)?.blocked.value).toBe(0);
    expect([answer.coverage.total.value, answer.coverage.known.value]).toEqual([8, 5]);
    expect(values(answer.overdue.map(({ issues }) => issues))).toEqual([2, 1, 1, 0]);
    expect(titles(answer.blocked)[0]).toBe("doing, then blocked");
    expect(answer.oldest_by_status[1]?.oldest.blocked?.title).toBe("doing, then blocked");
  });
});

describe("Under a filter", () => {
  it("each list and figure is of that filter's issues alone", async () => {
    const { wip, oldest, most_overdue, blocked, oldest_by_status } = await ask({ assignee: "person-1" });
    expect(values(wip.map((bar) => bar.in_progress))).toEqual([0, 1, 0, 0, 0, 0, 0]);
    expect(titles(oldest)).toEqual(["a day old"]);
    expect(titles(most_overdue)).toEqual(["a day old"]);
    expect(blocked).toEqual([]);
    expect(oldest_by_status).toMatchObject([{ project: { path: "acme/shop" } }]);
    expect(Object.keys(oldest_by_status[0]?.oldest ?? {})).toEqual(["in_progress"]);
  });

  it.each<Record<string, string>>([
    {},
    { assignee: "person-2" },
    { assignee: "none" },
    { project: "acme/shop", due: "none" },
    { status: "!blocked" },
    { status: "gone" },
    { status: "gone,in_progress" },
    { overdue: "true" },
    { overdue: "false" },
    { due_from: "2026-03-01", due_to: "2026-03-02" },
    { due_to: "2026-02-01" },
    { has_start: "false" },
    { wip_days_from: "1" },
    { wip_days_from: "2", wip_days_to: "40" },
    { in_progress_days_gt: "1" },
    { updated_to: "2026-01-31" },
    { label: "!doing" },
    { confidential: "true" },
    { q: "days" },
  ])("every figure is the total of its list: %j", async (query) => {
    for (const reader of [VIEWER, MANAGER]) {
      expect(await expectParity(test.db, await ask(query, reader), { reader, clock })).toBe(FIGURES);
    }
  });

  it("by status gone, nothing is counted or named", async () => {
    const answer = await ask({ status: "gone" });
    expect(JSON.stringify(answer)).not.toMatch(/"value":[1-9]/);
    expect([answer.oldest, answer.most_overdue, answer.blocked, answer.oldest_by_status]).toEqual([[], [], [], []]);
  });
});

describe("What the answer says of itself", () => {
  it("is of now: nothing is incomplete, and the rules' changes are those of the last 30 days", async () => {
    await test.db.project.updateMany({ data: { historyFrom: new Date("2026-03-09T00:00:00Z") } });
    const actor = { actor: "m@acme.test", action: "status_rule.changed", details: {} };
    await test.db.auditLog.createMany({
      data: [
        { ...actor, subject: "Doing", at: new Date("2026-02-08T22:59:59Z") },
        { ...actor, subject: "On hold", at: new Date("2026-02-08T23:00:00Z") },
      ],
    });
    const { incomplete_before, rule_changes, zone } = await ask();
    expect(incomplete_before).toBeNull();
    expect(rule_changes).toEqual([{ at: "2026-02-08T23:00:00.000Z", pattern: "On hold" }]);
    expect(zone).toBe("Europe/Berlin");
  });
});
