import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { DELETE as forget } from "@/app/api/admin/users/[id]/google-account/route.ts";
import { PATCH as change } from "@/app/api/admin/users/[id]/route.ts";
import { DELETE as endSessions } from "@/app/api/admin/users/[id]/sessions/route.ts";
import { GET as list } from "@/app/api/admin/users/route.ts";
import { GET as readFeed } from "@/app/api/feeds/[id]/route.ts";
import { POST as makeFeed } from "@/app/api/feeds/route.ts";
import { GET as listIssues } from "@/app/api/issues/route.ts";
import { GET as getMe } from "@/app/api/me/route.ts";
import type { Route } from "@/lib/api/route.ts";
import { ROLES, type Role } from "@/lib/auth/access.ts";
import { newFeedSchema } from "@/lib/feeds/schema.ts";
import { userListSchema, userSchema, type UserChange } from "@/lib/users/schema.ts";
import { call, openWeb, signIn, type Web } from "@/tests/support/web.ts";

const PATH = "/api/admin/users";
const UNKNOWN = "0b0b0b0b-0000-4000-8000-000000000000";
const EMAILS = {
  viewer: "tomas.rivera@demo.invalid",
  manager: "ingrid.halvorsen@demo.invalid",
  admin: "priya.raman@demo.invalid",
};

let web: Web;
let cookies: Record<Role, string>;
let ids: Record<Role, string>;
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());
beforeEach(async () => {
  await web.db.$executeRaw`truncate app_users, sessions, accounts, audit_log, feeds cascade`;
  cookies = { viewer: await signIn("viewer"), manager: await signIn("manager"), admin: await signIn("admin") };
  const users = await web.db.appUser.findMany();
  const idOf = (role: Role) => users.find((user) => user.role === role)?.id ?? expect.fail(role);
  ids = { viewer: idOf("viewer"), manager: idOf("manager"), admin: idOf("admin") };
});

const read = async (query = "") => {
  const answer = await call(list, `${PATH}${query}`, { cookie: cookies.admin });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return userListSchema.parse(await answer.json());
};
const patch = (id: string, json: UserChange, cookie = cookies.admin) =>
  call(change, `${PATH}/${id}`, { method: "PATCH", cookie, json, params: { id } });
const erase = (route: Route, id: string, what: string) =>
  call(route, `${PATH}/${id}/${what}`, { method: "DELETE", cookie: cookies.admin, params: { id } });
const statusOf = async (cookie: string) => (await call(getMe, "/api/me", { cookie })).status;
const written = async () =>
  (await web.db.auditLog.findMany({ where: { action: { not: "user.signed_in" } }, orderBy: { id: "asc" } })).map(
    ({ actor, action, subject, details }) => ({ actor, action, subject, details }),
  );
const secondAdmin = async (more: object = {}) => {
  const person = { name: "Ada", email: "ada@demo.invalid", emailVerified: true, role: "admin" as const };
  return (await web.db.appUser.create({ data: { ...person, ...more } })).id;
};

describe("the list of users", () => {
  test("says of each the role, the live sessions, when they were last seen, and which one asks", async () => {
    await signIn("viewer");
    const over = { expiresAt: new Date(0) };
    await web.db.session.create({ data: { ...over, userId: ids.viewer, token: "idle for too long" } });
    await web.db.account.create({ data: { userId: ids.viewer, providerId: "google", accountId: "1" } });
    const { data, total } = await read();
    expect(total).toBe(3);
    const named = Object.fromEntries(data.map((user) => [user.role, user]));
    expect(named.viewer).toMatchObject({ email: EMAILS.viewer, live_sessions: 2, has_google_account: true });
    expect(named.viewer).toMatchObject({ is_self: false, is_last_admin: false, deactivated_at: null });
    expect(named.admin).toMatchObject({ live_sessions: 1, has_google_account: false });
    expect(named.admin).toMatchObject({ is_self: true, is_last_admin: true });
    for (const user of data) {
      expect(Date.parse(user.last_signed_in_at ?? "")).toBeGreaterThan(Date.now() - 60_000);
      expect(Date.parse(user.last_seen_at ?? "")).toBeGreaterThanOrEqual(Date.parse(user.last_signed_in_at ?? ""));
    }
  });

  test("is found by part of a name or address, whatever its accents, and by role; who is deactivated comes last", async () => {
    const emails = async (query: string) => (await read(query)).data.map(({ email }) => email);
    expect(await emails("?q=TOMAS")).toEqual([EMAILS.viewer]);
    expect(await emails("?q=demo.invalid&role=manager")).toEqual([EMAILS.manager]);
    expect(await emails("?q=zzz")).toEqual([]);
    expect(await emails("")).toEqual([EMAILS.manager, EMAILS.admin, EMAILS.viewer]);
    await patch(ids.manager, { deactivated: true });
    expect(await emails("")).toEqual([EMAILS.admin, EMAILS.viewer, EMAILS.manager]);
    const answer = await call(list, `${PATH}?page=2&page_size=2`, { cookie: cookies.admin });
    expect(answer.headers.get("link")).toContain('rel="prev"');
    expect(userListSchema.parse(await answer.json())).toMatchObject({ total: 3, data: [{ email: EMAILS.manager }] });
  });
});

describe("a change of role", () => {
  test("holds from that person's next request on, and is written down", async () => {
    const asked = async () => (await call(list, PATH, { cookie: cookies.manager })).status;
    expect(await asked()).toBe(403);
    const answer = await patch(ids.manager, { role: "admin" });
    expect([answer.status, userSchema.parse(await answer.json()).role]).toEqual([200, "admin"]);
    expect(await asked()).toBe(200);
    await patch(ids.manager, { role: "viewer" });
    expect(await asked()).toBe(403);
    const entry = { actor: EMAILS.admin, action: "user.role_changed", subject: EMAILS.manager };
    expect(await written()).toEqual([
      { ...entry, details: { id: ids.manager, from: "manager", to: "admin" } },
      { ...entry, details: { id: ids.manager, from: "admin", to: "viewer" } },
    ]);
  });

  test("into what they are already writes nothing", async () => {
    expect((await patch(ids.viewer, { role: "viewer", deactivated: false })).status).toBe(200);
    expect(await written()).toEqual([]);
    expect(await statusOf(cookies.viewer)).toBe(200);
  });

  test.each<[string, object, string]>([
    ["a role that is none", { role: "root" }, "body.role"],
    ["a text for a yes", { deactivated: "yes" }, "body.deactivated"],
    ["a name that is not changed here", { role: "viewer", email: "a@demo.invalid" }, "body.email"],
    ["nothing", {}, "body"],
  ])("to %s is refused, and the answer names the field", async (_, json, field) => {
    const answer = await patch(ids.viewer, json);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: "invalid_request", faults: [{ field }] });
  });

  test("of nobody is a 404", async () => {
    expect((await patch(UNKNOWN, { role: "viewer" })).status).toBe(404);
    expect((await erase(endSessions, UNKNOWN, "sessions")).status).toBe(404);
    expect((await erase(forget, UNKNOWN, "google-account")).status).toBe(404);
  });
});

describe("the last admin", () => {
  const expectRefused = async (json: UserChange) => {
    const before = await web.db.appUser.findUniqueOrThrow({ where: { id: ids.admin } });
    const answer = await patch(ids.admin, json);
    expect([answer.status, z.object({ code: z.string() }).parse(await answer.json()).code]).toEqual([
      409,
      "last_admin",
    ]);
    expect(await web.db.appUser.findUniqueOrThrow({ where: { id: ids.admin } })).toEqual(before);
    expect(await written()).toEqual([]);
    expect(await statusOf(cookies.admin)).toBe(200);
  };

  test.each<[string, UserChange]>([
    ["demoted", { role: "manager" }],
    ["deactivated", { deactivated: true }],
    ["both at once", { role: "viewer", deactivated: true }],
  ])("cannot be %s", async (_, json) => expectRefused(json));

  test.each([
    ["is deactivated", { deactivatedAt: new Date() }],
    ["has an address that may not sign in any more", { email: "ada@gone.test" }],
    ["has an address that Google has not verified", { emailVerified: false }],
  ])("is who is left where the other one %s", async (_, more) => {
    await secondAdmin(more);
    await expectRefused({ role: "viewer" });
  });

  test("may go once there is another, and is nobody's admin from the next request on", async () => {
    const other = await secondAdmin();
    expect((await read()).data.map(({ is_last_admin: isLast }) => isLast)).toEqual([false, false, false, false]);
    expect((await patch(ids.admin, { role: "manager" })).status).toBe(200);
    expect((await call(list, PATH, { cookie: cookies.admin })).status).toBe(403);
    expect((await patch(other, { role: "viewer" })).status).toBe(403);
  });
});

describe("deactivation", () => {
  test("ends every session with it, and none of them comes back with the person", async () => {
    const second = await signIn("viewer");
    const answer = await patch(ids.viewer, { deactivated: true });
    expect(userSchema.parse(await answer.json())).toMatchObject({ live_sessions: 0, role: "viewer" });
    expect([await statusOf(cookies.viewer), await statusOf(second)]).toEqual([401, 401]);
    expect(await web.db.session.count({ where: { userId: ids.viewer } })).toBe(0);
    expect((await read("?q=tomas")).data[0]?.deactivated_at).not.toBeNull();
    // As if it had begun in the very moment of the deactivation.
    const late = { userId: ids.viewer, token: "late", expiresAt: new Date(Date.now() + 60_000) };
    await web.db.session.create({ data: late });
    expect(userSchema.parse(await (await patch(ids.viewer, { deactivated: false })).json())).toMatchObject({
      deactivated_at: null,
      live_sessions: 0,
    });
    expect(await statusOf(second)).toBe(401);
    expect(await statusOf(await signIn("viewer"))).toBe(200);
    const entry = { actor: EMAILS.admin, subject: EMAILS.viewer };
    expect(await written()).toEqual([
      { ...entry, action: "user.deactivated", details: { id: ids.viewer, role: "viewer", sessions: 2 } },
      { ...entry, action: "user.reactivated", details: { id: ids.viewer, role: "viewer" } },
    ]);
  });

  test("takes an admin's access to everything, whichever of their cookies it is", async () => {
    await secondAdmin();
    const kept = (await web.db.session.findMany({ where: { userId: ids.admin } }))[0] ?? expect.fail("no session");
    expect((await patch(ids.admin, { deactivated: true })).status).toBe(200);
    await web.db.session.create({ data: kept });
    for (const [route, path] of [[list, PATH] as const, [listIssues, "/api/issues"] as const])
      expect((await call(route, path, { cookie: cookies.admin })).status).toBe(401);
  });

  test.each<[string, UserChange, UserChange]>([
    ["who is deactivated", { deactivated: true }, { deactivated: false }],
    ["whose role does not make feeds any more", { role: "viewer" }, { role: "manager" }],
  ])("and the feeds of one %s are not there, until they are back", async (_, gone, back) => {
    const asked = { method: "POST", cookie: cookies.manager, json: { name: "Sheet", query: "" } };
    const { url } = newFeedSchema.parse(await (await call(makeFeed, "/api/feeds", asked)).json());
    const { pathname } = new URL(url);
    const feed = async () =>
      (await call(readFeed, pathname, { params: { id: pathname.split("/").at(-1) ?? "" } })).status;
    expect(await feed()).toBe(200);
    await patch(ids.manager, gone);
    expect(await feed()).toBe(404);
    await patch(ids.manager, back);
    expect(await feed()).toBe(200);
  });
});

test("sessions are ended for one person alone, who may sign in again; none at all writes nothing", async () => {
  await signIn("manager");
  const ended = userSchema.parse(await (await erase(endSessions, ids.manager, "sessions")).json());
  expect(ended).toMatchObject({ live_sessions: 0, deactivated_at: null });
  expect([await statusOf(cookies.manager), await statusOf(cookies.viewer)]).toEqual([401, 200]);
  expect(await statusOf(await signIn("manager"))).toBe(200);
  await web.db.session.deleteMany({ where: { userId: ids.manager } });
  expect((await erase(endSessions, ids.manager, "sessions")).status).toBe(200);
  expect(await written()).toEqual([
    {
      ...{ actor: EMAILS.admin, action: "user.sessions_ended", subject: EMAILS.manager },
      details: { id: ids.manager, sessions: 2 },
    },
  ]);
});

test.each(ROLES.filter((role) => role !== "admin"))(
  "a %s can do none of it, not to themselves either",
  async (role) => {
    const cookie = cookies[role];
    const params = { id: ids[role] };
    const answers = [
      await call(list, PATH, { cookie }),
      await patch(ids[role], { role: "admin" }, cookie),
      await call(endSessions, `${PATH}/${ids[role]}/sessions`, { method: "DELETE", cookie, params }),
      await call(forget, `${PATH}/${ids[role]}/google-account`, { method: "DELETE", cookie, params }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(await written()).toEqual([]);
  },
);
