import { afterEach, describe, expect, test, vi } from "vitest";
import { GET as getMe } from "@/app/api/me/route.ts";
import { GET as callback } from "@/app/api/auth/callback/google/route.ts";
import { POST as start } from "@/app/api/auth/sign-in/social/route.ts";
import type { Browser } from "@/tests/support/google/browser.ts";
import { CLIENT_SECRET } from "@/tests/support/google/server.ts";
import { setStage } from "@/tests/support/google/stage.ts";
import { call } from "@/tests/support/web.ts";

const MINUTE_MS = 60_000;

const stage = setStage();
const who = async (browser: Browser) => (await browser.ask(getMe, "/api/me")).json();
const status = async (browser: Browser) => (await browser.ask(getMe, "/api/me")).status;
const reasons = async () =>
  (await stage().web.db.auditLog.findMany({ where: { action: "user.sign_in_refused" }, orderBy: { id: "asc" } })).map(
    ({ actor, details }) => ({ actor, details }),
  );
const expectRefused = async (browser: Browser, from: URL, error: string) => {
  const response = await browser.comeBack(from);
  expect(response.headers.get("location")).toMatch(new RegExp(`^/sign-in\\?error=${error}(&|$)`));
  expect(await status(browser)).toBe(401);
  expect((await reasons()).at(-1)).toMatchObject({ actor: "anonymous", details: { reason: error } });
};

describe("who comes with Google", () => {
  test("gets a user, an account without Google's tokens and a session that says whose account it is", async () => {
    const browser = stage().as({});
    await browser.signIn();
    const { db } = stage().web;
    const account = await db.account.findFirstOrThrow();
    expect(account).toMatchObject({ providerId: "google", accountId: "1001" });
    expect(account).toMatchObject({ accessToken: null, refreshToken: null, idToken: null, password: null });
    expect(account).toMatchObject({ accessTokenExpiresAt: null, refreshTokenExpiresAt: null });
    expect(await db.session.findFirstOrThrow()).toMatchObject({ hostedDomain: "acme.test" });
    expect(stage().google.answered.slice(-3)).toEqual(["GET /o/oauth2/v2/auth", "POST /token", "GET /oauth2/v3/certs"]);
  });

  test("is the same user the second time, still without tokens", async () => {
    await stage().as({}).signIn();
    await stage().as({}).signIn();
    const { db } = stage().web;
    expect([await db.appUser.count(), await db.session.count()]).toEqual([1, 2]);
    expect(await db.account.findFirstOrThrow()).toMatchObject({ accessToken: null, idToken: null });
    const rows = await db.auditLog.findMany({ orderBy: { id: "asc" } });
    expect(rows.map(({ action }) => action)).toEqual(["user.created", "user.signed_in", "user.signed_in"]);
  });

  test("keeps the role given here, whatever ADMIN_EMAILS says later", async () => {
    const boss = { sub: "7", email: "boss@acme.test" };
    await stage().as(boss).signIn();
    await stage().web.db.appUser.updateMany({ data: { role: "viewer" } });
    const browser = stage().as(boss);
    await browser.signIn();
    expect(await who(browser)).toMatchObject({ role: "viewer" });
  });

  test("is refused later under another organisation, or deactivated", async () => {
    await stage().as({}).signIn();
    const response = await stage().as({ hd: "evil.test" }).signIn();
    expect(response.headers.get("location")).toMatch(/error=hosted_domain_not_allowed/);
    await stage().web.db.appUser.updateMany({ data: { deactivatedAt: new Date() } });
    expect((await stage().as({}).signIn()).headers.get("location")).toMatch(/error=deactivated/);
    expect(await stage().web.db.session.count()).toBe(1);
    expect(await reasons()).toEqual([
      { actor: "ada.byron@acme.test", details: { reason: "hosted_domain_not_allowed", hosted_domain: "evil.test" } },
      { actor: "ada.byron@acme.test", details: { reason: "deactivated", hosted_domain: "acme.test" } },
    ]);
  });

  test("does not become whoever had that address before", async () => {
    await stage().as({ email: "boss@acme.test" }).signIn();
    const browser = stage().as({ sub: "2002", email: "boss@acme.test" });
    expect((await browser.signIn()).headers.get("location")).toMatch(/error=other_google_account/);
    expect(await status(browser)).toBe(401);
    await stage().web.db.account.deleteMany();
    await browser.signIn();
    expect(await who(browser)).toMatchObject({ email: "boss@acme.test", role: "admin" });
  });
});

describe("at every session", () => {
  afterEach(() => stage().web.restart());

  test.each([
    ["its domain leaves the list", { ALLOWED_EMAIL_DOMAINS: "acme.example" }],
    ["the list becomes empty", { ALLOWED_EMAIL_DOMAINS: "" }],
    ["only a longer domain stays", { ALLOWED_EMAIL_DOMAINS: "evilacme.test,mail.acme.test" }],
  ])("a person is nobody once %s", async (_, settings) => {
    const browser = stage().as({});
    await browser.signIn();
    expect(await status(browser)).toBe(200);
    stage().web.restart(settings);
    expect(await status(browser)).toBe(401);
    stage().web.restart();
    expect(await status(browser)).toBe(200);
  });

  test("the organisation counts beside the address", async () => {
    const browser = stage().as({ email: "ada@acme.example", hd: "acme.test" });
    await browser.signIn();
    stage().web.restart({ ALLOWED_EMAIL_DOMAINS: "acme.example" });
    expect(await status(browser)).toBe(401);
  });

  test.each([
    ["whose organisation is not known", { session: { hostedDomain: null } }],
    ["whose address is not verified any more", { user: { emailVerified: false } }],
    ["whose address left", { user: { email: "ada@evil.test" } }],
    ["who was deactivated", { user: { deactivatedAt: new Date() } }],
  ])("somebody %s is nobody", async (_, { session = {}, user = {} }: { session?: object; user?: object }) => {
    const browser = stage().as({});
    await browser.signIn();
    await stage().web.db.session.updateMany({ data: session });
    await stage().web.db.appUser.updateMany({ data: user });
    expect(await status(browser)).toBe(401);
  });
});

describe("coming back from Google", () => {
  afterEach(() => vi.useRealTimers());

  test("twice with the same answer lets in once", async () => {
    const { browser: open } = stage();
    const [victim, thief] = [open(), open()];
    const answer = await victim.choose(await victim.begin());
    await victim.comeBack(answer);
    expect(await status(victim)).toBe(200);
    await expectRefused(thief, answer, "state_mismatch");
    const again = await victim.comeBack(answer);
    expect(again.headers.get("location")).toMatch(/error=state_mismatch/);
    expect(await stage().web.db.session.count()).toBe(1);
  });

  test("with an old code and a new state lets nobody in", async () => {
    const browser = stage().browser();
    const used = await browser.choose(await browser.begin());
    await browser.comeBack(used);
    const other = stage().browser();
    const answer = await other.choose(await other.begin());
    answer.searchParams.set("code", used.searchParams.get("code") ?? "");
    await expectRefused(other, answer, "invalid_code");
  });

  test("with the code of somebody else's sign-in lets nobody in: it holds for one verifier", async () => {
    const { browser: open } = stage();
    const [attacker, victim] = [open(), open()];
    const attackers = await attacker.choose(await attacker.begin());
    const answer = await victim.choose(await victim.begin());
    answer.searchParams.set("code", attackers.searchParams.get("code") ?? "");
    await expectRefused(victim, answer, "invalid_code");
  });

  test("with the state of another browser lets nobody in", async () => {
    const { browser: open } = stage();
    const [attacker, victim] = [open(), open()];
    await victim.begin();
    await expectRefused(victim, await attacker.choose(await attacker.begin()), "state_mismatch");
  });

  test.each([
    ["without a state", "state", null, "state_not_found"],
    ["with an empty state", "state", "", "state_not_found"],
    ["with a state of one's own making", "state", "a".repeat(32), "state_mismatch"],
    ["without a code", "code", null, "no_code"],
    ["with a code that Google never gave", "code", "made-up", "invalid_code"],
    ["with an error of Google's", "error", "access_denied", "access_denied"],
  ])("%s lets nobody in", async (_, name, value, error) => {
    const browser = stage().browser();
    const answer = await browser.choose(await browser.begin());
    if (value === null) answer.searchParams.delete(name);
    else answer.searchParams.set(name, value);
    await expectRefused(browser, answer, error);
  });

  test("after a quarter of an hour lets nobody in", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const browser = stage().browser();
    const answer = await browser.choose(await browser.begin());
    vi.setSystemTime(Date.now() + 15 * MINUTE_MS);
    await expectRefused(browser, answer, "state_mismatch");
  });

  test("goes on with no session that was there before", async () => {
    const browser = stage().browser();
    await browser.signIn();
    const before = browser.cookies();
    await browser.signIn();
    expect(browser.cookies()).not.toBe(before);
  });

  test("without any word of Google's is not written down without end", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    for (let visit = 0; visit < 30; visit++) await call(callback, "/api/auth/callback/google?state=a&code=b");
    expect(await reasons()).toHaveLength(20);
    await stage().as({ email: "a@evil.test" }).signIn();
    expect(await reasons()).toHaveLength(21);
  });

  test("keeps Google's reasons out of the audit log where they are none", async () => {
    const browser = stage().browser();
    const answer = await browser.choose(await browser.begin());
    answer.searchParams.set("error", "<script> eyJhbGciOi");
    await browser.comeBack(answer);
    expect(await reasons()).toEqual([{ actor: "anonymous", details: { reason: "unknown", hosted_domain: null } }]);
  });
});

describe("the way to Google", () => {
  test("asks for a code of one verifier, to be brought to us alone, and tells no secret", async () => {
    const headers = { host: "evil.test", "x-forwarded-host": "evil.test", "x-forwarded-proto": "http" };
    const way = await stage().browser().begin("/backlog", headers);
    expect(way.origin + way.pathname).toBe("https://accounts.google.com/o/oauth2/v2/auth");
    expect(Object.fromEntries(way.searchParams)).toMatchObject({
      client_id: "client",
      redirect_uri: "http://localhost:3000/api/auth/callback/google",
      response_type: "code",
      code_challenge_method: "S256",
      scope: "email profile openid",
    });
    expect(way.href).not.toContain(CLIENT_SECRET);
  });

  test.each(["//evil.test", "/\\evil.test", "/%2f%2fevil.test", "https://evil.test", "javascript:alert(1)"])(
    "does not come back to %s",
    async (address) => {
      for (const name of ["callbackURL", "newUserCallbackURL", "errorCallbackURL"]) {
        const json = { provider: "google", [name]: address };
        const response = await call(start, "/api/auth/sign-in/social", { method: "POST", json });
        expect(response.status).toBe(400);
        expect(await response.json()).toMatchObject({ faults: [{ field: `body.${name}` }] });
      }
    },
  );

  test.each([
    { provider: "github" },
    { provider: "google", idToken: { token: "x" } },
    { provider: "google", scopes: ["https://www.googleapis.com/auth/drive"] },
    { provider: "google", additionalParams: { hd: "*" } },
    { provider: "google", additionalData: { role: "admin" } },
  ])("takes nothing it does not need: %j", async (json) => {
    expect((await call(start, "/api/auth/sign-in/social", { method: "POST", json })).status).toBe(400);
  });

  test("is not begun by another site", async () => {
    const headers = { origin: "https://evil.test" };
    const options = { method: "POST", json: { provider: "google" }, headers };
    expect((await call(start, "/api/auth/sign-in/social", options)).status).toBe(403);
  });
});
