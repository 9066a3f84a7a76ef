import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readFacets } from "@/lib/issues/queries/facets.ts";
import type { Reader } from "@/lib/auth/access.ts";
import { readIssue } from "@/lib/issues/queries/detail.ts";
import { listIssues } from "@/lib/issues/queries/list.ts";
import { issueFacetQuerySchema, issueQuerySchema } from "@/lib/issues/filter-schema.ts";
import { FACET_NAMES, type FacetName } from "@/lib/issues/filters.ts";
import { applyOverride } from "@/lib/overrides/apply.ts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database.ts";
import { applyAll, MANAGER, storeProject, storeReader, VIEWER } from "@/tests/support/mirror.ts";
import { wireIssue, wireLabel, wireUser } from "@/tests/support/wire-issue.ts";

// Noon of 10 March in Berlin; days begin at 23:00 UTC there.
const clock = { now: new Date("2026-03-10T11:00:00Z"), zone: "Europe/Berlin" };
let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
  await storeReader(test.db, MANAGER);
  const shop = await storeProject(test.db, 7, "acme/shop");
  const web = await storeProject(test.db, 8, "acme/Web.App");
  const doing = wireLabel("Doing");
  const bug = wireLabel("type::bug");
  await applyAll(test.db, shop, [
    wireIssue({ iid: 1, title: "Checkout 100% broken", labels: [doing, bug], assignees: [wireUser(1), wireUser(2)] }),
    wireIssue({
      iid: 2,
      title: "checkout_button colour",
      labels: [bug],
      due_date: "2026-03-09",
      assignees: [wireUser(2)],
    }),
    wireIssue({ iid: 3, title: "Layoffs", confidential: true, due_date: "2026-03-01", labels: [wireLabel("hr")] }),
    wireIssue({
      iid: 12,
      title: "Shipping",
      state: "closed",
      due_date: "2026-03-04",
      closed_at: "2026-03-04T22:59:59.999Z",
      updated_at: "2026-03-05T00:00:00.000Z",
    }),
    wireIssue({
      iid: 13,
      title: "Refunds",
      state: "closed",
      due_date: "2026-03-04",
      closed_at: "2026-03-04T23:00:00.000Z",
      updated_at: "2026-03-06T00:00:00.000Z",
    }),
    wireIssue({
      iid: 14,
      title: "Never",
      state: "closed",
      due_date: "2026-03-04",
      closed_at: "2026-03-05T12:00:00.000Z",
      labels: [wireLabel("wontfix")],
    }),
  ]);
  await applyAll(test.db, web, [
    wireIssue({ id: 900, iid: 1, title: "Due today", due_date: "2026-03-10" }),
    wireIssue({
      id: 901,
      iid: 12,
      title: "\\ backslash",
      due_date: "2026-03-09",
      created_at: "2026-02-27T23:30:00.000Z",
    }),
  ]);
});
afterAll(() => test.close());

async function list(query: Record<string, string>, { reader = MANAGER, at = clock } = {}) {
  return listIssues(test.db, { query: issueQuerySchema.parse(query), reader, clock: at, pollIntervalMinutes: 5 });
}

async function facetsOf(query: Record<string, string>, reader = MANAGER) {
  const facets = await readFacets(test.db, { query: issueFacetQuerySchema.parse(query), reader, clock });
  return (name: FacetName) => facets[name]?.values ?? [];
}

async function titles(query: Record<string, string>, reader = MANAGER): Promise<string[]> {
  const { data, total } = await list({ sort: "title", ...query }, { reader });
  expect(total).toBe(data.length);
  return data.map((issue) => issue.title);
}

const EVERYTHING = [
  "\\ backslash",
  "Checkout 100% broken",
  "checkout_button colour",
  "Due today",
  "Layoffs",
  "Never",
  "Refunds",
  "Shipping",
];

describe("a filter", () => {
  it.each<[string, Record<string, string>, string[]]>([
    ["none", {}, EVERYTHING],
    ["status", { status: "in_progress" }, ["Checkout 100% broken"]],
    ["two statuses", { status: "in_progress,completed" }, ["Checkout 100% broken", "Refunds", "Shipping"]],
    ["not a status", { status: "!not_started,!completed" }, ["Checkout 100% broken", "Never"]],
    ["assignee", { assignee: "person-2" }, ["Checkout 100% broken", "checkout_button colour"]],
    [
      "not an assignee, unassigned ones included",
      { assignee: "!person-1", project: "acme/shop", status: "!completed" },
      ["checkout_button colour", "Layoffs", "Never"],
    ],
    ["one assignee and not another", { assignee: "person-2,!person-1" }, ["checkout_button colour"]],
    ["nobody or somebody", { assignee: "none,person-1", project: "acme/web.app" }, ["\\ backslash", "Due today"]],
    ["project whatever its case", { project: "ACME/web.app" }, ["\\ backslash", "Due today"]],
    ["not a project", { project: "!acme/shop" }, ["\\ backslash", "Due today"]],
    ["project by GitLab's id", { project: "8" }, ["\\ backslash", "Due today"]],
    ["label", { label: "TYPE::bug" }, ["Checkout 100% broken", "checkout_button colour"]],
    ["no label", { label: "none", status: "not_started" }, ["\\ backslash", "Due today"]],
    ["a label and not another", { label: "type::bug,!doing" }, ["checkout_button colour"]],
    ["an unknown name", { assignee: "nobody-here" }, []],
    ["created on local days", { created_to: "2026-02-27" }, []],
    [
      "created on the local day after midnight",
      { created_from: "2026-02-28", created_to: "2026-02-28" },
      ["\\ backslash"],
    ],
    ["updated", { updated_from: "2026-03-05", updated_to: "2026-03-05" }, ["Shipping"]],
    ["completed up to a local day's end", { completed_to: "2026-03-04" }, ["Shipping"]],
    ["completed from a local day's start, not what was closed undone", { completed_from: "2026-03-05" }, ["Refunds"]],
    ["late, from the day after it was due", { late: "true" }, ["Refunds"]],
    ["on time, up to the end of the day it was due", { late: "false" }, ["Shipping"]],
    ["a known cycle time", { has_cycle: "true" }, []],
    ["completed without a known cycle time", { has_cycle: "false" }, ["Refunds", "Shipping"]],
    ["a known close", { has_close: "true" }, ["Never", "Refunds", "Shipping"]],
    ["closed at no known time", { has_close: "false" }, []],
    ["words of a title, all of them", { q: "checkout BROKEN" }, ["Checkout 100% broken"]],
    ["a number, as iid and in titles", { q: "100" }, ["Checkout 100% broken"]],
    ["#iid", { q: "#12" }, ["\\ backslash", "Shipping"]],
    ["a full reference", { q: "acme/web.app#12" }, ["\\ backslash"]],
    ["a pasted address", { q: "https://gitlab.test/acme/shop/-/issues/12#note_1" }, ["Shipping"]],
    ["an injection is a word", { q: "'; drop table issues; --" }, []],
  ])("%s", async (_name, query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });

  it("finds an issue by the ids of our own that the facets' rows carry", async () => {
    const { data } = await list({ q: "Checkout 100%" });
    const [issue] = data;
    expect(await titles({ assignee: String(issue?.assignees[0]?.id), label: String(issue?.labels[0]?.id) })).toEqual([
      "Checkout 100% broken",
    ]);
  });
});

describe("a viewer", () => {
  const seen = EVERYTHING.filter((title) => title !== "Layoffs");

  it("is never told of a confidential issue, in list, total, search or facets", async () => {
    expect(await titles({}, VIEWER)).toEqual(seen);
    expect(await titles({ q: "layoffs" }, VIEWER)).toEqual([]);
    expect(await titles({ label: "hr" }, VIEWER)).toEqual([]);
    expect(await titles({ q: "#3" }, VIEWER)).toEqual([]);
    const facet = await facetsOf({}, VIEWER);
    expect(facet("label").map((label) => label.value)).not.toContain("hr");
    expect(facet("project")).toEqual([
      { value: "acme/shop", name: "acme/shop", count: 5 },
      { value: "acme/Web.App", name: "acme/Web.App", count: 2 },
    ]);
  });

  it("gets no detail of it by id, where a manager does", async () => {
    const { id } = await test.db.issue.findFirstOrThrow({ where: { confidential: true } });
    expect(await readIssue(test.db, { id, reader: VIEWER, clock })).toBeNull();
    expect(await readIssue(test.db, { id, reader: MANAGER, clock })).toMatchObject({
      title: "Layoffs",
      confidential: true,
    });
  });

  it("is led from a moved issue to where it is now, unless that is confidential", async () => {
    const shown = await test.db.issue.findFirstOrThrow({ where: { title: "Due today" }, include: { project: true } });
    const hidden = await test.db.issue.findFirstOrThrow({ where: { confidential: true } });
    const moved = await test.db.issue.findFirstOrThrow({ where: { title: "Shipping" } });
    const movedTo = async (gitlabIssueId: bigint, reader: Reader) => {
      await test.db.issue.update({ where: { id: moved.id }, data: { movedToGitlabId: gitlabIssueId } });
      const issue = await readIssue(test.db, { id: moved.id, reader, clock });
      return issue?.moved_to;
    };
    const reference = `${shown.project.pathWithNamespace}#${shown.iid}`;
    expect(await movedTo(shown.gitlabIssueId, VIEWER)).toEqual({ id: shown.id, reference, title: "Due today" });
    expect(await movedTo(hidden.gitlabIssueId, VIEWER)).toBeNull();
    expect(await movedTo(hidden.gitlabIssueId, MANAGER)).toMatchObject({ id: hidden.id });
    expect(await movedTo(9_999_999n, MANAGER)).toBeNull();
    await test.db.issue.update({ where: { id: moved.id }, data: { movedToGitlabId: null } });
  });

  it("does not see internal notes, nor who wrote them", async () => {
    const { id } = await test.db.issue.findFirstOrThrow({ where: { title: "Due today" } });
    await applyOverride(test.db, {
      issueId: id,
      change: { internal_notes: "secret plan", priority: 2 },
      reader: MANAGER,
    });
    const viewed = await readIssue(test.db, { id, reader: VIEWER, clock });
    expect(viewed?.override).not.toHaveProperty("internal_notes");
    expect(viewed?.override_events.map((event) => event.field)).toEqual(["priority"]);
    expect(JSON.stringify(viewed)).not.toContain("secret plan");
    const managed = await readIssue(test.db, { id, reader: MANAGER, clock });
    expect(managed?.override.internal_notes).toBe("secret plan");
    expect(managed?.etag).toBe(viewed?.etag);
  });
});

describe("a list", () => {
  it("says overdue by local day: due yesterday is, due today is not, closed never", async () => {
    const { data } = await list({ sort: "title" });
    expect(data.filter((issue) => issue.overdue).map((issue) => issue.title)).toEqual([
      "\\ backslash",
      "checkout_button colour",
      "Layoffs",
    ]);
    const late = { now: new Date("2026-03-10T23:00:00Z"), zone: "Europe/Berlin" };
    const next = await list({ q: "Due today" }, { at: late });
    expect(next.data[0]?.overdue).toBe(true);
  });

  it("puts missing values last in either direction and breaks ties so that pages never overlap", async () => {
    for (const sort of ["due", "-due", "-priority", "status,-due,title", "weight"]) {
      const pages = [1, 2, 3, 4, 5].map(async (page) => {
        return (await list({ sort, page: String(page), page_size: "2" })).data;
      });
      const issues = (await Promise.all(pages)).flat();
      expect(new Set(issues.map((issue) => issue.id)).size, sort).toBe(EVERYTHING.length);
      if (!sort.endsWith("due")) continue;
      const dues = issues.map((issue) => issue.due);
      expect(
        dues.slice(dues.indexOf(null)).every((due) => due === null),
        sort,
      ).toBe(true);
    }
  });

  it("carries what a row shows", async () => {
    const { data } = await list({ q: "#1", project: "acme/shop" });
    expect(data).toMatchObject([
      {
        reference: "acme/shop#1",
        status: "in_progress",
        created_at: "2026-03-01T09:00:00.000Z",
        author: { username: "person-1" },
        assignees: [{ username: "person-1" }, { username: "person-2" }],
        labels: [{ title: "Doing" }, { title: "type::bug" }],
        due: null,
        overdue: false,
      },
    ]);
  });
});

describe("facets", () => {
  it("count each value under the other filters, not under their own", async () => {
    const facet = await facetsOf({ project: "acme/shop", label: "type::bug" });
    expect(facet("status")).toEqual([
      { value: "not_started", name: "not_started", count: 1 },
      { value: "in_progress", name: "in_progress", count: 1 },
    ]);
    expect(facet("project")).toEqual([{ value: "acme/shop", name: "acme/shop", count: 2 }]);
    expect(facet("label").map(({ value, count }) => [value, count])).toEqual([
      ["type::bug", 2],
      ["Doing", 1],
      ["hr", 1],
      ["wontfix", 1],
    ]);
    expect(facet("assignee").map(({ value, count }) => [value, count])).toEqual([
      ["person-2", 2],
      ["person-1", 1],
    ]);
  });

  it("are those that are asked for, each once", async () => {
    const query = issueFacetQuerySchema.parse({ facet: "status,project,status" });
    const facets = await readFacets(test.db, { query, reader: MANAGER, clock });
    expect(Object.keys(facets)).toEqual(["status", "project"]);
    expect(facets.project?.values).toEqual((await facetsOf({}))("project"));
  });

  it("say of each value exactly the total that choosing it gives", async () => {
    const facet = await facetsOf({});
    for (const name of FACET_NAMES) {
      for (const { value, count } of facet(name)) {
        expect((await titles({ [name]: value })).length, `${name} ${value}`).toBe(count);
      }
    }
  });
});

describe("how far a list can be trusted", () => {
  beforeAll(async () => {
    // Noon of 1 January in Berlin: the first whole day is the second.
    await test.db.project.updateMany({
      where: { gitlabProjectId: 7 },
      data: { historyFrom: new Date("2026-01-01T11:00:00Z") },
    });
    const projects = await test.db.project.findMany({ orderBy: { gitlabProjectId: "asc" } });
    for (const [index, { id }] of projects.entries()) {
      const lastSuccessAt = new Date(clock.now.getTime() - (index + 1) * 60_000);
      await test.db.syncCursor.create({ data: { projectId: id, lastSuccessAt } });
    }
  });

  it.each<[string, Record<string, string>, string | null]>([
    ["asks for everything", {}, null],
    ["asks for what is open", { status: "in_progress" }, null],
    ["asks for what is completed, whenever", { status: "completed" }, "2026-01-02"],
    ["asks for what was completed before the history", { completed_from: "2026-01-01" }, "2026-01-02"],
    ["asks for what was completed up to a day", { completed_to: "2026-03-01" }, "2026-01-02"],
    ["asks for what was closed within it", { closed_from: "2026-01-02" }, null],
    ["asks for whom it was completed by", { completed_by: "person-1" }, "2026-01-02"],
    ["asks for what was late, whenever", { late: "true" }, "2026-01-02"],
    ["asks for what was on time within it", { late: "false", completed_from: "2026-01-02" }, null],
    ["asks for what has no known cycle time", { has_cycle: "false" }, "2026-01-02"],
    ["asks for what has a known close", { has_close: "true" }, "2026-01-02"],
    ["looks back to a day before it", { as_of: "2025-12-31" }, "2026-01-02"],
    ["looks back to the day on which it begins", { as_of: "2026-01-01" }, null],
    ["asks in a project whose whole past is here", { status: "completed", project: "acme/web.app" }, null],
    ["asks in all but that one", { status: "completed", project: "!acme/web.app" }, "2026-01-02"],
  ])("where it %s", async (_name, query, day) => {
    expect((await list(query)).incomplete_before).toBe(day);
  });

  it("is as old as the oldest poll of the projects it is about", async () => {
    expect((await list({})).freshness.age_seconds).toBe(120);
    expect((await list({ project: "acme/shop" })).freshness.age_seconds).toBe(60);
    expect((await list({ project: "!acme/shop" })).freshness.age_seconds).toBe(120);
    expect((await list({ project: "acme/unknown" })).freshness.state).toBe("no_data");
  });
});
