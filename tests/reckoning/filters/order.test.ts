import { describe, expect, it } from "vitest";
import { at, issue } from "./example.ts";
import { misplaced } from "./order.ts";

const early = issue({ iid: 1, dueDate: "2026-01-01", updatedAt: at("2026-01-01") });
const late = issue({ iid: 2, dueDate: "2026-02-01", updatedAt: at("2026-01-01") });
const never = issue({ iid: 3, updatedAt: at("2026-02-01") });

describe("An order", () => {
  it("has what is missing last, whichever way it goes", () => {
    expect(misplaced([early, late, never], "due")).toEqual([]);
    expect(misplaced([late, early, never], "-due")).toEqual([]);
    expect(misplaced([never, late, early], "-due")).toEqual([1]);
    expect(misplaced([late, early], "due")).toEqual([1]);
  });

  it("goes on with the next key where one is equal", () => {
    expect(misplaced([never, late, early], "-updated_at,-due")).toEqual([]);
    expect(misplaced([never, early, late], "-updated_at,-due")).toEqual([2]);
  });

  it("leaves out text that every database sorts its own way", () => {
    const foreign = issue({ title: "Ärger" });
    expect(misplaced([issue({ title: "b" }), foreign, issue({ title: "C" })], "title")).toEqual([]);
    expect(misplaced([issue({ title: "b" }), foreign, issue({ title: "A" })], "title")).toEqual([2]);
  });

  it("is not known for a key that does not exist", () => {
    expect(() => misplaced([early], "size")).toThrow("nothing is known of the order size");
  });
});
