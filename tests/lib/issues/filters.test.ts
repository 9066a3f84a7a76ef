import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BACKLOG_PARAMS,
  backlogPath,
  type BacklogParams,
  canonicalQuery,
  filterParams,
  formatValues,
  hasFilters,
  parseValues,
  readParams,
  withChange,
} from "@/lib/issues/filters.ts";

const params: fc.Arbitrary<BacklogParams> = fc.dictionary(
  fc.constantFrom(...BACKLOG_PARAMS),
  fc.string({ minLength: 1 }),
);
const read = (search: string) => readParams(new URLSearchParams(search));

describe("the parameters of a URL", () => {
  it("are read as they stand; unknown and empty ones are left out", () => {
    expect(read("status=blocked,!gone&q=&page=x&columns=due&nonsense=1")).toEqual({
      status: "blocked,!gone",
      page: "x",
      columns: "due",
    });
  });

  it("come back the same after they were written, but for the defaults", () => {
    fc.assert(
      fc.property(params, (given) => {
        const again = read(backlogPath(given).split("?")[1] ?? "");
        expect(canonicalQuery(again)).toBe(canonicalQuery(given));
        expect(backlogPath(again)).toBe(backlogPath(given));
      }),
    );
  });
});

describe("the canonical form", () => {
  it("has one order and no defaults, whatever order they were given in", () => {
    const query = canonicalQuery({
      page_size: "50",
      q: "a b",
      sort: "-updated_at",
      page: "1",
      assignee: "ana,!ben,none",
    });
    expect(query).toBe("assignee=ana,%21ben,none&q=a+b");
  });

  it("keeps what is not the default", () => {
    expect(canonicalQuery({ page: "2", page_size: "100", sort: "title" })).toBe("sort=title&page=2&page_size=100");
  });

  it("never tells the API which columns are shown, but the page's address does", () => {
    const chosen: BacklogParams = { columns: "due", q: "x" };
    expect(canonicalQuery(chosen)).toBe("q=x");
    expect(backlogPath(chosen)).toBe("/backlog?q=x&columns=due");
    expect(backlogPath({})).toBe("/backlog");
  });
});

describe("a change", () => {
  it("sets, removes and leaves alone", () => {
    expect(withChange({ status: "blocked", label: "bug" }, { status: null, q: "x" })).toEqual({ label: "bug", q: "x" });
  });

  it("of a filter, the order or the size goes back to the first page", () => {
    const third = { page: "3", q: "x" };
    for (const change of [{ status: "blocked" }, { q: null }, { sort: "title" }, { page_size: "100" }]) {
      expect(withChange(third, change).page).toBeUndefined();
    }
  });

  it("of the page or of the columns keeps where one is", () => {
    expect(withChange({ page: "3" }, { page: "4" }).page).toBe("4");
    expect(withChange({ page: "3" }, { columns: "due" })).toEqual({ page: "3", columns: "due" });
  });

  it("does not touch what it was given", () => {
    const given = { q: "x", page: "2" };
    withChange(given, { q: null });
    expect(given).toEqual({ q: "x", page: "2" });
  });
});

describe("filters", () => {
  it("are told from order, page and columns", () => {
    expect(filterParams({ q: "x", sort: "title", page: "2", columns: "due" })).toEqual({ q: "x" });
    expect(hasFilters({ sort: "title", page: "2", columns: "due" })).toBe(false);
    expect(hasFilters({ completed_to: "2026-01-31" })).toBe(true);
  });
});

describe("several values", () => {
  it("are any of these, none of those, without any, or with one at least", () => {
    expect(parseValues("ana, !ben ,none,!,")).toEqual({ any: ["ana"], not: ["ben"], none: true, some: false });
    expect(parseValues("!none")).toEqual({ any: [], not: [], none: false, some: true });
    expect(parseValues(undefined)).toEqual({ any: [], not: [], none: false, some: false });
  });

  it("hold commas, exclamation marks and the word none behind a backslash", () => {
    expect(parseValues("Q1\\, 2026,!\\!urgent,\\none,a\\\\b").any).toEqual(["Q1, 2026", "none", "a\\b"]);
    expect(parseValues("!\\!urgent").not).toEqual(["!urgent"]);
  });

  it("come back the same after they were written", () => {
    const value = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text.trim() === text);
    const values = fc.array(value);
    const list = fc.record({ any: values, not: values, none: fc.boolean(), some: fc.boolean() });
    fc.assert(
      fc.property(list, (given) => {
        expect(parseValues(formatValues(given) ?? undefined)).toEqual(given);
      }),
    );
  });

  it("are null where nothing is left, which removes the parameter", () => {
    expect(formatValues({ any: [], not: [], none: false, some: false })).toBeNull();
  });
});
