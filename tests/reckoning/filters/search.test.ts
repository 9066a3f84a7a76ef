import { describe, expect, it } from "vitest";
import { ADA, issue } from "./example.ts";
import { distance, nearestWords } from "./nearest.ts";
import type { PlainIssue } from "./plain.ts";
import { finder, openLibrary } from "./search.ts";
import { wordsOf } from "./words.ts";

/** Whether the text finds an issue of that kind beside others. */
function finds(q: string, change: Partial<PlainIssue>, { role = "viewer" as const, others = [] as PlainIssue[] } = {}) {
  const wanted = issue(change);
  return finder(q, openLibrary([wanted, ...others], role))(wanted);
}

describe("Words", () => {
  it("are without case, accents and signs, and pairs where nobody writes spaces", () => {
    expect(wordsOf("Änderung: ΟΔΟΣ/p95—x_y")).toEqual(["anderung", "οδοσ", "p95", "x", "y"]);
    expect(wordsOf("PDFの文字化け v2")).toEqual(["pdf", "の文", "文字", "字化", "化け", "v2"]);
    expect(wordsOf(`${"a".repeat(70)} 数`)).toEqual(["a".repeat(64), "数"]);
  });
});

describe("A text", () => {
  it.each<[string, Partial<PlainIssue>, boolean]>([
    ["sket", { title: "Basket" }, true],
    ["sk", { title: "Basket" }, false],
    ["BA", { title: "Básket" }, true],
    ["sket", { title: "x", description: "Basket" }, false],
    ["bask", { title: "x", description: "A basket." }, true],
    ["hop", { title: "x" }, true],
    ["unal", { assignees: [ADA] }, true],
    ["unal", { author: ADA }, false],
    ["basket fridge", { title: "Basket", labels: [{ id: 1, uuid: "", title: "fridge" }] }, true],
    ["basket fridge", { title: "Basket" }, false],
    ["->", { title: "a -> b" }, true],
    ["->", { title: "a b" }, false],
    ["量", { title: "数量" }, true],
    ["#7", {}, true],
    ["Acme/Shop#7", {}, true],
    ["acme/other#7", {}, false],
    ["acme/shop#8", { title: "x 8" }, false],
    ["acme/shop#8", { description: "see acme/shop#8" }, true],
    ["https://x.test/acme/shop/-/work_items/7#note_1", {}, true],
  ])("%s, of %j", (q, change, expected) => {
    expect(finds(q, change)).toBe(expected);
  });

  it("finds notes for those who see them", () => {
    const noted = { override: { notes: "Ask Vendor", targetDate: null, priority: null } };
    expect(finds("vend", noted)).toBe(false);
    expect(finder("vend", openLibrary([issue(noted)], "manager"))(issue(noted))).toBe(true);
  });

  it("that nothing has is read as the nearest word that the reader can see", () => {
    expect(finds("bakset", { title: "Basket" })).toBe(true);
    expect(finds("bakset", { title: "Baskets" })).toBe(false);
    expect(finds("bakset", { title: "x", description: "basket" })).toBe(false);
    const secret = issue({ title: "bakset", confidential: true });
    expect(finds("bakset", { title: "Basket" }, { others: [secret] })).toBe(true);
    expect(finds("bakset", { title: "Basket" }, { others: [{ ...secret, confidential: false }] })).toBe(false);
  });
});

describe("The distance of two words", () => {
  it("counts a swap of neighbours once, and no letter twice", () => {
    expect(distance("basket", "bakset")).toBe(1);
    expect(distance("ca", "abc")).toBe(3);
    expect(distance("", "abc")).toBe(3);
  });

  it("decides what a word is read as: one mistake up to seven letters, two from eight on, none in numbers", () => {
    expect(nearestWords("zone", ["zones", "bone", "zonal", "zo"])).toEqual(["zones", "bone"]);
    expect(nearestWords("deliverx", ["delivery", "deliverer"])).toEqual(["delivery"]);
    expect(nearestWords("delievrxy", ["delivery"])).toEqual(["delivery"]);
    expect(nearestWords("1234", ["1235"])).toEqual([]);
    expect(nearestWords("zon", ["zone"])).toEqual([]);
  });
});
