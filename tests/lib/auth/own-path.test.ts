import { expect, test } from "vitest";
import { isOwnPath } from "@/lib/auth/own-path.ts";

test.each([
  "/",
  "/backlog",
  "/backlog?status=blocked&q=a%2Fb",
  "/backlog?q=%5C%2F%2F",
  "/issues/4b1c#timeline",
  "/a//b",
  "/caf%C3%A9",
])("%s stays here", (path) => {
  expect(isOwnPath(path)).toBe(true);
});

test.each([
  "",
  "backlog",
  "https://evil.example",
  "javascript:alert(1)",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\/evil.example",
  "/%2f%2fevil.example",
  "/%2F/evil.example",
  "/%5cevil.example",
  "/%255cevil.example",
  "/%252f%252fevil.example",
  "/\t/evil.example",
  "/%09/evil.example",
  "/\n/evil.example",
  "/backlog\\..\\..",
  "/%",
  "/backlog?next=\r\nSet-Cookie:a=b",
  " /backlog",
])("%j could lead elsewhere", (path) => {
  expect(isOwnPath(path)).toBe(false);
});

test("no path that a browser resolves to another site is taken for ours", () => {
  const parts = ["/", "\\", "%2f", "%5c", "%09", "\t", "\n", "evil.example", "@", ":", ".", "%"];
  const pairs = parts.flatMap((first) => parts.map((second) => first + second));
  const paths = pairs.flatMap((start) => pairs.map((end) => start + end));
  const leadsAway = (path: string) => URL.parse(path, "https://own.example")?.origin !== "https://own.example";
  expect(paths.filter(leadsAway).length).toBeGreaterThan(100);
  expect(paths.filter(isOwnPath).filter(leadsAway)).toEqual([]);
});
