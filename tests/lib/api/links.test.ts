import { expect, test } from "vitest";
import { pageLinks } from "@/lib/api/links.ts";

const url = new URL("http://localhost:3000/api/issues?q=a%20b&page=3&status=blocked");

function relations(link: string): Record<string, string> {
  const links = [...link.matchAll(/<([^>]*)>; rel="(\w+)"/g)];
  return Object.fromEntries(links.map(([, target = "", name = ""]): [string, string] => [name, target]));
}

test("a page in the middle links to all four, with the question as it was asked", () => {
  expect(relations(pageLinks(url, { page: 3, pageSize: 10, total: 45 }))).toEqual({
    first: "/api/issues?q=a+b&page=1&status=blocked",
    prev: "/api/issues?q=a+b&page=2&status=blocked",
    next: "/api/issues?q=a+b&page=4&status=blocked",
    last: "/api/issues?q=a+b&page=5&status=blocked",
  });
});

test.each([
  [{ page: 1, pageSize: 10, total: 45 }, ["first", "next", "last"]],
  [{ page: 5, pageSize: 10, total: 45 }, ["first", "prev", "last"]],
  [{ page: 5, pageSize: 10, total: 50 }, ["first", "prev", "last"]],
  [{ page: 1, pageSize: 10, total: 10 }, ["first", "last"]],
  [{ page: 1, pageSize: 10, total: 0 }, ["first", "last"]],
])("%j links to %j", (paging, expected) => {
  expect(Object.keys(relations(pageLinks(url, paging)))).toEqual(expected);
});

test("a page beyond the end leads back to the last one", () => {
  expect(relations(pageLinks(url, { page: 99, pageSize: 10, total: 45 })).prev).toContain("page=5");
});
