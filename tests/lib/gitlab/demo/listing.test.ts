import { describe, expect, it } from "vitest";
import { z } from "zod";
import { issuesSchema, nextLink, readAll, startForTest } from "./start.ts";

const PROJECT = "/api/v4/projects/larkfield%2Fshop%2Fstorefront";
const ISSUES = `${PROJECT}/issues`;

const key = (issue: { project_id: number; iid: number }) => `${issue.project_id}#${issue.iid}`;

describe("listing issues", () => {
  it("pages through a project by number, with the next page empty after the last", async () => {
    const gitlab = await startForTest();
    const first = await gitlab.get(`${ISSUES}?per_page=15&page=1`);
    const total = Number(first.headers.get("x-total"));
    const all = await readAll(gitlab, `${ISSUES}?per_page=15`);
    expect(total).toBeGreaterThan(30);
    expect(all).toHaveLength(total);
    expect(new Set(all.map(key)).size).toBe(total);
    const last = await gitlab.get(`${ISSUES}?per_page=15&page=${Math.ceil(total / 15)}`);
    expect(last.headers.get("x-next-page")).toBe("");
    expect(nextLink(last)).toBeNull();
    expect(last.headers.get("link")).toContain('rel="prev"');
  });

  it("counts and links to the last page up to 10,000 rows only", async () => {
    const gitlab = await startForTest({ issues: 10_030 });
    const group = await gitlab.get("/api/v4/groups/larkfield/issues?non_archived=false");
    expect(group.headers.get("x-total")).toBeNull();
    expect(group.headers.get("x-total-pages")).toBeNull();
    expect(group.headers.get("link")).toContain('rel="next"');
    expect(group.headers.get("link")).not.toContain('rel="last"');
    expect((await gitlab.get(ISSUES)).headers.get("link")).toContain('rel="last"');
  });

  it("loses no issue to keyset paging while issues move through the order", async () => {
    const gitlab = await startForTest();
    const path = `${ISSUES}?pagination=keyset&order_by=updated_at&sort=asc&per_page=7`;
    const before = await readAll(gitlab, `${ISSUES}?per_page=100`);
    const seen: string[] = [];
    let edits = 0;
    for (let next: string | null = path; next !== null;) {
      const reply = await gitlab.get(next);
      const page = issuesSchema.parse(reply.body);
      seen.push(...page.map(key));
      expect(reply.headers.get("x-total")).toBeNull();
      gitlab.pass(1_000);
      const moved = page[0];
      if (moved && edits < 12) await gitlab.put(`${ISSUES}/${moved.iid}`, { title: `Moved ${++edits}` });
      next = nextLink(reply);
    }
    expect(edits).toBeGreaterThan(4);
    expect(new Set(seen)).toEqual(new Set(before.map(key)));
  });

  it("tells issues of one time apart by id when a page ends between them", async () => {
    const gitlab = await startForTest({ issues: 30 });
    for (const title of ["a", "b", "c", "d", "e"]) await gitlab.post(ISSUES, { title });
    for (const sort of ["asc", "desc"]) {
      const path = `${ISSUES}?pagination=keyset&order_by=created_at&sort=${sort}`;
      const whole = (await readAll(gitlab, `${path}&per_page=100`)).map(key);
      expect((await readAll(gitlab, `${path}&per_page=2`)).map(key)).toEqual(whole);
    }
  });

  it("pages by number where keyset paging is asked of an older GitLab or of a group", async () => {
    const old = await startForTest({ keyset: false });
    const reply = await old.get(`${ISSUES}?pagination=keyset&order_by=updated_at`);
    expect(reply.headers.get("link")).not.toContain("cursor=");
    expect(reply.headers.get("x-page")).toBe("1");
    expect((await old.get("/api/v4/groups/larkfield/issues?pagination=keyset")).headers.get("x-page")).toBe("1");
  });

  it("includes both bounds of updated_after and updated_before", async () => {
    const gitlab = await startForTest();
    const [middle] = (await readAll(gitlab, `${ISSUES}?order_by=updated_at&per_page=100`)).slice(20);
    const bound = encodeURIComponent(String(middle?.updated_at));
    const both = await gitlab.issues(`${ISSUES}?updated_after=${bound}&updated_before=${bound}`);
    expect(both.map(key)).toContain(middle && key(middle));
    const after = await readAll(gitlab, `${ISSUES}?updated_after=${bound}&per_page=100`);
    expect(after).toHaveLength(21);
  });

  it("filters by state, numbers, labels and words, and ignores parameters it does not know", async () => {
    const gitlab = await startForTest();
    const all = await readAll(gitlab, `${ISSUES}?per_page=100`);
    const opened = await readAll(gitlab, `${ISSUES}?state=opened&per_page=100`);
    expect(opened.map(key)).toEqual(all.filter(({ state }) => state === "opened").map(key));
    const byIid = await gitlab.issues(`${ISSUES}?iids[]=2&iids[]=3`);
    expect(new Set(byIid.map(({ iid }) => iid))).toEqual(new Set([2, 3]));
    await gitlab.post(ISSUES, { title: "Needle in the hay", labels: "customer,regression" });
    expect(
      (await gitlab.issues(`${ISSUES}?labels=customer,regression&search=needle`)).map(({ title }) => title),
    ).toEqual(["Needle in the hay"]);
    expect(await readAll(gitlab, `${ISSUES}?updated_since=2026-01-01&per_page=100`)).toHaveLength(all.length + 1);
  });

  it("leaves issues of archived projects out of a group's listing unless asked for", async () => {
    const gitlab = await startForTest({ issues: 400 });
    const group = "/api/v4/groups/larkfield%2Fshop/issues?per_page=100";
    const paths = (issues: Record<string, unknown>[]) =>
      new Set(issues.map((issue) => z.object({ full: z.string() }).parse(issue["references"]).full.split("#")[0]));
    expect(paths(await readAll(gitlab, group))).not.toContain("larkfield/shop/legacy-shop");
    expect(paths(await readAll(gitlab, `${group}&non_archived=false`))).toContain("larkfield/shop/legacy-shop");
  });

  it("counts all, opened and closed issues as its listings do", async () => {
    const gitlab = await startForTest();
    const { body } = await gitlab.get(`${PROJECT}/issues_statistics?updated_after=2026-08-01T00:00:00Z`);
    const listed = await readAll(gitlab, `${ISSUES}?updated_after=2026-08-01T00:00:00Z&per_page=100`);
    const opened = listed.filter(({ state }) => state === "opened").length;
    expect(body).toEqual({ statistics: { counts: { all: listed.length, closed: listed.length - opened, opened } } });
  });

  it("answers wrong parameters with 400 and GitLab's words", async () => {
    const gitlab = await startForTest({ issues: 10 });
    const state = await gitlab.get(`${ISSUES}?state=open`);
    expect([state.status, state.body]).toEqual([400, { error: "state does not have a valid value" }]);
    const time = await gitlab.get(`${ISSUES}?updated_after=yesterday`);
    expect([time.status, time.body]).toEqual([400, { error: "updated_after is invalid" }]);
    expect((await gitlab.get(`${ISSUES}?pagination=keyset&cursor=nonsense`)).status).toBe(400);
    expect((await gitlab.get(`${ISSUES}?per_page=100&page=501`)).status).toBe(405);
  });
});
