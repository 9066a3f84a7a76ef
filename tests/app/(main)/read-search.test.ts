import { describe, expect, it } from "vitest";
import { readSearch, withoutRefused } from "@/app/(main)/read-search.ts";
import { AppError } from "@/lib/errors.ts";

describe("the dashboard's URL", () => {
  it("asks every panel for everything when it says nothing", () => {
    const { params, queries, ignored } = readSearch({});
    expect(params).toEqual({});
    expect(queries).toEqual({ summary: {}, engineers: {}, cycleTime: { time: "calendar" }, aging: {}, changes: {} });
    expect(ignored).toEqual([]);
  });

  it("gives each panel the filters and of the rest what it takes", () => {
    const { params, queries, ignored } = readSearch({
      from: "2026-10-01",
      to: "2026-10-31",
      bucket: "week",
      time: "working",
      since: "2026-10-05",
      label: "bug",
    });
    const label = expect.objectContaining({ any: ["bug"] });
    const period = { from: "2026-10-01", to: "2026-10-31" };
    expect(ignored).toEqual([]);
    expect(params).toMatchObject({ ...period, time: "working", since: "2026-10-05", label: "bug" });
    expect(queries).toEqual({
      summary: { label, ...period, bucket: "week" },
      engineers: { label, ...period },
      cycleTime: { label, ...period, bucket: "week", time: "working" },
      aging: { label },
      changes: { label, since: "2026-10-05" },
    });
  });

  it("holds as far as it is right; each wrong value is named once and left out", () => {
    const { params, ignored } = readSearch({
      from: "2026-02-30",
      bucket: "year",
      time: "night",
      since: "monday",
      status: "blocked",
      priority: "9",
      label: "a\0b",
    });
    expect(params).toEqual({ status: "blocked" });
    expect(ignored.map(({ name }) => name).toSorted()).toEqual([
      "bucket",
      "from",
      "label",
      "priority",
      "since",
      "time",
    ]);
    for (const { message } of ignored) expect(message).not.toBe("");
  });

  it("leaves out the beginning of a period that ends before it", () => {
    const { params, ignored } = readSearch({ from: "2026-03-02", to: "2026-03-01" });
    expect(params).toEqual({ to: "2026-03-01" });
    expect(ignored).toEqual([{ name: "from", value: "2026-03-02", message: "is after to" }]);
  });

  it("knows nothing of the backlog's order, pages and look back, and takes the first of what is given twice", () => {
    const { params, ignored } = readSearch({ as_of: "2026-03-01", sort: "title", page: "2", label: ["bug", "ui"] });
    expect(params).toEqual({ label: "bug" });
    expect(ignored).toEqual([
      { name: "as_of", value: "2026-03-01", message: "is not a filter of this page" },
      { name: "sort", value: "title", message: "is not a filter of this page" },
      { name: "page", value: "2", message: "is not a filter of this page" },
      { name: "label", value: "ui", message: "is given more than once" },
    ]);
  });
});

describe("a question that was refused", () => {
  const refusal = (field: string) =>
    new AppError("invalid_request", "no", { faults: [{ field, message: "cannot be answered" }] });

  it("is asked again without the parameter that was named, by every panel", () => {
    const search = readSearch({ assignee: "me", bucket: "day", nonsense: "1" });
    const rest = withoutRefused(search, refusal("query.assignee"));
    expect(rest?.params).toEqual({ bucket: "day" });
    expect(rest?.queries).toEqual({
      summary: { bucket: "day" },
      engineers: {},
      cycleTime: { bucket: "day", time: "calendar" },
      aging: {},
      changes: {},
    });
    expect(rest?.ignored.map(({ name, value, refused }) => [name, value, refused])).toEqual([
      ["nonsense", "1", undefined],
      ["assignee", "me", true],
    ]);
    expect(search.params).toEqual({ assignee: "me", bucket: "day" });
  });

  it("is not, where the error is about something else", () => {
    const search = readSearch({ assignee: "me" });
    expect(withoutRefused(search, refusal("query.author"))).toBeNull();
    expect(withoutRefused(search, new AppError("unavailable", "The database cannot be reached"))).toBeNull();
  });
});
