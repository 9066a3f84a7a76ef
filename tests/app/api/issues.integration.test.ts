import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PATCH as changeOverride } from "@/app/api/issues/[id]/override/route.ts";
import { GET as getIssue } from "@/app/api/issues/[id]/route.ts";
import { GET as getFacets } from "@/app/api/issues/facets/route.ts";
import { GET as listIssues } from "@/app/api/issues/route.ts";
import { problemSchema } from "@/lib/api/problem.ts";
import type { Role } from "@/lib/auth/access.ts";
import { issueDetailSchema, issueFacetsSchema, issueListSchema, type IssueDetail } from "@/lib/issues/schema.ts";
import { applyAll, storeProject } from "@/tests/support/mirror.ts";
import { call, openWeb, signIn, type Web } from "@/tests/support/web.ts";
import { wireIssue } from "@/tests/support/wire-issue.ts";

const CONFIDENTIAL = [4, 9];
const ISSUES = 12;
const UNKNOWN_ID = "0b0b0b0b-0000-4000-8000-000000000000";

let web: Web;
let cookies: Record<Role, string>;
let ids: Map<number, string>;
beforeAll(async () => {
  web = await openWeb();
  cookies = { viewer: await signIn("viewer"), manager: await signIn("manager"), admin: await signIn("admin") };
  const projectId = await storeProject(web.db);
  const numbers = Array.from({ length: ISSUES }, (_, index) => index + 1);
  await applyAll(
    web.db,
    projectId,
    numbers.map((iid) => wireIssue({ iid, confidential: CONFIDENTIAL.includes(iid) })),
  );
  const rows = await web.db.issue.findMany({ select: { id: true, iid: true } });
  ids = new Map(rows.map((row) => [row.iid, row.id]));
});
afterAll(() => web.close());

const idOf = (iid: number) => ids.get(iid) ?? "";

async function list(role: Role, query = "") {
  const response = await call(listIssues, `/api/issues${query}`, { cookie: cookies[role] });
  return { response, ...issueListSchema.parse(await response.json()) };
}

async function read(role: Role, id: string): Promise<Response> {
  return call(getIssue, `/api/issues/${id}`, { cookie: cookies[role], params: { id } });
}

async function problemWithoutId(response: Response): Promise<unknown> {
  return problemSchema.omit({ request_id: true }).parse(await response.json());
}

async function change(role: Role, id: string, options: { json: unknown; ifMatch?: string }): Promise<Response> {
  const headers: Record<string, string> = options.ifMatch === undefined ? {} : { "if-match": options.ifMatch };
  const asked = { method: "PATCH", cookie: cookies[role], params: { id }, json: options.json, headers };
  return call(changeOverride, `/api/issues/${id}/override`, asked);
}

async function detail(response: Response): Promise<IssueDetail> {
  expect(response.status).toBe(200);
  return issueDetailSchema.parse(await response.json());
}

describe("GET /api/issues", () => {
  test("has all issues for a manager, and for a viewer all but the confidential ones, in total too", async () => {
    expect((await list("admin")).total).toBe(ISSUES);
    expect((await list("manager")).total).toBe(ISSUES);
    const seen = await list("viewer");
    expect(seen.total).toBe(ISSUES - CONFIDENTIAL.length);
    expect(seen.data.map((issue) => issue.iid)).not.toEqual(expect.arrayContaining(CONFIDENTIAL));
  });

  test("pages, with links to the pages beside it", async () => {
    const {
      data,
      page,
      page_size: pageSize,
      total,
      response,
    } = await list("manager", "?page=2&page_size=5&sort=reference");
    expect({ page, pageSize, total, length: data.length }).toEqual({ page: 2, pageSize: 5, total: ISSUES, length: 5 });
    const links = response.headers.get("link") ?? "";
    expect(links).toContain('</api/issues?page=1&page_size=5&sort=reference>; rel="prev"');
    expect(links).toContain('</api/issues?page=3&page_size=5&sort=reference>; rel="next"');
    expect(links).toContain('</api/issues?page=3&page_size=5&sort=reference>; rel="last"');
  });

  test("says how fresh it is", async () => {
    expect((await list("viewer")).freshness).toMatchObject({ state: "no_data", as_of: null });
  });

  test("facets count what the list of the same reader has", async () => {
    const count = async (role: Role) => {
      const response = await call(getFacets, "/api/issues/facets?q=Issue", { cookie: cookies[role] });
      return (issueFacetsSchema.parse(await response.json()).status?.values ?? []).reduce(
        (sum, facet) => sum + facet.count,
        0,
      );
    };
    expect(await count("manager")).toBe(ISSUES);
    expect(await count("viewer")).toBe(ISSUES - CONFIDENTIAL.length);
  });

  test("refuses to page or sort facets", async () => {
    const response = await call(getFacets, "/api/issues/facets?page=2", { cookie: cookies.viewer });
    expect(await response.json()).toMatchObject({ faults: [{ field: "query.page" }] });
  });
});

describe("GET /api/issues/:id", () => {
  test("answers the same for a viewer whether an issue is confidential or does not exist", async () => {
    const [hidden, missing] = await Promise.all([read("viewer", idOf(4)), read("viewer", UNKNOWN_ID)]);
    expect([hidden.status, missing.status]).toEqual([404, 404]);
    const [said, saidToo] = await Promise.all([hidden, missing].map(problemWithoutId));
    expect(said).toEqual(saidToo);
    expect(said).toMatchObject({ code: "not_found" });
  });

  test("answers a manager, with the version of the override as ETag", async () => {
    const response = await read("manager", idOf(4));
    const issue = await detail(response);
    expect(issue).toMatchObject({ iid: 4, confidential: true, reason: { code: "no_rule_matched" } });
    expect(response.headers.get("etag")).toBe(issue.etag);
  });
});

describe("PATCH /api/issues/:id/override", () => {
  test("answers the issue as it is then, and everyone sees it", async () => {
    const changed = await detail(
      await change("manager", idOf(1), { json: { internal_status: "blocked", internal_notes: "waits", priority: 1 } }),
    );
    expect(changed).toMatchObject({ status: "blocked", priority: 1, reason: { code: "override" } });
    expect(changed.override_events.map((event) => event.changed_by)).toEqual(
      Array(3).fill("ingrid.halvorsen@demo.invalid"),
    );
    const seen = await detail(await read("viewer", idOf(1)));
    expect(seen).toMatchObject({ status: "blocked", etag: changed.etag });
    expect(JSON.stringify(seen)).not.toContain("waits");
  });

  test("takes the version that was read, and refuses an older one", async () => {
    const { etag } = await detail(await read("manager", idOf(2)));
    const first = await change("manager", idOf(2), { json: { priority: 2 }, ifMatch: etag });
    const second = await change("admin", idOf(2), { json: { priority: 3 }, ifMatch: etag });
    expect(first.status).toBe(200);
    expect(second.status).toBe(412);
    expect(await second.json()).toMatchObject({ code: "precondition_failed" });
    expect((await detail(await read("manager", idOf(2)))).priority).toBe(2);
    const { etag: newer } = await detail(first);
    expect((await change("admin", idOf(2), { json: { priority: 3 }, ifMatch: newer })).status).toBe(200);
  });

  test("does not tell a manager's fault apart from an issue that is not there", async () => {
    expect((await change("manager", UNKNOWN_ID, { json: { priority: 1 } })).status).toBe(404);
    expect((await change("manager", UNKNOWN_ID, { json: { priority: 9 } })).status).toBe(400);
  });

  test("is not for viewers, and changes nothing for them", async () => {
    expect((await change("viewer", idOf(3), { json: { priority: 1 } })).status).toBe(403);
    expect((await detail(await read("manager", idOf(3)))).priority).toBeNull();
  });
});
