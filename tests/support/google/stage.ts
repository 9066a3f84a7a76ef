import { afterAll, beforeAll, beforeEach } from "vitest";
import { ADA } from "@/tests/lib/auth/identities.ts";
import { openWeb, ORIGIN, type Web } from "@/tests/support/web.ts";
import { nameServer, openBrowser, type Browser } from "./browser.ts";
import type { Claims } from "./id-token.ts";
import { CLIENT_SECRET, startFakeGoogle, type Account, type FakeGoogle } from "./server.ts";

/** As in production: no demo, Google's settings, two domains. */
export const SETTINGS = {
  BACKTRAK_DEMO: "0",
  GOOGLE_CLIENT_ID: "client",
  GOOGLE_CLIENT_SECRET: CLIENT_SECRET,
  ALLOWED_EMAIL_DOMAINS: "acme.test,acme.example",
  ADMIN_EMAILS: "Boss@acme.test",
};

export type Stage = {
  web: Web;
  google: FakeGoogle;
  browser(): Browser;
  /** Ada at Google, as far as nothing else is said of her. */
  as(claims: Claims, made?: Omit<Account, "claims">): Browser;
};

/** A web process over a database of its own with the fake Google beside it, for the tests of a file; nobody has signed in before each. */
export function setStage(): () => Stage {
  let stage: Stage;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const redirectUri = `${ORIGIN}/api/auth/callback/google`;
    const google = await startFakeGoogle({ id: SETTINGS.GOOGLE_CLIENT_ID, secret: CLIENT_SECRET, redirectUri });
    const names = nameServer(google);
    names.listen({ onUnhandledFrame: "error" });
    const web = await openWeb(SETTINGS);
    const browser = () => openBrowser(google);
    const as: Stage["as"] = (claims, made = {}) => {
      google.account = { ...made, claims: { ...ADA, ...claims } };
      return browser();
    };
    stage = { web, google, browser, as };
    close = async () => {
      names.close();
      await web.close();
      await google.close();
    };
  });
  afterAll(() => close());
  beforeEach(async () => {
    stage.as({});
    await stage.web.db
      .$executeRaw`truncate app_users, sessions, accounts, verifications, rate_limits, audit_log cascade`;
  });
  return () => stage;
}
