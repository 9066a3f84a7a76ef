import * as fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { allOf, sql, type Sql } from "@/lib/db/sql.ts";
import { issueFilterSchema } from "@/lib/issues/filter-schema.ts";
import { parseValues, type FilterParam, type IssueParams } from "@/lib/issues/filters.ts";
import { narrow } from "@/lib/issues/narrow.ts";
import { readNamed } from "@/lib/issues/queries/named.ts";
import { where } from "@/lib/issues/where.ts";
import { ISSUE_STATUSES } from "@/lib/status/schema.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";
import { applyAll, MANAGER, storeProject } from "@/tests/support/mirror.ts";
import { randomFrom } from "@/tests/support/random.ts";
import { wireIssue, wireLabel, wireUser } from "@/tests/support/wire-issue.ts";
import { anyFilter } from "./filter-arbitraries.ts";

const clock = { now: new Date("2026-03-20T11:00:00Z"), zone: "Europe/Berlin" };
const NAMES = {
  people: ["person-1", "person-2", "person-3"],
  ...{ projects: ["acme/shop", "8"], labels: ["Doing", "Blocked", "wontfix", "bug"], milestones: ["Q1", "Q2"] },
};
/** A figure says of them what a row is called; two stretches in which issues were reopened are no single one. */
const NOT_OF_FIGURES: FilterParam[] = [
  ...(["assignee", "author", "completed_by", "project", "label", "milestone", "priority", "q", "as_of"] as const),
  ...(["reopened_from", "reopened_to"] as const),
];

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  for (const gitlabProjectId of [7, 8]) await storeIssues(gitlabProjectId);
});
afterAll(() => test.close());

/** Sixty issues of a month, anyhow. */
async function storeIssues(gitlabProjectId: number): Promise<void> {
  const random = randomFrom(gitlabProjectId);
  const projectId = await storeProject(test.db, gitlabProjectId, gitlabProjectId === 7 ? "acme/shop" : "acme/web");
  const day = () => `2026-03-${String(1 + random.below(31)).padStart(2, "0")}`;
  const some = <T>(items: readonly T[]) => items.filter(() => random.next() < 0.35);
  const issues = Array.from({ length: 60 }, (_, place) => {
    const closed = random.next() < 0.5;
    return wireIssue({
      ...{ id: gitlabProjectId * 1_000 + place, iid: place + 1, project_id: gitlabProjectId },
      ...{ created_at: `2026-02-${10 + random.below(19)}T23:30:00.000Z`, updated_at: `${day()}T22:30:00.000Z` },
      ...(closed && { state: "closed", closed_at: random.next() < 0.9 ? `${day()}T23:10:00.000Z` : null }),
      ...{ due_date: random.next() < 0.7 ? day() : null, confidential: random.next() < 0.2 },
      ...{
        labels: some(NAMES.labels).map((name) => wireLabel(name)),
        assignees: some([1, 2, 3]).map((id) => wireUser(id)),
      },
      author: wireUser(random.pick([1, 2, 3])),
    });
  });
  await applyAll(test.db, projectId, issues);
  await test.db.$executeRaw(sql`
    update issues set started_at = case when iid % 3 = 0 then null else created_at_gitlab + iid * interval '13 hours' end,
      wip_since = case when iid % 3 > 0 and status in ('in_progress', 'blocked')
        then created_at_gitlab + iid * interval '13 hours' end,
      cycle_seconds = case when iid % 3 > 0 and status = 'completed' and completed_at is not null then iid * 3600 end,
      milestone = case iid % 4 when 0 then 'Q1' when 1 then 'q2' end,
      priority = nullif(iid % 6, 0), target_date = case when iid % 5 = 0 then date '2026-03-01' + iid % 31 end`);
  await test.db.$executeRaw(sql`
    update issues set gone_at = now(), status = 'gone', wip_since = null, completed_at = null, cycle_seconds = null
    where iid % 13 = 0`);
  await test.db.$executeRaw(sql`
    insert into issue_field_events (issue_id, field, from_value, to_value, changed_at)
    select id, 'due_date', 'null', '"2026-03-30"', created_at_gitlab + iid * interval '17 hours'
    from issues where iid % 2 = 0 and project_id = ${projectId}::uuid`);
}

async function predicate(params: IssueParams): Promise<Sql> {
  return where(await readNamed(test.db, issueFilterSchema.parse(params), MANAGER), MANAGER, clock);
}

async function idsOf(condition: Sql): Promise<string[]> {
  const rows = await test.db.$queryRaw<{ id: string }[]>(
    sql`select i.id from issues i where ${condition} order by i.id`,
  );
  return rows.map(({ id }) => id);
}

/** Whether any issue met them; what is counted is that both ways of asking find the same. */
async function expectSame(filter: IssueParams, more: IssueParams): Promise<boolean> {
  // A figure that says nothing of statuses leaves them to the filter, gone ones too.
  const literally = { status: filter.status === undefined ? undefined : ISSUE_STATUSES.join(","), ...more };
  const both = allOf([await predicate(filter), await predicate(literally)]);
  const expected = await idsOf(both);
  expect(await idsOf(await predicate(narrow(filter, more, clock.zone)))).toEqual(expected);
  return expected.length > 0;
}

it("Two filters as one mean the issues that both mean", async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(
      anyFilter(NAMES, { without: ["as_of"], most: 2 }),
      anyFilter(NAMES, { without: NOT_OF_FIGURES, most: 3 }),
      async (filter, more) => {
        fc.pre(!parseValues(more.status).any.includes("gone")); // no figure asks for these of itself
        if (await expectSame(filter, more)) found += 1;
      },
    ),
    { numRuns: 600 },
  );
  expect(found).toBeGreaterThan(100);
});

/** A row that is there, and another of the kind. */
const ROWS = {
  ...{ assignee: ["person-2", "person-1"], author: ["person-2", "person-1"], completed_by: ["person-2", "person-1"] },
  ...{ project: ["acme/shop", "acme/web"], label: ["Doing", "bug"], milestone: ["Q1", "Q2"], priority: ["2", "3"] },
} as const;

it.each(["assignee", "author", "completed_by", "project", "label", "milestone", "priority"] as const)(
  "A filter and a row by %s mean the issues that both mean, where the filter lets the row through",
  async (name) => {
    let found = 0;
    const [row, other] = ROWS[name];
    for (const mine of [
      row,
      `!${other}`,
      `${row},!${other}`,
      name === "author" || name === "project" ? row : "!none",
    ]) {
      if (await expectSame({ [name]: mine, overdue: "false" }, { [name]: row })) found += 1;
    }
    expect(found).toBe(4);
    if (name !== "author" && name !== "project") {
      expect(await expectSame({ [name]: `none,!${other}` }, { [name]: "none" })).toBe(true);
    }
  },
);
