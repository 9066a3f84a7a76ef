import { describe, expect, it } from "vitest";
import { parseEnv } from "@/lib/env.ts";

const DATABASE_URL = "postgresql://localhost/x";
const TOKEN = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const parse = (settings: Record<string, string>) => parseEnv({ DATABASE_URL, ...settings });

describe("the settings of the webhook", () => {
  it("take a secret and a signing token, each with the one before it", () => {
    const settings = {
      GITLAB_WEBHOOK_SECRET: "a secret",
      GITLAB_WEBHOOK_SECRET_PREVIOUS: "the last one",
      GITLAB_WEBHOOK_SIGNING_TOKEN: TOKEN,
      GITLAB_WEBHOOK_SIGNING_TOKEN_PREVIOUS: `whsec_${Buffer.alloc(24, 8).toString("base64")}`,
    };
    expect(parse(settings)).toMatchObject(settings);
  });

  it("need neither", () => {
    const { GITLAB_WEBHOOK_SECRET, GITLAB_WEBHOOK_SIGNING_TOKEN } = parse({});
    expect([GITLAB_WEBHOOK_SECRET, GITLAB_WEBHOOK_SIGNING_TOKEN]).toEqual([undefined, undefined]);
  });

  it.each([
    ["empty", ""],
    ["blank", "  "],
    ["without its prefix", TOKEN.replace("whsec_", "")],
    ["of a prefix alone", "whsec_"],
    ["of 23 bytes", `whsec_${Buffer.alloc(23, 7).toString("base64")}`],
    ["of other signs than base64's", `whsec_${"ü".repeat(40)}`],
  ])("name a signing token %s in one line, and do not quote it", (_, token) => {
    const line = "GITLAB_WEBHOOK_SIGNING_TOKEN must be whsec_ and at least 24 bytes in base64";
    const refused = expect.objectContaining({ code: "bad_environment", message: line });
    expect(() => parse({ GITLAB_WEBHOOK_SIGNING_TOKEN: token })).toThrow(refused);
  });

  it("name an empty secret, which would protect nothing", () => {
    expect(() => parse({ GITLAB_WEBHOOK_SECRET: "" })).toThrow(/^GITLAB_WEBHOOK_SECRET must not be empty$/);
  });

  it("take an empty previous one as none: the change is over", () => {
    const previous = { GITLAB_WEBHOOK_SECRET_PREVIOUS: "", GITLAB_WEBHOOK_SIGNING_TOKEN_PREVIOUS: "" };
    expect(parse(previous)).toMatchObject({ BACKTRAK_DEMO: false });
  });
});

describe("the holidays", () => {
  it("are plain days in order, each once, and none by default", () => {
    expect(parse({ HOLIDAYS: " 2026-12-26,2026-12-25 ,, 2026-12-26" }).HOLIDAYS).toEqual(["2026-12-25", "2026-12-26"]);
    expect(parse({}).HOLIDAYS).toEqual([]);
    expect(parse({ HOLIDAYS: " " }).HOLIDAYS).toEqual([]);
  });

  it.each([
    ["2026-12-25,2026-02-30", '"2026-02-30"'],
    ["25.12.2026", '"25.12.2026"'],
    ["2026-12-25 2026-12-26", '"2026-12-25 2026-12-2"'],
    ["2026-12-25T00:00:00Z", '"2026-12-25T00:00:00Z"'],
    ["a\nb", '"a\\nb"'],
  ])("written as %j are refused in one line that names the wrong one", (text, quoted) => {
    const message = `HOLIDAYS has ${quoted}, which is not a day such as 2026-12-25`;
    expect(() => parse({ HOLIDAYS: text })).toThrow(expect.objectContaining({ code: "bad_environment", message }));
  });
});

describe("the trusted proxies", () => {
  it("are addresses and ranges", () => {
    const TRUSTED_PROXIES = "10.0.0.1, 10.0.0.0/8,::1,fd00::/8";
    expect(parse({ TRUSTED_PROXIES }).TRUSTED_PROXIES).toEqual(["10.0.0.1", "10.0.0.0/8", "::1", "fd00::/8"]);
    expect(parse({}).TRUSTED_PROXIES).toEqual([]);
  });

  it.each(["proxy.internal", "10.0.0.0/33", "10.0.0", "*", "10.0.0.1 10.0.0.2"])("are not %s", (text) => {
    expect(() => parse({ TRUSTED_PROXIES: text })).toThrow(/^TRUSTED_PROXIES must be addresses or ranges/);
  });
});
