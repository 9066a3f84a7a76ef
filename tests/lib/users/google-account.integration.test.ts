import { expect, test } from "vitest";
import { DELETE as forget } from "@/app/api/admin/users/[id]/google-account/route.ts";
import { PATCH as change } from "@/app/api/admin/users/[id]/route.ts";
import { GET as getMe } from "@/app/api/me/route.ts";
import { readerSchema } from "@/lib/auth/schema.ts";
import { userSchema } from "@/lib/users/schema.ts";
import type { Browser } from "@/tests/support/google/browser.ts";
import { setStage } from "@/tests/support/google/stage.ts";

const ADDRESS = "ada.byron@acme.test";

const stage = setStage();
const me = (browser: Browser) => browser.ask(getMe, "/api/me");
const idOf = async (browser: Browser) => readerSchema.parse(await (await me(browser)).json()).id;
const placeOf = async (browser: Browser) => (await browser.signIn()).headers.get("location");
const admin = async () => {
  const boss = stage().as({ sub: "7", email: "boss@acme.test" });
  await boss.signIn();
  return boss;
};
const lastEntry = () => stage().web.db.auditLog.findFirst({ orderBy: { id: "desc" } });

test("once an admin has the Google account forgotten, another one with the address is that user, and the old one is not", async () => {
  const before = stage().as({});
  await before.signIn();
  const id = await idOf(before);
  const boss = await admin();
  const next = stage().as({ sub: "2002" });
  expect(await placeOf(next)).toMatch(/error=other_google_account/);

  const path = `/api/admin/users/${id}/google-account`;
  const answer = await boss.ask(forget, path, { method: "DELETE", params: { id } });
  expect(userSchema.parse(await answer.json())).toMatchObject({ has_google_account: false, live_sessions: 0 });
  expect((await me(before)).status).toBe(401);
  expect(await lastEntry()).toMatchObject({
    ...{ actor: "boss@acme.test", action: "user.google_account_forgotten", subject: ADDRESS },
    details: { id, accounts: ["1001"], sessions: 1 },
  });
  expect((await boss.ask(forget, path, { method: "DELETE", params: { id } })).status).toBe(200);
  expect(await lastEntry()).toMatchObject({ action: "user.google_account_forgotten", details: { sessions: 1 } });

  stage().as({ sub: "2002" });
  expect(await placeOf(next)).toBe("/");
  expect(await idOf(next)).toBe(id);
  expect(await placeOf(stage().as({}))).toMatch(/error=other_google_account/);
});

test("who is deactivated is refused at the sign-in, told so, and written down; who is reactivated comes in again", async () => {
  const ada = stage().as({});
  await ada.signIn();
  const id = await idOf(ada);
  const boss = await admin();
  const ask = (deactivated: boolean) =>
    boss.ask(change, `/api/admin/users/${id}`, { method: "PATCH", json: { deactivated }, params: { id } });
  expect((await ask(true)).status).toBe(200);
  expect((await me(ada)).status).toBe(401);
  const again = stage().as({});
  expect(await placeOf(again)).toMatch(/^\/sign-in\?error=deactivated/);
  expect(await lastEntry()).toMatchObject({
    ...{ actor: ADDRESS, action: "user.sign_in_refused" },
    details: { reason: "deactivated", hosted_domain: "acme.test" },
  });
  await ask(false);
  expect(await placeOf(again)).toBe("/");
  expect(await idOf(again)).toBe(id);
});
