import { createHash, randomBytes } from "node:crypto";

const SECRET_BYTES = 32;

/** What opens a feed: 256 random bits, as they stand in an address. Shown once, kept nowhere. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString("base64url");
}

/** What is kept of a secret. It is random and long, so one round of SHA-256 is enough, and can be looked up. */
export function hashOf(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}
