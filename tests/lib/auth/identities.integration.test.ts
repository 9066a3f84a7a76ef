import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import HelpPage from "@/app/(main)/help/page.tsx";
import { GET as getMe } from "@/app/api/me/route.ts";
import { ADA, HOSTILE, PROPER } from "./identities.ts";
import type { Browser } from "@/tests/support/google/browser.ts";
import { SECRETS } from "@/tests/support/google/server.ts";
import { setStage } from "@/tests/support/google/stage.ts";

const asked = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => asked.headers }));

const stage = setStage();

describe(`${PROPER.length} proper identities get in, to the API and to pages`, () => {
  test.each(PROPER)("$who", async ({ claims = {}, gets, ...made }) => {
    const browser = stage().as(claims, made);
    const response = await browser.signIn("/backlog?status=blocked");
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toBe("/backlog?status=blocked");
    expect(await (await browser.ask(getMe, "/api/me")).json()).toMatchObject({ role: gets });
    expect(await openPage(browser)).toBe("the page");
    const email = (typeof claims.email === "string" ? claims.email : ADA.email).toLowerCase();
    expect(await auditLog()).toMatchObject([
      { actor: email, action: "user.created", details: { role: gets } },
      { actor: email, action: "user.signed_in" },
    ]);
  });
});

describe(`${HOSTILE.length} hostile identities stay out, and the audit log says why`, () => {
  test.each(HOSTILE)("$who", async ({ claims = {}, gets, ...made }) => {
    const browser = stage().as(claims, made);
    const response = await browser.signIn();
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toMatch(new RegExp(`^/sign-in\\?error=${gets}(&|$)`));
    expect(browser.cookies()).not.toContain("session_token");
    expect((await browser.ask(getMe, "/api/me")).status).toBe(401);
    expect(await openPage(browser)).toMatch(/^NEXT_REDIRECT;replace;\/sign-in/);
    const { db } = stage().web;
    expect([await db.appUser.count(), await db.account.count(), await db.session.count()]).toEqual([0, 0, 0]);
    const rows = await auditLog();
    expect(rows).toMatchObject([{ actorId: null, action: "user.sign_in_refused", details: { reason: gets } }]);
    for (const secret of [...SECRETS, "eyJ"]) expect(JSON.stringify(rows)).not.toContain(secret);
  });
});

/** What a page answers to this browser: itself, or where it sends the browser to. */
async function openPage(browser: Browser): Promise<string> {
  asked.headers = new Headers({ cookie: browser.cookies() });
  return HelpPage().then(
    () => "the page",
    (thrown: unknown) => z.object({ digest: z.string() }).parse(thrown).digest,
  );
}

async function auditLog() {
  return stage().web.db.auditLog.findMany({
    orderBy: { id: "asc" },
    select: { actor: true, actorId: true, action: true, details: true },
  });
}
