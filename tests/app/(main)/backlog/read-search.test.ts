import { describe, expect, it } from "vitest";
import { readSearch } from "@/app/(main)/backlog/read-search.ts";

describe("the backlog's URL", () => {
  it("asks for the first fifty, newest first, when it says nothing", () => {
    const { params, query, ignored } = readSearch({});
    expect(params).toEqual({});
    expect(query).toMatchObject({ page: 1, page_size: 50, sort: [{ key: "updated_at", descending: true }] });
    expect(ignored).toEqual([]);
  });

  it("holds as far as it is right; each wrong value is named and left out", () => {
    const { params, query, ignored } = readSearch({
      status: "blocked",
      page: "abc",
      sort: "nonsense",
      created_from: "2026-02-30",
      label: "bug",
    });
    expect(params).toEqual({ status: "blocked", label: "bug" });
    expect(query.status?.any).toEqual(["blocked"]);
    expect(query.page).toBe(1);
    expect(Object.fromEntries(ignored.map(({ name, value }) => [name, value]))).toEqual({
      created_from: "2026-02-30",
      page: "abc",
      sort: "nonsense",
    });
    for (const { message } of ignored) expect(message).not.toBe("");
  });

  it("leaves out the beginning of a range that ends before it", () => {
    const { params, ignored } = readSearch({ created_from: "2026-03-02", created_to: "2026-03-01" });
    expect(params).toEqual({ created_to: "2026-03-01" });
    expect(ignored).toEqual([{ name: "created_from", value: "2026-03-02", message: "is after created_to" }]);
  });

  it("finds the wrong range behind a wrong value", () => {
    const { params, ignored } = readSearch({ page: "0", created_from: "2026-03-02", created_to: "2026-03-01" });
    expect(params).toEqual({ created_to: "2026-03-01" });
    expect(ignored.map(({ name }) => name)).toEqual(["page", "created_from"]);
  });

  it("says what it does not know, and takes the first of what is given twice", () => {
    const { params, ignored } = readSearch({ overdue: "true", status: ["blocked", "completed"] });
    expect(params).toEqual({ status: "blocked" });
    expect(ignored).toEqual([
      { name: "overdue", value: "true", message: "is not a filter of this page" },
      { name: "status", value: "completed", message: "is given more than once" },
    ]);
  });

  it("leaves out text that no database takes", () => {
    const { params, ignored } = readSearch({ q: "a\0b", label: "\ud800" });
    expect(params).toEqual({});
    expect(ignored.map(({ name }) => name).toSorted()).toEqual(["label", "q"]);
  });

  it("leaves out columns that do not exist, and never asks the database for columns", () => {
    expect(readSearch({ columns: "due,weight" }).params).toEqual({ columns: "due,weight" });
    const { params, ignored } = readSearch({ columns: "due,toString" });
    expect(params).toEqual({});
    expect(ignored).toHaveLength(1);
  });
});
