import { afterAll, beforeAll, expect, test } from "vitest";
import { GET as getSearch } from "@/app/api/search/route.ts";
import { problemSchema } from "@/lib/api/problem.ts";
import type { Role } from "@/lib/auth/access.ts";
import { searchAnswerSchema } from "@/lib/search/schema.ts";
import { fillAll, storeNote } from "@/tests/lib/search/site.ts";
import { applyAll, storeProject } from "@/tests/support/mirror.ts";
import { call, openWeb, signIn, type Web } from "@/tests/support/web.ts";
import { wireIssue } from "@/tests/support/wire-issue.ts";

let web: Web;
let cookies: Record<Role, string>;
beforeAll(async () => {
  web = await openWeb();
  cookies = { viewer: await signIn("viewer"), manager: await signIn("manager"), admin: await signIn("admin") };
  const projectId = await storeProject(web.db);
  await applyAll(web.db, projectId, [
    wireIssue({ iid: 1, title: "Printer on fire" }),
    wireIssue({ iid: 2, title: "Fire drill", confidential: true }),
  ]);
  await fillAll(web.db);
  await storeNote(web.db, 1, "Firefighters were paid");
});
afterAll(() => web.close());

const ask = (role: Role, query: string) => call(getSearch, `/api/search${query}`, { cookie: cookies[role] });

async function answer(role: Role, query: string) {
  const response = await ask(role, query);
  expect(response.status).toBe(200);
  return searchAnswerSchema.parse(await response.json());
}

test("a viewer finds what everybody sees, with how fresh it is", async () => {
  const { data, total, freshness } = await answer("viewer", "?q=fire");
  expect(data.map(({ reference, matched }) => [reference, matched])).toEqual([["acme/shop#1", ["title"]]]);
  expect(total).toBe(1);
  expect(freshness.state).toBe("no_data");
});

test.for(["manager", "admin"] as const)("a %s also finds confidential issues, and notes", async (role) => {
  const { data } = await answer(role, "?q=fire&limit=50");
  expect(Object.fromEntries(data.map(({ iid, matched }) => [iid, matched]))).toEqual({
    1: ["title", "notes"],
    2: ["title"],
  });
  expect((await answer(role, "?q=fire&limit=1")).data).toHaveLength(1);
});

test.for([
  ["nothing to look for", "", "query.q"],
  ["only blanks", "?q=%20", "query.q"],
  ["too much", `?q=${"x".repeat(201)}`, "query.q"],
  ["a limit of none", "?q=x&limit=0", "query.limit"],
  ["a limit beyond the most", "?q=x&limit=51", "query.limit"],
  ["an unknown parameter", "?q=x&page=2", "query.page"],
] as const)("%s is a 400 that names it", async ([, query, field]) => {
  const response = await ask("viewer", query);
  expect(response.status).toBe(400);
  expect(JSON.stringify(problemSchema.parse(await response.json()))).toContain(field);
});

test.for(["'", "\\", ":*", "a:*", "a & b", "!x", "(", "~a", "=a", "\u{1F600}", "%", "a'b\\c"])(
  "%s is a text as any other",
  async (q) => {
    expect((await answer("manager", `?q=${encodeURIComponent(q)}`)).total).toBeGreaterThanOrEqual(0);
  },
);

test("nobody who is not signed in finds anything", async () => {
  expect((await call(getSearch, "/api/search?q=fire", {})).status).toBe(401);
});
