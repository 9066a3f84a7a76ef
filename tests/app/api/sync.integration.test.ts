import { afterAll, beforeAll, expect, test } from "vitest";
import { POST as bootstrap } from "@/app/api/sync/bootstrap/route.ts";
import { GET as status } from "@/app/api/sync/status/route.ts";
import { POST as webhook } from "@/app/api/webhooks/gitlab/route.ts";
import { bootstrapAnswerSchema, syncStatusSchema } from "@/lib/sync/schema.ts";
import { storeProject } from "@/tests/support/mirror.ts";
import { call, openWeb, signIn, type Web } from "@/tests/support/web.ts";

const GITLAB = { GITLAB_URL: "https://gitlab.test", GITLAB_WEBHOOK_SECRET: "right secret" };
const HOOK = { object_kind: "issue", project: { id: 7 }, object_attributes: { iid: 3, project_id: 7 } };

let web: Web;
let admin: string;
beforeAll(async () => {
  web = await openWeb(GITLAB);
  await storeProject(web.db, 7, "acme/shop");
  admin = await signIn("admin");
});
afterAll(() => web.close());

/** As GitLab posts: no origin, no cookie, its own headers. */
async function post(token: string): Promise<Response> {
  const headers = { "content-type": "application/json", "x-gitlab-token": token, "x-gitlab-event": "Issue Hook" };
  const request = new Request("http://localhost:3000/api/webhooks/gitlab", {
    method: "POST",
    headers,
    body: JSON.stringify(HOOK),
  });
  return webhook(request, { params: Promise.resolve({}) });
}

test("GitLab's webhook is answered 202 with the right secret, and 401 as a problem document with a wrong one", async () => {
  const accepted = await post("right secret");
  expect(accepted.status).toBe(202);
  expect(await accepted.json()).toEqual({ outcome: "enqueued" });
  const refused = await post("wrong secret");
  expect(refused.status).toBe(401);
  expect(await refused.json()).toMatchObject({ code: "unauthenticated" });
  expect(await web.db.webhookDelivery.count()).toBe(1);
});

test("an admin starts a bootstrap and sees it in the status; asking again joins it", async () => {
  const start = async () => {
    const answer = await call(bootstrap, "/api/sync/bootstrap", { method: "POST", cookie: admin, json: {} });
    expect(answer.status).toBe(202);
    return bootstrapAnswerSchema.parse(await answer.json()).runs;
  };
  const [started] = await start();
  expect(started).toMatchObject({ project: "acme/shop", joined: false });
  expect(await start()).toEqual([{ ...started, joined: true }]);

  const seen = syncStatusSchema.parse(await (await call(status, "/api/sync/status", { cookie: admin })).json());
  expect(seen).toMatchObject({ gitlab_url: "https://gitlab.test", queue: { waiting: 2, failed: 0 } });
  expect(seen.runs.map((run) => [run.id, run.status])).toEqual([[started?.id, "running"]]);
});

test("a bootstrap of a project that is not mirrored is a 404, and an unknown key in the body a 400", async () => {
  const ask = (json: object) => call(bootstrap, "/api/sync/bootstrap", { method: "POST", cookie: admin, json });
  expect((await ask({ project: "acme/none" })).status).toBe(404);
  expect((await ask({ projects: "acme/shop" })).status).toBe(400);
});
