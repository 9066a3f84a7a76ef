import type { Role } from "@/lib/auth/access.ts";
import { exchange } from "./over-http.ts";
import type { Received } from "./judge.ts";

const ID = "0b0b0b0b-0000-4000-8000-000000000000";

/** Addresses that mean to lead past the routes, or to a page without its headers. */
const TARGETS = [
  ...["//api/issues", "/api//issues", "/api/issues/", "/api/issues;a=b", "/api/%69ssues", "/api/./issues"],
  ...["/api/issues/."],
  ...["/api/../api/issues", "/api/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "/api/issues%2f"],
  ...["/api/issues%00"],
  ...["/API/issues", "/api/Issues", "/api/issues.json", "/api/nothing", "/api", "/api/", "/api/%", "/api/%ff"],
  ...["/api/%c0%af", "/api/issues?%", "/api/issues?%ff=1", "/api/issues#x", "/api/issues/%", `/api/issues/${ID}%ff`],
  ...[`/api/issues/${ID}/`],
  ...[`/api/issues/${ID}//override`, "/api/issues/%2e", "/api/issues/%2e%2e", "/api/issues/..", "/api/issues/%5c..%5c"],
  ...["/\\evil.example", "//evil.example", "/%2f%2fevil.example"],
  ...["/_next/../api/issues", "/_next/data/x/api/issues.json"],
  ...["/_next/image?url=http://evil.example/x&w=64&q=75", "/_next/static/"],
  ...["/_next/static/../../package.json", "/_next/static/%2e%2e/%2e%2e/package.json", "/.env", "/.git/config"],
  ...["/package.json"],
  ...["/", "/backlog", "/backlog.html", "/backlog/", "/sync", "/settings/rules", "/help", "/sign-in"],
  ...["/sign-in?next=//evil.example"],
  ...["/sign-in?next=/%5cevil.example", "/sign-in?next=%00", "/sign-in/x.y", "/nothing", "/nothing.txt"],
  ...["/issues", "/issues/"],
  ...[`/issues/${ID}`, `/issues/${ID}.html`, "/issues/x.y", "/issues/%00", "/issues/%ff", "/issues/%2e%2e"],
  ...["/backlog?q=%00", "/?%ff"],
  ...["/backlog?page=99999999999999999999", "/backlog?nonsense=1", "/backlog?q=%ed%a0%80", "/?from=2026-02-30"],
  ...["/icon.svg/x"],
  `/${"a".repeat(2_000)}`,
];
/** Next itself fails on TRACE, which no browser sends, and on an address that is `*` or has a host of its own. */
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "get"];

/** Each address by each method, as nobody and as an admin: what is wrong with the answers, one line each. */
export async function fuzzAddresses(
  url: string,
  cookies: Record<Role, string>,
): Promise<{ inputs: number; faults: string[] }> {
  const faults: string[] = [];
  const readers = [null, cookies.admin];
  const asked = TARGETS.flatMap((target) =>
    METHODS.flatMap((method) => readers.map((cookie) => ({ target, method, cookie }))),
  );
  for (const { target, method, cookie } of asked) {
    const headers: Record<string, string> = cookie === null ? {} : { cookie };
    const received = await exchange(url, { method, target, headers, body: null }).catch(String);
    const name = `${method} ${target.slice(0, 80)} as ${cookie === null ? "nobody" : "an admin"}`;
    const found =
      typeof received === "string"
        ? [received]
        : faultsOf(received, URL.parse(target, url)?.pathname.startsWith("/api/") ?? false);
    faults.push(...found.map((fault) => `${name}: ${fault}`));
  }
  return { inputs: asked.length, faults };
}

function faultsOf({ status, headers, text }: Received, isApi: boolean): string[] {
  const type = headers.get("content-type") ?? "";
  const policy = headers.get("content-security-policy") ?? "";
  const location = headers.get("location") ?? "/";
  const isPage = type.startsWith("text/html");
  const isKept = isPage && !/no-store/.test(headers.get("cache-control") ?? "");
  return [
    ...(status >= 500 && status !== 501 ? [`is a ${status}`] : []),
    ...(isPage && !/frame-ancestors 'none'/.test(policy) ? [`is a ${status}, a page without a policy`] : []),
    ...(isKept ? [`is a ${status}, a page that may be kept: ${headers.get("cache-control")}`] : []),
    ...(isApi && status >= 400 && type !== "application/problem+json" && text !== ""
      ? [`is a ${status}, ${type}`]
      : []),
    ...(status < 400 || headers.has("x-content-type-options") || text === ""
      ? []
      : [`is a ${status} that may be sniffed`]),
    ...(/^\/(?![/\\])/.test(location.replace(/^http:\/\/127\.0\.0\.1:\d+/, "")) ? [] : [`leads to ${location}`]),
  ];
}
