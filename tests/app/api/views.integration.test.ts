import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DELETE, PATCH } from "@/app/api/views/[id]/route.ts";
import { GET, POST } from "@/app/api/views/route.ts";
import type { Role } from "@/lib/auth/access.ts";
import { viewListSchema, viewSchema, type ViewDto } from "@/lib/views/schema.ts";
import { call, openWeb, signIn, type Web } from "@/tests/support/web.ts";

const UNKNOWN = "0b0b0b0b-0000-4000-8000-000000000000";

let web: Web;
let cookies: Record<Role, string>;
beforeAll(async () => {
  web = await openWeb();
  cookies = { viewer: await signIn("viewer"), manager: await signIn("manager"), admin: await signIn("admin") };
});
beforeEach(async () => void (await web.db.savedView.deleteMany()));
afterAll(() => web.close());

const post = (role: Role, json: object) => call(POST, "/api/views", { method: "POST", cookie: cookies[role], json });
const patch = (role: Role, id: string, json: object) =>
  call(PATCH, `/api/views/${id}`, { method: "PATCH", cookie: cookies[role], params: { id }, json });
const erase = (role: Role, id: string) =>
  call(DELETE, `/api/views/${id}`, { method: "DELETE", cookie: cookies[role], params: { id } });
const list = async (role: Role) =>
  viewListSchema.parse(await (await call(GET, "/api/views", { cookie: cookies[role] })).json()).data;
const names = async (role: Role) => (await list(role)).map(({ name }) => name);

async function save(role: Role, json: object): Promise<ViewDto> {
  const response = await post(role, json);
  expect(response.status, await response.clone().text()).toBe(201);
  return viewSchema.parse(await response.json());
}

/** Managers there are several of. */
async function otherManager(work: () => Promise<void>): Promise<void> {
  await web.db.appUser.updateMany({ where: { role: "admin" }, data: { role: "manager" } });
  await work();
  await web.db.appUser.updateMany({ where: { email: "priya.raman@demo.invalid" }, data: { role: "admin" } });
}

describe("whose a view is", () => {
  test("every role keeps views of its own, which nobody else sees", async () => {
    for (const role of ["viewer", "manager", "admin"] as const) {
      await save(role, { name: `Of ${role}`, query: "status=blocked" });
    }
    for (const role of ["viewer", "manager", "admin"] as const) expect(await names(role)).toEqual([`Of ${role}`]);
    const [own] = await list("viewer");
    expect((await patch("admin", own?.id ?? "", { name: "x" })).status).toBe(404);
    expect((await erase("manager", own?.id ?? "")).status).toBe(404);
  });

  test("a view that is shared stands in everybody's list after their own, and says who made it", async () => {
    const shared = await save("manager", { name: "All of us", query: "", is_shared: true });
    await save("viewer", { name: "Zebra", query: "q=zebra" });
    expect(await names("viewer")).toEqual(["Zebra", "All of us"]);
    const seen = (await list("viewer"))[1];
    expect(seen).toEqual({ ...shared, is_own: false, may_change: false });
    expect(seen?.owner).not.toBe("");
    expect((await list("admin"))[0]).toMatchObject({ is_own: false, may_change: true });
    await patch("manager", shared.id, { is_shared: false });
    expect(await names("viewer")).toEqual(["Zebra"]);
  });

  test("who is no manager shares nothing, and changes nothing that is shared", async () => {
    expect((await post("viewer", { name: "Mine", query: "", is_shared: true })).status).toBe(403);
    const own = await save("viewer", { name: "Mine", query: "" });
    expect((await patch("viewer", own.id, { is_shared: true })).status).toBe(403);
    const shared = await save("manager", { name: "Ours", query: "", is_shared: true });
    expect((await patch("viewer", shared.id, { name: "x" })).status).toBe(403);
    expect((await erase("viewer", shared.id)).status).toBe(403);
    expect(await names("viewer")).toEqual(["Mine", "Ours"]);
  });

  test("a shared view is its owner's and the admins', not any manager's", async () => {
    const shared = await save("manager", { name: "Ours", query: "", is_shared: true });
    await otherManager(async () => {
      expect((await patch("admin", shared.id, { name: "Theirs" })).status).toBe(403);
      expect((await erase("admin", shared.id)).status).toBe(403);
    });
    expect((await patch("admin", shared.id, { name: "Everyone's" })).status).toBe(200);
    expect((await list("manager"))[0]).toMatchObject({ name: "Everyone's", is_own: true });
    expect((await erase("admin", shared.id)).status).toBe(200);
    expect(await list("manager")).toEqual([]);
  });
});

describe("the name", () => {
  test("is the owner's once, whatever its case; others may use it too", async () => {
    const first = await save("viewer", { name: "  Blocked ", query: "" });
    expect(first.name).toBe("Blocked");
    const refused = await post("viewer", { name: "BLOCKED", query: "", page: "dashboard" });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ faults: [{ field: "body.name" }] });
    const second = await save("viewer", { name: "Late", query: "" });
    expect((await patch("viewer", second.id, { name: "blocked" })).status).toBe(409);
    expect((await patch("viewer", first.id, { name: "BLOCKED" })).status).toBe(200);
    await save("manager", { name: "Blocked", query: "" });
  });

  test.each([[""], [" \t"], ["x".repeat(101)], ["a\0b"]])("%j is refused", async (name) => {
    const refused = await post("viewer", { name, query: "" });
    expect([refused.status, await refused.json()]).toMatchObject([400, { faults: [{ field: "body.name" }] }]);
  });

  test("is one name where it is asked for twice at once", async () => {
    const answers = await Promise.all(["Twice", "twice", "TWICE"].map((name) => post("viewer", { name, query: "" })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
  });
});

describe("the query", () => {
  test.each([
    ["backlog", "?sort=title&status=blocked&page=3&view=x&q=", "status=blocked&sort=title"],
    ["backlog", "label=a%2Cb&sort=-updated_at&columns=title", "label=a,b&columns=title"],
    ["dashboard", "status=blocked&bucket=week&from=2026-01-01", "from=2026-01-01&bucket=week&status=blocked"],
  ])("of the %s is kept in its one form: %s", async (page, query, kept) => {
    expect(await save("viewer", { name: "V", page, query })).toMatchObject({ page, query: kept });
  });

  test.each([
    ["backlog", "colour=red&status=blocked", "colour"],
    ["backlog", "from=2026-01-01", "from"],
    ["backlog", "status=sleeping", "status"],
    ["backlog", "status=blocked&status=completed", "status"],
    ["backlog", "created_from=2026-02-30", "created_from"],
    ["backlog", "q=a%00b", "q"],
    ["dashboard", "sort=title", "sort"],
    ["dashboard", "bucket=year", "bucket"],
  ])("of the %s that says %s is refused by that name", async (page, query, name) => {
    const refused = await post("viewer", { name: "V", page, query });
    expect([refused.status, await refused.json()]).toMatchObject([400, { faults: [{ field: `body.query.${name}` }] }]);
    const kept = await save("viewer", { name: "W", page, query: "" });
    expect((await patch("viewer", kept.id, { query })).status).toBe(400);
    expect((await list("viewer"))[0]?.query).toBe("");
  });
});

describe("the default", () => {
  test("is one a person, their own or a shared one, and no concern of anybody else", async () => {
    const shared = await save("manager", { name: "Ours", query: "overdue=true", is_shared: true });
    const own = await save("viewer", { name: "Mine", query: "", is_default: true });
    expect((await list("viewer")).map((view) => view.is_default)).toEqual([true, false]);
    expect((await patch("viewer", shared.id, { is_default: true })).status).toBe(200);
    expect((await list("viewer")).map((view) => view.is_default)).toEqual([false, true]);
    expect((await list("manager")).map((view) => view.is_default)).toEqual([false]);
    await patch("viewer", own.id, { is_default: false });
    expect((await list("viewer")).map((view) => view.is_default)).toEqual([false, true]);
    await patch("viewer", shared.id, { is_default: false });
    expect((await list("viewer")).map((view) => view.is_default)).toEqual([false, false]);
  });

  test("goes with the view, and is no view of the dashboard", async () => {
    const shared = await save("manager", { name: "Ours", query: "", is_shared: true });
    await patch("viewer", shared.id, { is_default: true });
    expect((await erase("manager", shared.id)).status).toBe(200);
    expect(await list("viewer")).toEqual([]);
    const refused = await post("viewer", { name: "D", page: "dashboard", query: "", is_default: true });
    expect(refused.status).toBe(400);
    expect(await list("viewer")).toEqual([]);
  });
});

test("a view that is not there can be neither changed nor deleted, and a change has to name something", async () => {
  expect((await patch("admin", UNKNOWN, { name: "x" })).status).toBe(404);
  expect((await erase("admin", UNKNOWN)).status).toBe(404);
  const own = await save("viewer", { name: "Mine", query: "" });
  expect((await patch("viewer", own.id, {})).status).toBe(400);
  expect((await patch("viewer", own.id, { page: "dashboard" })).status).toBe(400);
});
