import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { GET as listAudit } from "@/app/api/admin/audit-log/route.ts";
import { auditListSchema } from "@/lib/audit-log/schema.ts";
import { call, openWeb, signIn, type Web } from "@/tests/support/web.ts";

const EMAILS = {
  viewer: "tomas.rivera@demo.invalid",
  manager: "ingrid.halvorsen@demo.invalid",
  admin: "priya.raman@demo.invalid",
};

let web: Web;
let admin: string;
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());
beforeEach(async () => {
  await web.db.$executeRaw`truncate app_users, audit_log cascade`;
  await signIn("viewer");
  await signIn("manager");
  admin = await signIn("admin");
});

const page = async (query: string) => {
  const answer = await call(listAudit, `/api/admin/audit-log${query}`, { cookie: admin });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return { ...auditListSchema.parse(await answer.json()), link: answer.headers.get("link") };
};

test("is read on from where one was, whatever is written meanwhile", async () => {
  const first = await page("?page_size=2");
  expect(first).toMatchObject({ total: 3, page_size: 2, data: [{ actor: EMAILS.admin }, { actor: EMAILS.manager }] });
  expect(first.link).toBe(`</api/admin/audit-log?page_size=2&before=${first.next}>; rel="next"`);
  await signIn("viewer");
  const second = await page(`?page_size=2&before=${first.next}`);
  expect(second).toMatchObject({ total: 4, next: null, link: null });
  expect(second.data.map(({ actor }) => actor)).toEqual([EMAILS.viewer]);
});

test("is narrowed to who, what and when, by local days", async () => {
  expect((await page("?actor=PRIYA&action=user.signed_in")).data).toMatchObject([{ subject: EMAILS.admin }]);
  expect((await page("?actor=ingrid&action=user.signed_out")).total).toBe(0);
  await web.db.$executeRaw`update audit_log set at = '2026-03-02T23:30:00Z' where actor = ${EMAILS.viewer}`;
  const days = async (query: string) => (await page(query)).data.map(({ actor }) => actor);
  expect(await days("?from=2026-03-02&to=2026-03-02")).toEqual([EMAILS.viewer]);
  expect(await days("?to=2026-03-01")).toEqual([]);
  web.restart({ ORG_TIMEZONE: "Asia/Kathmandu" });
  expect(await days("?to=2026-03-02")).toEqual([]);
  expect(await days("?from=2026-03-03&to=2026-03-03")).toEqual([EMAILS.viewer]);
  web.restart();
});

test.each(["before=x", "before=9999999999999999999", "from=2026-02-30", "from=2026-03-02&to=2026-03-01", "page=2"])(
  "does not take %s",
  async (query) => expect((await call(listAudit, `/api/admin/audit-log?${query}`, { cookie: admin })).status).toBe(400),
);
