import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { GET as comeBack } from "@/app/api/auth/callback/google/route.ts";
import { POST as signIn } from "@/app/api/auth/sign-in/social/route.ts";
import { GET as getMe } from "@/app/api/me/route.ts";
import { call, cookieOf, openWeb, type Web } from "@/tests/support/web.ts";

type Claims = Record<string, unknown>;

const ADA = { sub: "1001", email: "Ada.Byron@acme.test", email_verified: true, hd: "acme.test", name: "Ada Byron" };

let claims: Claims = ADA;
const google = setupServer(
  http.post("https://oauth2.googleapis.com/token", () =>
    HttpResponse.json({
      access_token: "google-access-token",
      refresh_token: "google-refresh-token",
      id_token: unsignedToken(claims),
      token_type: "Bearer",
      expires_in: 3_600,
      scope: "openid email profile",
    }),
  ),
);

let web: Web;
beforeAll(async () => {
  google.listen({ onUnhandledFrame: "error" });
  web = await openWeb({
    BACKTRAK_DEMO: "0",
    GOOGLE_CLIENT_ID: "client",
    GOOGLE_CLIENT_SECRET: "google-client-secret",
    ALLOWED_EMAIL_DOMAINS: "acme.test,acme.example",
    ADMIN_EMAILS: "Boss@acme.test",
  });
});
afterAll(async () => {
  google.close();
  await web.close();
});
beforeEach(async () => {
  claims = ADA;
  await web.db.rateLimit.deleteMany();
  await web.db.appUser.deleteMany();
});

describe("who comes with Google", () => {
  test("gets a user, an account without Google's tokens and a session, and is sent where they wanted", async () => {
    const { response, cookie } = await goThroughGoogle(ADA, "/backlog?status=blocked");
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toBe("/backlog?status=blocked");
    expect(await (await call(getMe, "/api/me", { cookie })).json()).toMatchObject({
      email: "ada.byron@acme.test",
      name: "Ada Byron",
      role: "viewer",
    });
    const account = await web.db.account.findFirstOrThrow();
    expect(account).toMatchObject({ providerId: "google", accountId: "1001" });
    expect(account).toMatchObject({ accessToken: null, refreshToken: null, idToken: null, password: null });
    expect(account).toMatchObject({ accessTokenExpiresAt: null, refreshTokenExpiresAt: null });
  });

  test("is the same user the second time, still without tokens", async () => {
    await goThroughGoogle(ADA);
    const { response } = await goThroughGoogle(ADA);
    expect(response.headers.get("location")).toBe("/");
    expect(await web.db.appUser.count()).toBe(1);
    expect(await web.db.session.count()).toBe(2);
    expect(await web.db.account.findFirstOrThrow()).toMatchObject({ accessToken: null, idToken: null });
  });

  test("is an admin from the start when ADMIN_EMAILS says so", async () => {
    const { cookie } = await goThroughGoogle({ ...ADA, sub: "7", email: "boss@ACME.test" });
    expect(await (await call(getMe, "/api/me", { cookie })).json()).toMatchObject({ role: "admin" });
  });

  test("keeps the role given here, whatever ADMIN_EMAILS says later", async () => {
    await goThroughGoogle({ ...ADA, sub: "7", email: "boss@acme.test" });
    await web.db.appUser.updateMany({ data: { role: "viewer" } });
    const { cookie } = await goThroughGoogle({ ...ADA, sub: "7", email: "boss@acme.test" });
    expect(await (await call(getMe, "/api/me", { cookie })).json()).toMatchObject({ role: "viewer" });
  });
});

describe("who is refused", () => {
  test.each<[string, Claims, string]>([
    ["an address that is not verified", { email_verified: false }, "email_not_verified"],
    ["an address verified in words only", { email_verified: "true" }, "identity_unknown"],
    ["a domain that ends like ours", { email: "a@evilacme.test" }, "domain_not_allowed"],
    ["a domain that starts like ours", { email: "a@acme.test.evil" }, "domain_not_allowed"],
    ["a sub-domain of ours", { email: "a@mail.acme.test" }, "domain_not_allowed"],
    ["two at signs", { email: "a@evil.test@acme.test" }, "domain_not_allowed"],
    ["a line end after the domain", { email: "a@acme.test\n" }, "domain_not_allowed"],
    ["a private account with an address of ours", { hd: undefined }, "hosted_domain_not_allowed"],
    ["another organisation's account with an address of ours", { hd: "evil.test" }, "hosted_domain_not_allowed"],
    ["a private account", { email: "a@gmail.com", hd: undefined }, "domain_not_allowed"],
    ["the Kelvin sign for a k", { email: "bac\u212A@acme.test" }, "domain_not_allowed"],
    ["the demo's domain", { email: "priya.raman@demo.invalid", hd: "demo.invalid" }, "domain_not_allowed"],
  ])("%s", async (_, changed, code) => {
    const { response, cookie } = await goThroughGoogle({ ...ADA, ...changed });
    expect(response.headers.get("location")).toMatch(new RegExp(`^/sign-in\\?error=${code}`));
    expect(cookie).not.toContain("session_token=");
    expect(await web.db.appUser.count()).toBe(0);
    expect(await web.db.session.count()).toBe(0);
  });

  test("someone who came before and now belongs to another organisation", async () => {
    await goThroughGoogle(ADA);
    const { response } = await goThroughGoogle({ ...ADA, hd: "evil.test" });
    expect(response.headers.get("location")).toMatch(/error=hosted_domain_not_allowed/);
    expect(await web.db.session.count()).toBe(1);
  });

  test("someone who came before and was deactivated", async () => {
    await goThroughGoogle(ADA);
    await web.db.appUser.updateMany({ data: { deactivatedAt: new Date() } });
    const { response } = await goThroughGoogle(ADA);
    expect(response.headers.get("location")).toMatch(/error=deactivated/);
    expect(await web.db.session.count()).toBe(1);
  });

  test("an answer of Google's that this browser did not ask for", async () => {
    const { state } = await startSignIn("/");
    const response = await call(comeBack, `/api/auth/callback/google?code=c&state=${state}`);
    expect(response.headers.get("location")).toMatch(/^\/sign-in\?error=/);
    expect(await web.db.appUser.count()).toBe(0);
  });
});

describe("the way to Google", () => {
  test.each(["//evil.test", "/\\evil.test", "/%2f%2fevil.test", "https://evil.test", "javascript:alert(1)"])(
    "does not come back to %s",
    async (callbackURL) => {
      const response = await call(signIn, "/api/auth/sign-in/social", {
        method: "POST",
        json: { provider: "google", callbackURL },
      });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ faults: [{ field: "body.callbackURL" }] });
    },
  );

  test.each([
    { provider: "github" },
    { provider: "google", idToken: { token: "x" } },
    { provider: "google", scopes: ["https://www.googleapis.com/auth/drive"] },
    { provider: "google", additionalParams: { hd: "*" } },
  ])("takes nothing it does not need: %j", async (json) => {
    expect((await call(signIn, "/api/auth/sign-in/social", { method: "POST", json })).status).toBe(400);
  });

  test("is open to a whole office at nine o'clock, but not for ever", async () => {
    const options = { method: "POST", json: { provider: "google" } };
    const statuses = new Map<number, number>();
    let last = new Response();
    for (let person = 0; person < 61; person++) {
      last = await call(signIn, "/api/auth/sign-in/social", options);
      statuses.set(last.status, (statuses.get(last.status) ?? 0) + 1);
    }
    expect(Object.fromEntries(statuses)).toEqual({ 200: 60, 429: 1 });
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await last.json()).toMatchObject({ code: "too_many_requests" });
  });
});

async function goThroughGoogle(says: Claims, callbackURL = "/"): Promise<{ response: Response; cookie: string }> {
  claims = says;
  const { state, cookie } = await startSignIn(callbackURL);
  const response = await call(comeBack, `/api/auth/callback/google?code=code&state=${state}&hd=x&prompt=none`, {
    cookie,
  });
  return { response, cookie: cookieOf(response) };
}

async function startSignIn(callbackURL: string): Promise<{ state: string; cookie: string }> {
  const json = { provider: "google", callbackURL };
  const response = await call(signIn, "/api/auth/sign-in/social", { method: "POST", json });
  const { url } = z.object({ url: z.string() }).parse(await response.json());
  return { state: new URL(url).searchParams.get("state") ?? "", cookie: cookieOf(response) };
}

function unsignedToken(payload: Claims): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none" })}.${part(payload)}.`;
}
