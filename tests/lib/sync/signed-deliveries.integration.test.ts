import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { receiveDelivery } from "@/lib/sync/receive.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { storeProject } from "../../support/mirror.ts";
import { listJobs } from "../jobs/queue-view.ts";

const newToken = () => `whsec_${randomBytes(32).toString("base64")}`;
const [TOKEN, LAST_YEARS, FOREIGN] = [newToken(), newToken(), newToken()];
const SIGNED = { GITLAB_WEBHOOK_SIGNING_TOKEN: TOKEN, GITLAB_WEBHOOK_SIGNING_TOKEN_PREVIOUS: LAST_YEARS };
const BOTH = { ...SIGNED, GITLAB_WEBHOOK_SECRET: "right secret" };
const NOW = new Date();
const REFUSED = { code: "unauthenticated", http: 401 };
const ELEVEN_MB = 11 * 1024 * 1024;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await storeProject(database.db, 7);
});
afterAll(() => database.close());

const hook = (iid: number, title = "A title") =>
  JSON.stringify({ object_kind: "issue", object_attributes: { iid, project_id: 7, title } });

type Delivery = { body: string; token?: string; id: string; at?: Date; sent?: string; secret?: string };

/** A delivery as GitLab signs it; `sent` is another body than was signed. */
function signed({ body, token = TOKEN, id, at = NOW, sent = body, secret }: Delivery): Request {
  const headers = new Headers({
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
    "webhook-signature": new Webhook(token).sign(id, at, body),
  });
  if (secret !== undefined) headers.set("x-gitlab-token", secret);
  return new Request("http://localhost:3000/api/webhooks/gitlab", { method: "POST", headers, body: sent });
}

const receive = (request: Request, secrets: object = SIGNED) =>
  receiveDelivery(database.db, request, { secrets, now: NOW });
const countDeliveries = () => database.db.webhookDelivery.count();

test("a delivery signed with the token, or with the one before it, is taken", async () => {
  expect(await receive(signed({ body: hook(1), id: "a1" }))).toEqual({ outcome: "enqueued" });
  expect(await receive(signed({ body: hook(2), id: "a2", token: LAST_YEARS }))).toEqual({ outcome: "enqueued" });
  expect(await receive(signed({ body: hook(1), id: "a1" }))).toEqual({ outcome: "repeated" });
});

test("one signed otherwise or changed on its way is refused, and nothing is kept", async () => {
  const before = [await countDeliveries(), await listJobs(database.db)];
  const bad = [
    signed({ body: hook(3), id: "b1", token: FOREIGN }),
    signed({ body: hook(3), id: "b2", sent: hook(4) }),
    signed({ body: hook(3), id: "b3", sent: "" }),
  ];
  for (const request of bad) await expect(receive(request)).rejects.toMatchObject(REFUSED);
  expect([await countDeliveries(), await listJobs(database.db)]).toEqual(before);
});

test("what the headers tell is judged before the body is read", async () => {
  const unsigned = new Request("http://localhost:3000/", { method: "POST", body: hook(5) });
  const old = signed({ body: hook(5), id: "c1", at: new Date(NOW.getTime() - 301_000) });
  const early = signed({ body: hook(5), id: "c2", at: new Date(NOW.getTime() + 302_000) });
  for (const request of [unsigned, old, early]) {
    await expect(receive(request)).rejects.toMatchObject(REFUSED);
    expect(request.bodyUsed).toBe(false);
  }
});

test("beside a signing token the secret alone proves nothing, and a wrong one is refused before the body", async () => {
  const headers = { "x-gitlab-token": "right secret" };
  const unsigned = new Request("http://localhost:3000/", { method: "POST", headers, body: hook(6) });
  await expect(receive(unsigned, BOTH)).rejects.toMatchObject(REFUSED);
  const wrong = signed({ body: hook(6), id: "d1", secret: "wrong secret" });
  await expect(receive(wrong, BOTH)).rejects.toMatchObject(REFUSED);
  expect([unsigned.bodyUsed, wrong.bodyUsed]).toEqual([false, false]);
  expect(await receive(signed({ body: hook(6), id: "d2", secret: "right secret" }), BOTH)).toEqual({
    outcome: "enqueued",
  });
  expect(await receive(signed({ body: hook(7), id: "d3" }), BOTH)).toEqual({ outcome: "enqueued" });
});

test("without a signing token a signature is not looked at, and proves nothing", async () => {
  const secrets = { GITLAB_WEBHOOK_SECRET: "right secret" };
  const foreign = signed({ body: hook(8), id: "e1", token: FOREIGN, secret: "right secret" });
  expect(await receive(foreign, secrets)).toEqual({ outcome: "enqueued" });
  await expect(receive(signed({ body: hook(8), id: "e2" }), secrets)).rejects.toMatchObject(REFUSED);
  await expect(receive(signed({ body: hook(8), id: "e3" }), {})).rejects.toMatchObject(REFUSED);
});

test("a body over 10 MB is read to its end and judged by its signature", async () => {
  const large = hook(9, "x".repeat(ELEVEN_MB));
  const right = signed({ body: large, id: "f1" });
  expect(await receive(right)).toEqual({ outcome: "malformed" });
  const before = await countDeliveries();
  const wrong = signed({ body: large, id: "f2", token: FOREIGN });
  await expect(receive(wrong)).rejects.toMatchObject(REFUSED);
  expect([right.bodyUsed, wrong.bodyUsed]).toEqual([true, true]);
  expect(await countDeliveries()).toBe(before);
  expect((await listJobs(database.db)).filter(({ key }) => key === "poll")).toHaveLength(1);
});

test("a body without an end is given up where no proof can come any more", async () => {
  const chunk = new Uint8Array(1024 * 1024);
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += chunk.byteLength;
      controller.enqueue(chunk);
    },
  });
  const { headers } = signed({ body: hook(10), id: "g1" });
  const init = { method: "POST", headers, body: endless, duplex: "half" };
  const request = new Request("http://localhost:3000/", init);
  await expect(receive(request)).rejects.toMatchObject(REFUSED);
  expect(sent).toBeLessThan(40 * 1024 * 1024);
});
