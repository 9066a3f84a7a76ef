import { createHmac, timingSafeEqual } from "node:crypto";
import { AppError } from "@/lib/errors.ts";

/** A delivery older or newer than this is not believed, whatever its signature: someone may send an old one again. */
const TOLERANCE_SECONDS = 5 * 60;

/** The signature of a delivery whose body is still coming. */
export type PendingSignature = {
  update(chunk: Uint8Array): void;
  /** Whether one of the signatures is that of a token over all that came; asked once, at the end. */
  matches(): boolean;
};

/**
 * What can be judged of a signed delivery before its body: that it has an id, a time close to now, and a signature at all.
 * GitLab signs as Standard Webhooks does (gitlab!230944): `webhook-signature` holds one or several `v1,<base64>`, each the
 * HMAC-SHA256 of `{webhook-id}.{webhook-timestamp}.{body}` under the bytes that follow `whsec_`.
 * @throws AppError `unauthenticated` in words that say what is missing or too old
 */
export function beginSignature(headers: Headers, tokens: readonly string[], now: Date): PendingSignature {
  const id = headers.get("webhook-id") ?? "";
  const timestamp = headers.get("webhook-timestamp") ?? "";
  const given = (headers.get("webhook-signature") ?? "").split(" ").filter((part) => part.startsWith("v1,"));
  if (!/^[\x21-\x7e]+$/.test(id) || !/^\d{1,12}$/.test(timestamp) || given.length === 0)
    throw new AppError("unauthenticated", "The delivery is not signed, and GITLAB_WEBHOOK_SIGNING_TOKEN is set.");
  if (Math.abs(Math.floor(now.getTime() / 1_000) - Number(timestamp)) > TOLERANCE_SECONDS)
    throw new AppError("unauthenticated", "webhook-timestamp is more than five minutes away from this clock.");
  const hmacs = tokens.map((token) => createHmac("sha256", keyOf(token)).update(`${id}.${timestamp}.`));
  return {
    update(chunk) {
      for (const hmac of hmacs) hmac.update(chunk);
    },
    matches() {
      const expected = hmacs.map((hmac) => `v1,${hmac.digest("base64")}`);
      return expected.flatMap((one) => given.map((other) => isEqual(one, other))).includes(true);
    },
  };
}

function keyOf(token: string): Buffer {
  return Buffer.from(token.replace(/^whsec_/, ""), "base64");
}

/** All signatures have one length, so a difference in length tells nothing. */
function isEqual(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one, "latin1"), Buffer.from(other, "latin1")];
  return left.length === right.length && timingSafeEqual(left, right);
}
