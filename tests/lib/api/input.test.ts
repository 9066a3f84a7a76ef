import { describe, expect, test } from "vitest";
import { z } from "zod";
import { readQuery, validate } from "@/lib/api/input.ts";
import { AppError, type Fault } from "@/lib/errors.ts";
import { issueQuerySchema } from "@/lib/issues/filter-schema.ts";
import { overrideChangeSchema } from "@/lib/overrides/schema.ts";

function faultsOf(work: () => unknown): Fault[] {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid_request") return error.faults;
    throw error;
  }
  return [];
}

const query = (search: string) =>
  faultsOf(() => validate("query", issueQuerySchema, readQuery(new URL(`http://x/?${search}`))));
const body = (value: unknown) => faultsOf(() => validate("body", overrideChangeSchema, value));

describe("a query", () => {
  test.each([
    "",
    "q=100%25",
    "q=100%",
    "q=%F0%9F%90%99",
    "assignee=me,!x",
    "page=2&page_size=200&sort=-priority,title",
  ])("?%s is taken", (search) => expect(query(search)).toEqual([]));

  test.each([
    ["nonsense=1", "query.nonsense", /not known/],
    ["__proto__=1", "query.__proto__", /not known/],
    ["constructor=1", "query.constructor", /not known/],
    ["page=1&page=2", "query.page", /more than once/],
    ["page=0", "query.page", /./],
    ["page=-1", "query.page", /whole number/],
    ["page=1e3", "query.page", /whole number/],
    ["page=99999999999999999999", "query.page", /whole number/],
    ["page_size=201", "query.page_size", /./],
    ["sort=nothing", "query.sort", /takes up to 3 of/],
    ["created_from=2026-02-30", "query.created_from", /is not a day/],
    ["created_from=2026-03-02&created_to=2026-03-01", "query.created_from", /is after created_to/],
    ["q=%00", "query.q", /NUL/],
    ["q=", "query.q", /./],
    ["q=%ff", "query.q", /UTF-8/],
    ["q=%ed%a0%80", "query.q", /UTF-8/],
    ["q=%ef%bf%bd", "query.q", /UTF-8/], // what Next makes of %ff
    [`q=${"x".repeat(201)}`, "query.q", /./],
  ])("?%s is a fault of %s", (search, field, message) => {
    const [fault, ...others] = query(search);
    expect(fault?.field).toBe(field);
    expect(fault?.message).toMatch(message);
    expect(others).toEqual([]);
  });

  test("names every fault at once", () => {
    expect(query("page=x&sort=y&foo=1").map((fault) => fault.field)).toEqual(["query.sort", "query.page", "query.foo"]);
  });
});

describe("a body", () => {
  test.each([
    [{}, "body", /names no field/],
    [null, "body", /object/],
    [[], "body", /object/],
    ["text", "body", /object/],
    [{ priority: "1" }, "body.priority", /number/],
    [{ priority: 6 }, "body.priority", /./],
    [{ priority: 2 ** 40 }, "body.priority", /./],
    [{ priority: 1, title: "x" }, "body.title", /not known/],
    [{ target_date: "2026-02-30" }, "body.target_date", /is not a date/],
    [{ internal_notes: "a\0b" }, "body.internal_notes", /NUL/],
    [{ internal_notes: "\ud800" }, "body.internal_notes", /surrogate/],
    [JSON.parse('{"__proto__":{"priority":1}}'), "body.__proto__", /not known/],
  ])("%j is a fault of %s", (value, field, message) => {
    const fault = body(value).find((found) => found.field === field);
    expect(fault?.message).toMatch(message);
  });

  test("may be nested as deep as it is long without breaking anything", () => {
    const deep: unknown = JSON.parse(`${"[".repeat(100_000)}"\\u0000"${"]".repeat(100_000)}`);
    expect(faultsOf(() => validate("body", z.unknown(), deep))).toHaveLength(1);
  });

  test("says of what is missing that it is missing", () => {
    expect(faultsOf(() => validate("body", z.strictObject({ role: z.string() }), {}))).toEqual([
      { field: "body.role", message: "is missing" },
    ]);
  });
});
