import { afterAll, beforeAll, expect, test } from "vitest";
import { GET as listAudit } from "@/app/api/admin/audit-log/route.ts";
import { GET as listIssues } from "@/app/api/issues/route.ts";
import { PUT as choose } from "@/app/api/me/gitlab-user/route.ts";
import { GET as getMe } from "@/app/api/me/route.ts";
import { GET as findPeople } from "@/app/api/people/route.ts";
import { problemSchema } from "@/lib/api/problem.ts";
import { auditListSchema } from "@/lib/audit-log/schema.ts";
import type { Role } from "@/lib/auth/access.ts";
import { meSchema, type Me } from "@/lib/auth/schema.ts";
import { issueListSchema } from "@/lib/issues/schema.ts";
import { MAX_PEOPLE, peopleListSchema } from "@/lib/people/schema.ts";
import { applyAll, storeProject } from "@/tests/support/mirror.ts";
import { call, openWeb, signIn, type Web } from "@/tests/support/web.ts";
import { wireIssue, wireUser } from "@/tests/support/wire-issue.ts";

const UNKNOWN = "0b0b0b0b-0000-4000-8000-000000000000";

let web: Web;
let cookies: Record<Role, string>;
let ids: Map<string, string>;
beforeAll(async () => {
  web = await openWeb();
  cookies = { viewer: await signIn("viewer"), manager: await signIn("manager"), admin: await signIn("admin") };
  const projectId = await storeProject(web.db);
  await applyAll(web.db, projectId, [
    wireIssue({ iid: 1, assignees: [wireUser(2, "Zoë Ångström"), wireUser(3, "100% Bot")] }),
    wireIssue({ iid: 2, author: wireUser(4, "ИВАН"), assignees: [wireUser(5, "Zoe Able")] }),
    ...Array.from({ length: 30 }, (_, n) => wireIssue({ iid: 100 + n, author: wireUser(100 + n, `Many ${100 + n}`) })),
  ]);
  const rows = await web.db.gitlabUser.findMany();
  ids = new Map(rows.map((row) => [row.username, row.id]));
});
afterAll(() => web.close());

const idOf = (username: string) => ids.get(username) ?? expect.fail(`no ${username}`);
const me = async (role: Role): Promise<Me> =>
  meSchema.parse(await (await call(getMe, "/api/me", { cookie: cookies[role] })).json());
const put = (role: Role, json: unknown) =>
  call(choose, "/api/me/gitlab-user", { method: "PUT", cookie: cookies[role], json });
const people = async (query: string, role: Role = "viewer") => {
  const answer = await call(findPeople, `/api/people${query}`, { cookie: cookies[role] });
  expect(answer.status).toBe(200);
  return peopleListSchema.parse(await answer.json()).data.map(({ name }) => name);
};
const audited = async () => {
  const answer = await call(listAudit, "/api/admin/audit-log?action=user.gitlab_user_chosen", {
    cookie: cookies.admin,
  });
  return auditListSchema.parse(await answer.json()).data;
};

test("who they are in GitLab is chosen once, the same again writes nothing, and another is a conflict", async () => {
  expect((await me("viewer")).gitlab_user).toBeNull();
  const chosen = await put("viewer", { gitlab_user_id: idOf("person-2") });
  const zoe = { id: idOf("person-2"), username: "person-2", name: "Zoë Ångström", avatar_url: null };
  expect([chosen.status, meSchema.parse(await chosen.json())]).toMatchObject([
    200,
    { role: "viewer", gitlab_user: zoe },
  ]);
  expect(await me("viewer")).toMatchObject({ role: "viewer", gitlab_user: zoe });
  expect((await me("manager")).gitlab_user).toBeNull();

  expect((await put("viewer", { gitlab_user_id: idOf("person-2") })).status).toBe(200);
  const other = await put("viewer", { gitlab_user_id: idOf("person-3") });
  expect([other.status, problemSchema.parse(await other.json())]).toMatchObject([409, { code: "conflict" }]);
  expect((await me("viewer")).gitlab_user).toEqual(zoe);

  const { id, email } = await me("viewer");
  expect(await audited()).toMatchObject([
    {
      actor: email,
      actor_id: id,
      action: "user.gitlab_user_chosen",
      subject: email,
      details: { id, before: null, after: { id: zoe.id, username: "person-2" } },
    },
  ]);
});

test("of two choices at the same moment one is made", async () => {
  const answers = await Promise.all(
    ["person-3", "person-4"].map((name) => put("manager", { gitlab_user_id: idOf(name) })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
  const { email } = await me("manager");
  expect((await audited()).filter(({ actor }) => actor === email)).toHaveLength(1);
});

test("nobody, and what is no id, is refused by the field's name, and nothing is chosen", async () => {
  for (const gitlab_user_id of [UNKNOWN, "person-2", null]) {
    const refused = await put("admin", { gitlab_user_id });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ faults: [{ field: "body.gitlab_user_id" }] });
  }
  expect((await me("admin")).gitlab_user).toBeNull();
  expect((await audited()).map(({ actor }) => actor)).not.toContain((await me("admin")).email);
});

test("who has chosen finds their issues as me", async () => {
  const mine = async (role: Role) => call(listIssues, "/api/issues?assignee=me", { cookie: cookies[role] });
  expect(issueListSchema.parse(await (await mine("viewer")).json()).data.map(({ iid }) => iid)).toEqual([1]);
  const unknown = await mine("admin");
  expect([unknown.status, await unknown.json()]).toMatchObject([400, { faults: [{ field: "query.assignee" }] }]);
});

test("people are found by part of a name or user name, whatever its case and accents, by name", async () => {
  expect(await people("?q=zoe")).toEqual(["Zoe Able", "Zoë Ångström"]);
  expect(await people("?q=ANGSTROM")).toEqual(["Zoë Ångström"]);
  expect(await people(`?q=${encodeURIComponent("иван")}`)).toEqual(["ИВАН"]);
  expect(await people("?q=Person-5")).toEqual(["Zoe Able"]);
  expect(await people("?q=%25")).toEqual(["100% Bot"]);
  expect(await people("?q=_")).toEqual([]);
  expect(await people("?q=many")).toHaveLength(MAX_PEOPLE);
});

test("whoever is the reader comes first: by e-mail, else by user name", async () => {
  expect((await people(""))[0]).toBe("100% Bot");
  const { email } = await me("viewer");
  await web.db.gitlabUser.update({ where: { id: idOf("person-4") }, data: { username: email.split("@")[0] } });
  expect((await people("?q="))[0]).toBe("ИВАН");
  await web.db.gitlabUser.update({ where: { id: idOf("person-5") }, data: { email: email.toUpperCase() } });
  expect((await people("")).slice(0, 3)).toEqual(["Zoe Able", "ИВАН", "100% Bot"]);
  expect((await people("", "manager"))[0]).toBe("100% Bot");
  expect(await people("?q=many")).not.toContain("Zoe Able");
});

test("no e-mail address of anybody leaves with people", async () => {
  const answer = await call(findPeople, "/api/people", { cookie: cookies.viewer });
  expect(await answer.text()).not.toContain("@");
});
