import { expect, test } from "vitest";
import { refuseDangerousSettings } from "@/lib/api/start.ts";
import { parseEnv } from "@/lib/env.ts";

const SECRET = "a secret of thirty-two characters";
const DEMO = { BACKTRAK_DEMO: "1", BETTER_AUTH_SECRET: SECRET, BETTER_AUTH_URL: "http://localhost:3000" };
const REAL = {
  BETTER_AUTH_SECRET: SECRET,
  BETTER_AUTH_URL: "https://backtrak.example",
  GOOGLE_CLIENT_ID: "id",
  GOOGLE_CLIENT_SECRET: "s3cret-of-google",
  ALLOWED_EMAIL_DOMAINS: "company.com",
};

const check = (settings: Record<string, string>) => () =>
  refuseDangerousSettings(parseEnv({ DATABASE_URL: "postgresql://localhost/x", ...settings }));

test.each([
  ["a demo on localhost", DEMO],
  ["a demo on 127.0.0.1", { ...DEMO, BETTER_AUTH_URL: "http://127.0.0.1:8080" }],
  ["a demo on [::1]", { ...DEMO, BETTER_AUTH_URL: "http://[::1]:3000" }],
  ["the real thing", REAL],
])("%s starts", (_, settings) => {
  expect(check(settings)).not.toThrow();
});

test.each<[string, Record<string, string>, RegExp]>([
  ["a demo beside Google", { ...REAL, ...DEMO }, /GOOGLE_CLIENT_ID/],
  ["a demo on a public address", { ...DEMO, BETTER_AUTH_URL: "https://backtrak.example" }, /BETTER_AUTH_URL/],
  [
    "a demo on a name that only looks local",
    { ...DEMO, BETTER_AUTH_URL: "http://localhost.evil.example" },
    /BETTER_AUTH_URL/,
  ],
  [
    "a demo on this machine's network address",
    { ...DEMO, BETTER_AUTH_URL: "http://192.168.1.7:3000" },
    /BETTER_AUTH_URL/,
  ],
  ["a demo on all addresses", { ...DEMO, BETTER_AUTH_URL: "http://0.0.0.0:3000" }, /BETTER_AUTH_URL/],
  ["no secret", { ...DEMO, BETTER_AUTH_SECRET: "" }, /BETTER_AUTH_SECRET is not set/],
  ["no public address", { ...REAL, BETTER_AUTH_URL: "" }, /BETTER_AUTH_URL is not set/],
  ["half of Google", { ...REAL, GOOGLE_CLIENT_SECRET: "" }, /GOOGLE_CLIENT_SECRET/],
  ["Google for everyone", { ...REAL, ALLOWED_EMAIL_DOMAINS: " , " }, /ALLOWED_EMAIL_DOMAINS/],
])("%s does not, in one line that names the setting and tells no secret", (_, settings, message) => {
  expect(check(settings)).toThrow(message);
  expect(check(settings)).not.toThrow(/\n|s3cret|thirty-two/);
});
