import { createHash } from "node:crypto";
import type { Db } from "@/lib/db/client.ts";
import type { Env } from "@/lib/env.ts";
import { AppError } from "@/lib/errors.ts";
import { deliveryKey, readHint, verifyWebhook } from "@/lib/gitlab/webhook.ts";
import { enqueue } from "@/lib/jobs/enqueue.ts";
import { storeDelivery } from "./deliveries.ts";
import type { DeliveryAnswer } from "./schema.ts";

/** A description and its change can be 3 MB. */
const MAX_DELIVERY_BYTES = 10 * 1024 * 1024;

type Secrets = Pick<Env, "GITLAB_WEBHOOK_SECRET" | "GITLAB_WEBHOOK_SECRET_PREVIOUS">;

/**
 * Takes what GitLab posts: checks the secret before the body is read, keeps the delivery and enqueues what it hints at. With
 * the right secret whatever comes is taken, since GitLab switches a hook off that is refused too often; a body that is too
 * large to be kept makes all projects be polled instead.
 * @throws AppError `unauthenticated` for a wrong secret or where none is set, `unavailable` if it could not be stored
 */
export async function receiveDelivery(db: Db, request: Request, secrets: Secrets): Promise<DeliveryAnswer> {
  const current = secrets.GITLAB_WEBHOOK_SECRET ?? "";
  if (!verifyWebhook(request.headers, { current, previous: secrets.GITLAB_WEBHOOK_SECRET_PREVIOUS })) {
    throw new AppError("unauthenticated", "X-Gitlab-Token is not the webhook secret.");
  }
  const { bytes, digest, isWhole } = await readToItsEnd(request);
  if (!isWhole) await enqueue(db, "poll", {}, { key: "poll" });
  const hint = readHint(isWhole ? parseJson(bytes) : undefined);
  const key = deliveryKey(request.headers, isWhole ? bytes : digest);
  return { outcome: await storeDelivery(db, { key, bodyHash: digest.toString("hex"), hint }) };
}

type Body = { bytes: Uint8Array; digest: Buffer; isWhole: boolean };

/** What is over the limit is read and dropped: an answer in the middle of a request counts as a failure at the sender. */
async function readToItsEnd(request: Request): Promise<Body> {
  const hash = createHash("sha256");
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    hash.update(chunk);
    length += chunk.byteLength;
    if (length <= MAX_DELIVERY_BYTES) chunks.push(chunk);
  }
  return { bytes: Buffer.concat(chunks), digest: hash.digest(), isWhole: length <= MAX_DELIVERY_BYTES };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
