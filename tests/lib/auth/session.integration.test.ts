import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { GET as getMe } from "@/app/api/me/route.ts";
import { POST as signInDemo } from "@/app/api/demo/sign-in/route.ts";
import { POST as signOut } from "@/app/api/auth/sign-out/route.ts";
import { POST as signOutEverywhere } from "@/app/api/auth/sign-out-everywhere/route.ts";
import { readerSchema } from "@/lib/auth/schema.ts";
import { readReader } from "@/lib/auth/session.ts";
import { call, openWeb, signIn, type Web } from "@/tests/support/web.ts";

const DAY_MS = 86_400_000;

let web: Web;
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());

const me = (cookie?: string) => call(getMe, "/api/me", { cookie });
const signInAs = (role: unknown) => call(signInDemo, "/api/demo/sign-in", { method: "POST", json: { role } });

describe("the demo sign-in", () => {
  test.each(["viewer", "manager", "admin"] as const)("lets a %s in, who is then who /api/me says", async (role) => {
    const response = await signInAs(role);
    const [cookie = ""] = response.headers.getSetCookie();
    const person = readerSchema.parse(await response.json());
    expect(response.status).toBe(200);
    expect(cookie).toMatch(/^backtrak\.session_token=.+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(person).toMatchObject({ role });
    expect(person.email).toMatch(/^[a-z.]+@demo\.invalid$/);
    expect(await (await me(cookie.split(";")[0])).json()).toEqual({ ...person, gitlab_user: null });
  });

  test("uses the same person each time, with a session each", async () => {
    const before = await web.db.appUser.count();
    await signIn("viewer");
    await signIn("viewer");
    expect(await web.db.appUser.count()).toBe(before);
    expect(await web.db.session.count()).toBeGreaterThanOrEqual(2);
  });

  test.each([["root"], [null], [undefined], [["admin"]]])("refuses the role %j", async (role) => {
    const response = await signInAs(role);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: "invalid_request", faults: [{ field: "body.role" }] });
  });

  test("refuses to be sent by another site", async () => {
    const headers = { origin: "https://evil.example" };
    const response = await call(signInDemo, "/api/demo/sign-in", { method: "POST", json: { role: "admin" }, headers });
    expect(response.status).toBe(403);
    expect(response.headers.getSetCookie()).toEqual([]);
  });
});

describe("a session", () => {
  test("is none without a cookie, with a forged one, and with one that another secret signed", async () => {
    const cookie = await signIn("admin");
    const forged = cookie.replace(/=(.{5})/, (_, start: string) => `=${start.toUpperCase()}x`);
    expect((await me()).status).toBe(401);
    expect((await me("backtrak.session_token=abc.def")).status).toBe(401);
    expect((await me(forged)).status).toBe(401);
    expect((await me(cookie)).status).toBe(200);
  });

  test("carries the role that the person has now", async () => {
    const cookie = await signIn("admin");
    await web.db.appUser.update({ where: { email: "priya.raman@demo.invalid" }, data: { role: "viewer" } });
    expect(await (await me(cookie)).json()).toMatchObject({ role: "viewer" });
  });

  test("ends with the deactivation of its person", async () => {
    const cookie = await signIn("manager");
    await web.db.appUser.update({
      where: { email: "ingrid.halvorsen@demo.invalid" },
      data: { deactivatedAt: new Date() },
    });
    expect((await me(cookie)).status).toBe(401);
  });

  test("ends everywhere at once, for its person alone, and the audit log says so", async () => {
    const [here, there, other] = [await signIn("viewer"), await signIn("viewer"), await signIn("manager")];
    await web.db.session.updateMany({ data: { expiresAt: new Date(Date.now() + 3 * DAY_MS) } }); // would be prolonged
    const held = await web.db.session.count({ where: { user: { email: "tomas.rivera@demo.invalid" } } });
    const options = { method: "POST", cookie: here, json: {} };
    const response = await call(signOutEverywhere, "/api/auth/sign-out-everywhere", options);
    expect(await response.json()).toEqual({ success: true });
    expect(response.headers.getSetCookie().join()).toMatch(/^backtrak\.session_token=; Max-Age=0/);
    expect(response.headers.getSetCookie().join()).not.toContain("Max-Age=604800");
    expect([(await me(here)).status, (await me(there)).status, (await me(other)).status]).toEqual([401, 401, 200]);
    expect(await web.db.auditLog.findFirst({ orderBy: { id: "desc" } })).toMatchObject({
      actor: "tomas.rivera@demo.invalid",
      action: "user.signed_out_everywhere",
      details: { sessions: held },
    });
  });

  test("that is ended is written down, and one that there was not is not", async () => {
    const cookie = await signIn("viewer");
    const count = () => web.db.auditLog.count({ where: { action: "user.signed_out" } });
    const before = await count();
    for (const _ of [1, 2]) await call(signOut, "/api/auth/sign-out", { method: "POST", cookie, json: {} });
    expect(await count()).toBe(before + 1);
  });

  test.each([
    ["with a body", { json: {} }],
    ["without one", { headers: { origin: "http://localhost:3000" } }],
  ])("ends with signing out %s, on the server too", async (_, options) => {
    const cookie = await signIn("viewer");
    const response = await call(signOut, "/api/auth/sign-out", { method: "POST", cookie, ...options });
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie().join()).toMatch(/session_token=; Max-Age=0/);
    expect((await me(cookie)).status).toBe(401);
  });
});

describe("as time goes by, a session", () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ["Date"] }));
  afterEach(() => vi.useRealTimers());

  test("ends after seven days without a request", async () => {
    const cookie = await signIn("viewer");
    vi.setSystemTime(Date.now() + 7 * DAY_MS + 60_000);
    expect((await me(cookie)).status).toBe(401);
  });

  test("is prolonged by use, and ends after thirty days all the same", async () => {
    const cookie = await signIn("viewer");
    const days: number[] = [];
    for (let day = 1; day <= 32; day += 3) {
      vi.setSystemTime(Date.now() + 3 * DAY_MS);
      const response = await me(cookie);
      if (response.status !== 200) break;
      expect(response.headers.getSetCookie().join()).toContain("Max-Age=604800");
      days.push(day + 2);
    }
    expect(days.at(-1)).toBe(30);
  });

  test("is not prolonged by a page, which cannot answer a cookie", async () => {
    const cookie = await signIn("viewer");
    vi.setSystemTime(Date.now() + 6 * DAY_MS);
    expect(await readReader(new Headers({ cookie }))).not.toBeNull();
    vi.setSystemTime(Date.now() + 2 * DAY_MS);
    expect(await readReader(new Headers({ cookie }))).toBeNull();
  });
});

describe("after a restart with other settings", () => {
  afterEach(() => web.restart());

  test("a demo's session is worth nothing where there is no demo", async () => {
    const cookie = await signIn("admin");
    web.restart({ BACKTRAK_DEMO: "0", ALLOWED_EMAIL_DOMAINS: "acme.test" });
    expect((await me(cookie)).status).toBe(401);
    expect((await signInAs("admin")).status).toBe(404);
  });

  test("the cookie is for https only where the public address is https", async () => {
    const origin = "https://backtrak.example";
    web.restart({ BETTER_AUTH_URL: origin });
    const options = { method: "POST", json: { role: "viewer" }, headers: { origin } };
    const response = await call(signInDemo, "/api/demo/sign-in", options);
    expect(response.headers.getSetCookie()[0]).toMatch(/^__Secure-backtrak\.session_token=.*; Secure/);
  });
});
