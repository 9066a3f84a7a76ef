import { createHmac, createPublicKey, generateKeyPairSync, sign } from "node:crypto";

export type Claims = Record<string, unknown>;

/** Whose signature an ID token bears. `public key`: Google's public key taken for a shared secret, a classic of forgery. */
export type Signature = "google" | "stranger" | "none" | "public key";

const KEY_ID = "fake-google-1";
const googleKey = generateKeyPairSync("rsa", { modulusLength: 2_048 }).privateKey;
const strangersKey = generateKeyPairSync("rsa", { modulusLength: 2_048 }).privateKey;

/** What Google publishes for who wants to prove its tokens. */
export const KEY_SET = {
  keys: [{ ...createPublicKey(googleKey).export({ format: "jwk" }), kid: KEY_ID, alg: "RS256", use: "sig" }],
};

/** An ID token as Google makes them, or one that somebody wants to be taken for that. */
export function idToken(claims: Claims, signature: Signature): string {
  const alg = { google: "RS256", stranger: "RS256", none: "none", "public key": "HS256" }[signature];
  const text = `${encode({ alg, kid: KEY_ID, typ: "JWT" })}.${encode(claims)}`;
  return `${text}.${signatureOf(text, signature).toString("base64url")}`;
}

function signatureOf(text: string, signature: Signature): Buffer {
  if (signature === "none") return Buffer.alloc(0);
  if (signature === "google") return sign("RSA-SHA256", Buffer.from(text), googleKey);
  if (signature === "stranger") return sign("RSA-SHA256", Buffer.from(text), strangersKey);
  const secret = createPublicKey(googleKey).export({ format: "pem", type: "spki" });
  return createHmac("sha256", secret).update(text).digest();
}

function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
