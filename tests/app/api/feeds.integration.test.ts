import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DELETE, GET as readFeed } from "@/app/api/feeds/[id]/route.ts";
import { GET as listFeeds, POST } from "@/app/api/feeds/route.ts";
import { PATCH as changeOverride } from "@/app/api/issues/[id]/override/route.ts";
import { GET as exportIssues } from "@/app/api/issues.csv/route.ts";
import type { Role } from "@/lib/auth/access.ts";
import { feedListSchema, newFeedSchema, type NewFeed } from "@/lib/feeds/schema.ts";
import { parseCsv } from "@/tests/support/csv.ts";
import { applyAll, storeProject } from "@/tests/support/mirror.ts";
import { call, openWeb, signIn, type Web } from "@/tests/support/web.ts";
import { wireIssue, wireUser } from "@/tests/support/wire-issue.ts";

let web: Web;
let cookies: Record<Role, string>;
const EMAILS = {
  viewer: "tomas.rivera@demo.invalid",
  manager: "ingrid.halvorsen@demo.invalid",
  admin: "priya.raman@demo.invalid",
};
beforeAll(async () => {
  web = await openWeb();
  cookies = { viewer: await signIn("viewer"), manager: await signIn("manager"), admin: await signIn("admin") };
  const shop = await storeProject(web.db, 7, "acme/shop");
  const issue = (iid: number, more: object) => wireIssue({ id: 900 + iid, iid, project_id: 7, ...more });
  await applyAll(web.db, shop, [
    issue(1, { title: "Open to all", assignees: [wireUser(2)] }),
    issue(2, { title: "Somebody else's", assignees: [wireUser(3)] }),
    issue(3, { title: "Layoffs", confidential: true, assignees: [wireUser(2)] }),
  ]);
  const { id } = await web.db.issue.findFirstOrThrow({ where: { iid: 1 } });
  const json = { internal_notes: "for managers" };
  const asked = { method: "PATCH", cookie: cookies.manager, params: { id }, json };
  expect((await call(changeOverride, `/api/issues/${id}/override`, asked)).status).toBe(200);
});
beforeEach(async () => {
  await web.db.feed.deleteMany();
  for (const role of ["viewer", "manager", "admin"] as const) await setOwner(role, { role, deactivatedAt: null });
});
afterAll(() => web.close());

const setOwner = (name: Role, data: { role?: Role; deactivatedAt?: Date | null; gitlabUserId?: string | null }) =>
  web.db.appUser.updateMany({ where: { email: EMAILS[name] }, data });
const post = (role: Role, query: string) =>
  call(POST, "/api/feeds", { method: "POST", cookie: cookies[role], json: { name: "Sheet", query } });
const list = async (role: Role) =>
  feedListSchema.parse(await (await call(listFeeds, "/api/feeds", { cookie: cookies[role] })).json()).data;
const revoke = (role: Role, id: string) =>
  call(DELETE, `/api/feeds/${id}`, { method: "DELETE", cookie: cookies[role], params: { id } });

async function make(role: Role, query = ""): Promise<NewFeed> {
  const response = await post(role, query);
  expect(response.status, await response.clone().text()).toBe(201);
  return newFeedSchema.parse(await response.json());
}

function read(url: string, headers: Record<string, string> = {}, method = "GET") {
  const { pathname } = new URL(url);
  return call(readFeed, pathname, { method, headers, params: { id: pathname.split("/").at(-1) ?? "" } });
}

async function titles(url: string): Promise<(string | undefined)[]> {
  const { columns, rows } = parseCsv(await (await read(url)).text());
  return rows.map((row) => row[columns.indexOf("title")]);
}

/** What a stranger can tell apart of an answer. */
async function seen(url: string) {
  const response = await read(url);
  const body = (await response.text()).replace(/"request_id":"[^"]+"/, "");
  const headers = [...response.headers].filter(([name]) => name !== "x-request-id");
  return { status: response.status, body, headers };
}

const UNKNOWN = `http://localhost:3000/api/feeds/${"A".repeat(43)}.csv`;

describe("what a feed gives", () => {
  test("is the list's file for its owner's role, notes included, and never a confidential issue", async () => {
    for (const role of ["manager", "admin"] as const) {
      const { url } = await make(role, "sort=title");
      const asked = { cookie: cookies[role] };
      const whole = await (await call(exportIssues, "/api/issues.csv?sort=title&confidential=false", asked)).text();
      const response = await read(url);
      expect(response.headers.get("content-type")).toMatch(/^text\/csv/);
      expect(response.headers.get("cache-control")).toBe("private, no-store");
      expect(await response.text()).toBe(whole);
      expect(whole).toContain("for managers");
      expect(whole).not.toContain("Layoffs");
    }
  });

  test.each(["q=layoffs", "confidential=false&q=layoffs", "status=not_started&assignee=person-2"])(
    "has no confidential issue whatever it asks: %s",
    async (query) => expect(await (await read((await make("admin", query)).url)).text()).not.toContain("Layoffs"),
  );

  test("me is its owner, without any session; who has not said who they are cannot ask for it", async () => {
    expect((await post("manager", "assignee=me")).status).toBe(400);
    const person = await web.db.gitlabUser.findFirstOrThrow({ where: { gitlabUserId: 2n } });
    await setOwner("manager", { gitlabUserId: person.id });
    const { url } = await make("manager", "assignee=me");
    expect(await titles(url)).toEqual(["Open to all"]);
    await setOwner("manager", { gitlabUserId: null });
  });

  test("does not change with the cookie of whoever asks, and sets none", async () => {
    const { url } = await make("manager");
    const plain = await (await read(url)).text();
    for (const cookie of [cookies.viewer, cookies.admin, "backtrak.session_token=forged"]) {
      const response = await read(url, { cookie });
      expect([await response.text(), response.headers.get("set-cookie")]).toEqual([plain, null]);
    }
    const head = await read(url, {}, "HEAD");
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });
});

describe("an address that opens nothing", () => {
  test("is the same answer, whether it never was, was revoked, or its owner has gone or is no manager any more", async () => {
    const [revoked, demoted, deactivated] = [await make("manager"), await make("manager"), await make("admin")];
    expect((await revoke("manager", revoked.id)).status).toBe(200);
    await setOwner("manager", { role: "viewer" });
    await setOwner("admin", { deactivatedAt: new Date() });
    const unknown = await seen(UNKNOWN);
    expect(unknown).toMatchObject({ status: 404 });
    for (const { url } of [revoked, demoted, deactivated]) expect(await seen(url)).toEqual(unknown);
    expect(await seen(demoted.url.replace(/\.csv$/, ""))).toEqual(unknown);
    await setOwner("manager", { role: "manager" });
    expect((await read(demoted.url)).status).toBe(200);
  });

  test("is one whose owner's domain is not allowed any more", async () => {
    const { url } = await make("manager");
    await web.db.appUser.updateMany({ where: { role: "manager" }, data: { email: "manager@elsewhere.example" } });
    expect((await seen(url)).status).toBe(404);
    await web.db.appUser.updateMany({ where: { role: "manager" }, data: { email: EMAILS.manager } });
  });
});

describe("who may have feeds", () => {
  test("managers and admins; each sees and revokes their own, an admin everybody's", async () => {
    expect((await post("viewer", "")).status).toBe(403);
    const [managers, admins] = [await make("manager"), await make("admin")];
    expect((await list("manager")).map(({ id }) => id)).toEqual([managers.id]);
    expect((await list("admin")).map(({ id, is_own: isOwn }) => [id, isOwn])).toEqual([
      [admins.id, true],
      [managers.id, false],
    ]);
    expect((await revoke("manager", admins.id)).status).toBe(404);
    expect((await revoke("admin", managers.id)).status).toBe(200);
    expect((await read(managers.url)).status).toBe(404);
    expect((await read(admins.url)).status).toBe(200);
  });

  test.each([
    ["colour=red", "body.query.colour"],
    ["confidential=true", "body.query.confidential"],
    ["bucket=week", "body.query.bucket"],
  ])("a feed of %s is refused by name", async (query, field) => {
    const refused = await post("manager", query);
    expect([refused.status, await refused.json()]).toMatchObject([400, { faults: [{ field }] }]);
  });
});

describe("the secret", () => {
  test("is long, answered once, and kept as a hash only, also in the audit log", async () => {
    const { url } = await make("manager", "q=something");
    const secret = /feeds\/([\w-]+)\.csv$/.exec(url)?.[1] ?? "";
    expect(Buffer.from(secret, "base64url")).toHaveLength(32);
    const kept = await web.db.$queryRaw`select f::text from feeds f union all select a::text from audit_log a`;
    expect(JSON.stringify(kept)).toContain("feed.created");
    expect(JSON.stringify([kept, await list("manager")])).not.toContain(secret);
    const hex = Buffer.from(secret, "base64url").toString("hex");
    expect(JSON.stringify(kept)).not.toContain(hex);
  });

  test("is in no line of the log", async () => {
    const { url } = await make("manager");
    const lines: unknown[] = [];
    const { info } = web.log;
    web.log.info = (line: unknown) => void lines.push(line);
    try {
      await (await read(url)).text();
      await read(UNKNOWN);
    } finally {
      web.log.info = info;
    }
    expect(lines).toContainEqual(expect.objectContaining({ path: "/api/feeds/[redacted]", status: 200 }));
    expect(lines).toContainEqual(expect.objectContaining({ path: "/api/feeds/[redacted]", status: 404 }));
    expect(JSON.stringify(lines)).not.toMatch(/[\w-]{43}/);
  });
});

test("its last use is kept, at most once a minute", async () => {
  const { id, url } = await make("manager");
  expect((await list("manager"))[0]?.last_used_at).toBeNull();
  await (await read(url)).text();
  const first = (await list("manager"))[0]?.last_used_at;
  expect(first).not.toBeNull();
  await (await read(url)).text();
  expect((await list("manager"))[0]?.last_used_at).toBe(first);
  await web.db.feed.update({ where: { id }, data: { lastUsedAt: new Date("2026-01-01") } });
  await (await read(url)).text();
  expect((await list("manager"))[0]?.last_used_at?.startsWith("2026-01-01")).toBe(false);
});

test("a feed that is read over and over is told to wait, and no other with it", async () => {
  const [busy, quiet] = [await make("manager"), await make("manager")];
  const statuses: number[] = [];
  for (let n = 0; n < 22; n++) statuses.push((await read(busy.url, {}, "HEAD")).status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(20);
  const refused = await read(busy.url);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await read(quiet.url)).status).toBe(200);
});
