import { createHash } from "node:crypto";
import type { Db } from "@/lib/db/client.ts";
import type { Env } from "@/lib/env.ts";
import { AppError } from "@/lib/errors.ts";
import { beginSignature, type PendingSignature } from "@/lib/gitlab/signature.ts";
import { deliveryKey, readHint, verifyWebhook } from "@/lib/gitlab/webhook.ts";
import { storeDelivery } from "./delivery-batch.ts";
import type { DeliveryAnswer } from "./schema.ts";

/** A description and its change can be 3 MB. */
const MAX_DELIVERY_BYTES = 10 * 1024 * 1024;
/** GitLab posts no more (its own limit is 25 MB): what is longer and not proven by a secret is not read to its end. */
const MAX_UNPROVEN_BYTES = 32 * 1024 * 1024;

type Secrets = Pick<
  Env,
  | "GITLAB_WEBHOOK_SECRET"
  | "GITLAB_WEBHOOK_SECRET_PREVIOUS"
  | "GITLAB_WEBHOOK_SIGNING_TOKEN"
  | "GITLAB_WEBHOOK_SIGNING_TOKEN_PREVIOUS"
>;
type Receiving = { secrets: Secrets; now: Date };

/**
 * Takes what GitLab posts: checks what the headers tell before the body is read and the signature while it is, keeps the
 * delivery and enqueues what it hints at. Whatever comes with the right secret is taken, since GitLab switches a hook off that
 * is refused too often; a body that is too large to be kept makes all projects be polled instead.
 * @throws AppError `unauthenticated` for a wrong secret or signature or where none is set, `unavailable` if not stored
 */
export async function receiveDelivery(db: Db, request: Request, { secrets, now }: Receiving): Promise<DeliveryAnswer> {
  const signature = admit(request.headers, secrets, now);
  const { bytes, digest, isWhole } = await readToItsEnd(request, signature);
  if (signature?.matches() === false) throw refused("webhook-signature is not that of the signing token.");
  const hint = readHint(isWhole ? parseJson(bytes) : undefined);
  const key = deliveryKey(request.headers, isWhole ? bytes : digest);
  return { outcome: await storeDelivery(db, { key, bodyHash: digest.toString("hex"), hint, isWhole }) };
}

/**
 * With a signing token set the signature is the proof, null without. `X-Gitlab-Token` must be right then too where it is
 * sent; a webhook in GitLab may have the one, the other, or both.
 */
function admit(headers: Headers, secrets: Secrets, now: Date): PendingSignature | null {
  const current = secrets.GITLAB_WEBHOOK_SECRET ?? "";
  const isRight = verifyWebhook(headers, { current, previous: secrets.GITLAB_WEBHOOK_SECRET_PREVIOUS });
  const tokens = [secrets.GITLAB_WEBHOOK_SIGNING_TOKEN, secrets.GITLAB_WEBHOOK_SIGNING_TOKEN_PREVIOUS];
  const signing = tokens.filter((token) => token !== undefined);
  const isJudged = signing.length === 0 || (current !== "" && headers.has("x-gitlab-token"));
  if (isJudged && !isRight) throw refused("X-Gitlab-Token is not the webhook secret.");
  return signing.length === 0 ? null : beginSignature(headers, signing, now);
}

type Body = { bytes: Uint8Array; digest: Buffer; isWhole: boolean };

/** What is over the limit is read and dropped: an answer in the middle of a request counts as a failure at the sender. */
async function readToItsEnd(request: Request, signature: PendingSignature | null): Promise<Body> {
  const hash = createHash("sha256");
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    hash.update(chunk);
    signature?.update(chunk);
    length += chunk.byteLength;
    if (length <= MAX_DELIVERY_BYTES) chunks.push(chunk);
    if (length > MAX_UNPROVEN_BYTES && signature !== null) throw refused("GitLab posts nothing as long as this.");
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

function refused(words: string): AppError {
  return new AppError("unauthenticated", words);
}
