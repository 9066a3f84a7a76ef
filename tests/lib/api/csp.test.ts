import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { contentSecurityPolicy } from "@/lib/api/csp.ts";

function directives(options: Partial<Parameters<typeof contentSecurityPolicy>[0]> = {}): Record<string, string[]> {
  const policy = contentSecurityPolicy({ nonce: "n0nce", gitlabUrl: undefined, isDevelopment: false, ...options });
  return Object.fromEntries(
    policy.split("; ").map((directive) => {
      const [name = "", ...sources] = directive.split(" ");
      return [name, sources];
    }),
  );
}

test("scripts run by nonce alone, and nothing else may be loaded, framed or rebased", () => {
  const policy = directives();
  expect(policy["script-src"]).toEqual(["'self'", "'nonce-n0nce'", "'strict-dynamic'"]);
  expect(policy["object-src"]).toEqual(["'none'"]);
  expect(policy["base-uri"]).toEqual(["'none'"]);
  expect(policy["frame-ancestors"]).toEqual(["'none'"]);
  expect(policy["default-src"]).toEqual(["'self'"]);
  expect(policy["style-src-elem"]).not.toContain("'unsafe-inline'");
});

test("images come from here and from the GitLab that is mirrored, by its origin alone", () => {
  expect(directives()["img-src"]).toEqual(["'self'", "data:"]);
  const gitlabUrl = "https://gitlab.example:8443/sub/folder";
  expect(directives({ gitlabUrl })["img-src"]).toEqual(["'self'", "data:", "https://gitlab.example:8443"]);
});

test("eval is for development only", () => {
  expect(directives({ isDevelopment: true })["script-src"]).toContain("'unsafe-eval'");
  expect(directives()["script-src"]).not.toContain("'unsafe-eval'");
});

test("the hashes are those of the style that the installed sonner inserts, and of the empty one before it", () => {
  const source = readFileSync(fileURLToPath(import.meta.resolve("sonner")), "utf8");
  const literal = /__insertCSS\(("(?:[^"\\]|\\.)*")\)/.exec(source)?.[1] ?? '""';
  const hashes = ["", String(JSON.parse(literal))].map(
    (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`,
  );
  expect(new Set(hashes).size).toBe(2);
  expect(directives()["style-src-elem"]).toEqual(["'self'", "'nonce-n0nce'", ...hashes]);
});
