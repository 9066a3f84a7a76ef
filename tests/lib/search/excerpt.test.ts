import { expect, test } from "vitest";
import { excerptOf } from "@/lib/search/excerpt.ts";

const word = (text: string) => [{ word: text, instead: null }];
const LONG = `${"before ".repeat(40)}Schlüssel\n\n  here ${"after ".repeat(40)}`;

test("a short text is shown whole, its white space as blanks", () => {
  expect(excerptOf([" one\n\ttwo  three "], word("tw"))).toBe("one two three");
});

test("a long one is cut around what was found, 160 characters at most", () => {
  const excerpt = excerptOf([LONG], word("schluss")) ?? "";
  expect(excerpt).toMatch(/^….*before Schlüssel here after .*…$/);
  expect([...excerpt]).toHaveLength(160);
});

test("at its beginning and at its end it is cut on one side", () => {
  expect(excerptOf([`key ${"x ".repeat(200)}`], word("key"))).toMatch(/^key x .*…$/);
  expect(excerptOf([`${"x ".repeat(200)}key`], word("key"))).toMatch(/^….* x key$/);
});

test("within what is written without spaces it is found too", () => {
  const excerpt = excerptOf([`${"文".repeat(300)}搜索${"字".repeat(300)}`], word("搜索")) ?? "";
  expect(excerpt).toContain("搜索");
});

test("the first text that holds a word is taken, and none without one, nor for words in place of others", () => {
  expect(excerptOf([null, "a note"], word("note"))).toBe("a note");
  expect(excerptOf(["footnote", null], word("note"))).toBeNull();
  expect(excerptOf(["a note"], [{ word: "nota", instead: ["note"] }])).toBeNull();
});
