import { createHmac, randomBytes } from "node:crypto";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { beginSignature } from "@/lib/gitlab/signature.ts";

const NOW = new Date("2026-03-08T12:00:00Z");
const SECONDS = NOW.getTime() / 1_000;
const newToken = () => `whsec_${randomBytes(32).toString("base64")}`;
const TOKEN = newToken();
const OTHER = newToken();
const BODY = '{"object_kind":"issue","title":"schlüssel 鍵"}';

// The library looks at the process's clock.
beforeEach(() => void vi.useFakeTimers({ now: NOW, toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

type Signed = { "webhook-id": string; "webhook-timestamp": string; "webhook-signature": string };

function signed(body = BODY, token = TOKEN, id = "msg_1", at = NOW): Signed {
  const signature = new Webhook(token).sign(id, at, body);
  return { "webhook-id": id, "webhook-timestamp": String(at.getTime() / 1_000), "webhook-signature": signature };
}

/** Our verdict, with the body in pieces of the size given. */
function isTaken(headers: Partial<Signed>, body = BODY, tokens: string[] = [TOKEN], size = 7): boolean {
  try {
    const signature = beginSignature(new Headers(headers), tokens, NOW);
    const bytes = new TextEncoder().encode(body);
    for (let start = 0; start < bytes.length; start += size) signature.update(bytes.subarray(start, start + size));
    return signature.matches();
  } catch {
    return false;
  }
}

function isTakenByLibrary(headers: Partial<Signed>, body = BODY, token = TOKEN): boolean {
  try {
    new Webhook(token).verify(body, { ...headers }, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}

describe("a signature", () => {
  it("that the reference library made is taken, in whatever pieces the body comes", () => {
    const bytes = fc.uint8Array({ minLength: 24, maxLength: 64 });
    const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/);
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        bytes,
        id,
        fc.integer({ min: 1, max: 50 }),
        (body, key, name, size) => {
          const token = `whsec_${Buffer.from(key).toString("base64")}`;
          expect(isTaken(signed(body, token, name), body, [token], size)).toBe(true);
        },
      ),
    );
  });

  it("that is made as GitLab's documentation has it is taken by the reference library and by us", () => {
    const key = Buffer.from(TOKEN.replace("whsec_", ""), "base64");
    const hmac = createHmac("sha256", key).update(`msg_1.${SECONDS}.${BODY}`).digest("base64");
    const headers = { "webhook-id": "msg_1", "webhook-timestamp": String(SECONDS), "webhook-signature": `v1,${hmac}` };
    expect([isTaken(headers), isTakenByLibrary(headers)]).toEqual([true, true]);
  });

  it("may be one of several, of the token now or the one before", () => {
    const [mine, another] = [signed(), signed(BODY, OTHER)];
    const both = { ...mine, "webhook-signature": `${another["webhook-signature"]} ${mine["webhook-signature"]}` };
    expect([isTaken(both), isTakenByLibrary(both)]).toEqual([true, true]);
    expect(isTaken(another, BODY, [TOKEN])).toBe(false);
    expect(isTaken(another, BODY, [TOKEN, OTHER])).toBe(true);
    expect(isTaken(mine, BODY, [TOKEN, OTHER])).toBe(true);
  });

  it.each([0, -299, -300, -301, 299, 300, 301, -86_400, 86_400])(
    "of a delivery %i s away is judged as by the library",
    (seconds) => {
      const headers = signed(BODY, TOKEN, "msg_1", new Date(NOW.getTime() + seconds * 1_000));
      expect(isTaken(headers)).toBe(Math.abs(seconds) <= 300);
      expect(isTakenByLibrary(headers)).toBe(Math.abs(seconds) <= 300);
    },
  );

  it("with anything changed is refused, as by the library", () => {
    const change = fc.constantFrom<keyof Signed | "body">(
      "webhook-id",
      "webhook-timestamp",
      "webhook-signature",
      "body",
    );
    fc.assert(
      fc.property(change, fc.nat(60), fc.constantFrom("x", "0", "A", "=", ".", ""), (what, place, sign) => {
        const headers = signed();
        const before = what === "body" ? BODY : headers[what];
        const after = before.slice(0, place) + sign + before.slice(place + 1);
        fc.pre(after !== before && after.trim() === after);
        const [changed, body] = what === "body" ? [headers, after] : [{ ...headers, [what]: after }, BODY];
        expect(isTaken(changed, body)).toBe(false);
        // The library overlooks what follows the digits of a time.
        const isTime = /^\d*$/.test(changed["webhook-timestamp"]);
        expect(isTakenByLibrary(changed, body) && isTime).toBe(false);
      }),
    );
  });

  it.each([
    ["no id", { "webhook-id": "" }],
    ["no time", { "webhook-timestamp": "" }],
    ["a time that is none", { "webhook-timestamp": "soon" }],
    ["a time in words", { "webhook-timestamp": NOW.toISOString() }],
    ["no signature", { "webhook-signature": "" }],
    ["a signature of another kind", { "webhook-signature": signed()["webhook-signature"].replace("v1,", "v1a,") }],
    ["a bare signature", { "webhook-signature": signed()["webhook-signature"].replace("v1,", "") }],
  ])("is refused before the body with %s", (_, change) => {
    const begun = () => beginSignature(new Headers({ ...signed(), ...change }), [TOKEN], NOW);
    expect(begun).toThrow(expect.objectContaining({ code: "unauthenticated" }));
  });

  it("is refused in words that hold neither token nor signature", () => {
    const old = signed(BODY, TOKEN, "msg_1", new Date(NOW.getTime() - 301_000));
    expect(() => beginSignature(new Headers(old), [TOKEN], NOW)).toThrow(
      "webhook-timestamp is more than five minutes away from this clock.",
    );
    expect(() => beginSignature(new Headers(), [TOKEN], NOW)).toThrow(
      "The delivery is not signed, and GITLAB_WEBHOOK_SIGNING_TOKEN is set.",
    );
  });
});
