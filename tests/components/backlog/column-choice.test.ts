import { describe, expect, it } from "vitest";
import {
  COLUMN_IDS,
  DEFAULT_COLUMNS,
  isColumn,
  readColumns,
  withColumn,
  withColumnAt,
  writeColumns,
} from "@/components/backlog/column-choice.ts";
import { columnMeta } from "@/components/backlog/column-meta.ts";
import { readSorting, writeSorting } from "@/components/backlog/sorting.ts";
import { SORT_KEYS } from "@/lib/issues/filters.ts";

describe("the chosen columns", () => {
  it("are the usual ones when the URL says nothing, and then are not written into it", () => {
    expect(readColumns(undefined)).toEqual(DEFAULT_COLUMNS);
    expect(writeColumns(DEFAULT_COLUMNS)).toBeNull();
  });

  it("stand in the order of the URL, once each, after those that are always there", () => {
    expect(readColumns("due,status,due,nonsense,title")).toEqual(["reference", "title", "due", "status"]);
  });

  it("come back the same after they were written", () => {
    for (const id of COLUMN_IDS) {
      const columns = withColumn(DEFAULT_COLUMNS, id, true);
      expect(readColumns(writeColumns(columns) ?? undefined)).toEqual(columns);
    }
  });

  it("get a new one at its place in the full list", () => {
    expect(withColumn(["reference", "title", "updated_at"], "due", true)).toEqual([
      "reference",
      "title",
      "due",
      "updated_at",
    ]);
    expect(withColumn(["reference", "title", "updated_at"], "wip_since", true).at(-1)).toBe("wip_since");
    expect(withColumn(["reference", "title", "due"], "due", false)).toEqual(["reference", "title"]);
  });

  it("can stand in another order, after those that are always there", () => {
    const columns = readColumns("status,due,labels");
    expect(withColumnAt(columns, "due", 2)).toEqual(["reference", "title", "due", "status", "labels"]);
    expect(withColumnAt(columns, "status", 4)).toEqual(["reference", "title", "due", "labels", "status"]);
    expect(withColumnAt(columns, "labels", -3)).toEqual(["reference", "title", "labels", "status", "due"]);
    expect(withColumnAt(columns, "title", 4)).toEqual(columns);
    expect(withColumnAt(columns, "weight", 2)).toEqual(columns);
    expect(readColumns(writeColumns(withColumnAt(columns, "due", 2)) ?? undefined)).toEqual(
      withColumnAt(columns, "due", 2),
    );
  });

  it("know only columns that exist", () => {
    expect(isColumn("toString")).toBe(false);
    expect(COLUMN_IDS).toHaveLength(19);
  });
});

describe("columns and the API", () => {
  it("agree on what can be sorted by: all but people and labels", () => {
    const sortable = COLUMN_IDS.filter((id) => id !== "assignees" && id !== "labels");
    expect(sortable.filter((id) => !SORT_KEYS.some((key) => key === id))).toEqual([]);
  });

  it("put numbers to the right", () => {
    expect(COLUMN_IDS.filter((id) => columnMeta(id).align === "end")).toEqual(["priority", "cycle_seconds", "weight"]);
  });
});

describe("the order", () => {
  it("reads as the table knows it, and back", () => {
    expect(readSorting("-due,title")).toEqual([
      { id: "due", desc: true },
      { id: "title", desc: false },
    ]);
    expect(writeSorting(readSorting("-due,title"))).toBe("-due,title");
    expect(readSorting(undefined)).toEqual([{ id: "updated_at", desc: true }]);
    expect(writeSorting([])).toBeNull();
  });
});
