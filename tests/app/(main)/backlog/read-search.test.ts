import { describe, expect, it } from "vitest";
import { readSearch, withoutRefused } from "@/app/(main)/backlog/read-search.ts";
import { AppError } from "@/lib/errors.ts";

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
    const { params, ignored } = readSearch({ colour: "red", status: ["blocked", "completed"] });
    expect(params).toEqual({ status: "blocked" });
    expect(ignored).toEqual([
      { name: "colour", value: "red", message: "is not a filter of this page" },
      { name: "status", value: "completed", message: "is given more than once" },
    ]);
  });

  it("names every kind of filter that is wrong, and applies those that are right", () => {
    const { params, ignored } = readSearch({
      priority: "9",
      due: "soon",
      overdue: "perhaps",
      in_progress_days_gt: "-1",
      wip_days_from: "7",
      wip_days_to: "3",
      changed_since: "yesterday",
      confidential: "1",
      milestone: "Spring",
      reopened_from: "2026-03-01",
    });
    expect(params).toEqual({ milestone: "Spring", wip_days_to: "3", reopened_from: "2026-03-01" });
    expect(ignored.map(({ name }) => name).toSorted()).toEqual([
      "changed_since",
      "confidential",
      "due",
      "in_progress_days_gt",
      "overdue",
      "priority",
      "wip_days_from",
    ]);
  });

  it("names what does not go along with a look back, and looks back", () => {
    const { params, ignored } = readSearch({ as_of: "2026-03-01", status: "blocked", label: "bug", q: "cart" });
    expect(params).toEqual({ as_of: "2026-03-01", status: "blocked" });
    expect(ignored.map(({ name }) => name).toSorted()).toEqual(["label", "q"]);
    for (const { message } of ignored) expect(message).toMatch(/^does not go with as_of/);
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

describe("a question that was refused", () => {
  const refusal = (field: string) =>
    new AppError("invalid_request", "no", { faults: [{ field, message: "is me, and you have not said yet who" }] });

  it("is asked again without the parameter that was named, whose value is kept to be shown", () => {
    const search = readSearch({ assignee: "me", status: "blocked", page: "abc" });
    const rest = withoutRefused(search, refusal("query.assignee"));
    expect(rest?.params).toEqual({ status: "blocked" });
    expect(rest?.query).toMatchObject({ status: { any: ["blocked"] } });
    expect(rest?.query.assignee).toBeUndefined();
    expect(rest?.ignored.map(({ name, value, refused }) => [name, value, refused])).toEqual([
      ["page", "abc", undefined],
      ["assignee", "me", true],
    ]);
  });

  it("is not, where the error is about something else", () => {
    const search = readSearch({ assignee: "me" });
    expect(withoutRefused(search, refusal("query.author"))).toBeNull();
    expect(withoutRefused(search, new AppError("unavailable", "The database cannot be reached"))).toBeNull();
    expect(withoutRefused(search, new Error("no"))).toBeNull();
  });
});
