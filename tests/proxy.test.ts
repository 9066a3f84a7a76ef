import { CspEvaluator } from "csp_evaluator/dist/evaluator.js";
import { Severity } from "csp_evaluator/dist/finding.js";
import { CspParser } from "csp_evaluator/dist/parser.js";
import { NextRequest } from "next/server";
import { readdir } from "node:fs/promises";
import { describe, expect, test, vi } from "vitest";
import { problemSchema } from "@/lib/api/problem.ts";
import { PATH_HEADER } from "@/lib/auth/own-path.ts";
import nextConfig from "@/next.config.ts";
import { config, proxy } from "@/proxy.ts";

const ORIGIN = "https://backtrak.example";
const SESSION = "backtrak.session_token=any";

const ask = (path: string, cookie = SESSION) => proxy(new NextRequest(`${ORIGIN}${path}`, { headers: { cookie } }));
const policyOf = (response: Response) => response.headers.get("content-security-policy") ?? "";
const isMatched = (path: string) => config.matcher.some((pattern) => new RegExp(`^${pattern}$`).test(path));

/** The addresses of all pages, with an id where one belongs. */
async function pages(): Promise<string[]> {
  const files = (await readdir("app", { recursive: true })).filter((file) => /(^|\/)page\.tsx$/.test(file));
  return files.map((file) => `/${file}`.replace(/\/\([^)]*\)|\/page\.tsx$/g, "").replace("[id]", "0b0b") || "/");
}

describe("every page", () => {
  test("is sent with a policy of its own, whose nonce is of one answer only", async () => {
    const found = await pages();
    expect(found).toContain("/backlog");
    expect(found.filter((path) => !isMatched(path))).toEqual([]);
    const policies = [...found, ...found].map((path) => policyOf(ask(path)));
    expect(policies.filter((policy) => !/script-src [^;]*'nonce-[\w-]{36}'/.test(policy))).toEqual([]);
    expect(new Set(policies).size).toBe(policies.length);
  });

  test("that is none has one too, whatever its address ends in; only files and the API do not", async () => {
    const odd = ["/nothing", "/issues/x.y", "/backlog.html", "/sign-in/x.css", "/api", "/icon.svg/x"];
    expect(odd.filter((path) => !isMatched(path))).toEqual([]);
    const files = (await readdir("public")).map((file) => `/${file}`);
    expect(files.length).toBeGreaterThan(0);
    expect([...files, "/_next/static/x.js", "/api/issues"].filter(isMatched)).toEqual([]);
  });

  test("is rendered under the policy it is sent with, and told its own address", () => {
    const response = ask("/backlog?q=x");
    const told = (name: string) => response.headers.get(`x-middleware-request-${name}`);
    expect(told("content-security-policy")).toBe(policyOf(response));
    expect(policyOf(response)).toContain(`'nonce-${told("x-nonce")}'`);
    expect(told(PATH_HEADER)).toBe("/backlog?q=x");
  });

  test("asks for HTTPS for a year where it is served over HTTPS, and only there", () => {
    vi.stubEnv("BETTER_AUTH_URL", ORIGIN);
    expect(ask("/").headers.get("strict-transport-security")).toBe("max-age=31536000; includeSubDomains");
    vi.stubEnv("BETTER_AUTH_URL", "http://localhost:3000");
    expect(ask("/").headers.get("strict-transport-security")).toBeNull();
  });
});

describe("the policy, judged by csp_evaluator,", () => {
  const findings = (policy: string) =>
    new CspEvaluator(new CspParser(policy).csp).evaluate().filter(({ severity }) => severity < Severity.INFO);

  test("has no finding beyond a remark", () => {
    vi.stubEnv("GITLAB_URL", "https://gitlab.example");
    expect(findings(policyOf(ask("/")))).toEqual([]);
    expect(findings(policyOf(ask("/sign-in", "")))).toEqual([]);
  });

  test("would have one if a script could stand in the page", () => {
    const open = policyOf(ask("/")).replace(/script-src [^;]*/, "script-src 'self' 'unsafe-inline'");
    expect(findings(open).map(({ severity }) => severity)).toContain(Severity.HIGH);
  });
});

test("what is answered beside pages and data may not be sniffed, framed, or run anything", async () => {
  const told = (await nextConfig.headers?.()) ?? [];
  const headersOf = (source: string) =>
    Object.fromEntries(told.find((one) => one.source === source)?.headers.map(({ key, value }) => [key, value]) ?? []);
  expect(headersOf("/:path*")).toEqual({
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
  });
  expect(headersOf("/_next/:path*")["Content-Security-Policy"]).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(nextConfig.poweredByHeader).toBe(false);
});

describe("an address that cannot be decoded", () => {
  test("is refused as everything of the API is", async () => {
    expect(isMatched("/api/issues/%ff")).toBe(true);
    const response = ask("/api/issues/%ff");
    expect([response.status, response.headers.get("content-type")]).toEqual([400, "application/problem+json"]);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(problemSchema.parse(await response.json())).toMatchObject({
      code: "invalid_request",
      request_id: response.headers.get("x-request-id"),
      faults: [{ field: "params", message: "are not valid UTF-8" }],
    });
  });

  test("of a page is refused without one", async () => {
    const response = ask("/issues/%ff");
    expect([response.status, await response.text()]).toEqual([400, "The address is not valid UTF-8."]);
  });
});

describe("without a session", () => {
  test.each([
    ["/backlog?status=blocked&q=a%2Fb", "/sign-in?next=%2Fbacklog%3Fstatus%3Dblocked%26q%3Da%252Fb"],
    ["/", "/sign-in"],
    ["//evil.example", "/sign-in?next=%2F%2Fevil.example"],
  ])("%s leads to the sign-in of this site", (path, target) => {
    const response = ask(path, "");
    expect(response.status).toBe(307);
    expect(response.headers.get("location")).toBe(`${ORIGIN}${target}`);
  });

  test("the sign-in itself is shown", () => {
    expect(ask("/sign-in", "").headers.get("location")).toBeNull();
  });
});
