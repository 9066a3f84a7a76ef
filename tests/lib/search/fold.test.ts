import { describe, expect, test } from "vitest";
import { fold, wordsOf } from "@/lib/search/fold.ts";

describe("fold", () => {
  test.for([
    ["Zoë's CAFÉ", "zoe's cafe"],
    ["Ελλάδος", "ελλαδοσ"],
    ["Ёлка", "елка"],
    ["ﬁx Ⅳ ½", "fix iv 1⁄2"],
    ["ＡＢＣ１", "abc1"],
    ["İstanbul", "istanbul"],
  ] as const)("makes %s into %s", ([text, folded]) => {
    expect(fold(text)).toBe(folded);
    expect(fold(folded)).toBe(folded);
  });
});

describe("wordsOf", () => {
  test.for([
    ["checkout_button, v2.0 (a/b)", ["checkout", "button", "v2", "0", "a", "b"]],
    ["the and of", ["the", "and", "of"]],
    ["Привет, мир", ["привет", "мир"]],
    ["مرحبا بالعالم", ["مرحبا", "بالعالم"]],
    ["搜索很慢", ["搜索", "索很", "很慢"]],
    ["慢", ["慢"]],
    ["abc搜索def慢", ["abc", "搜索", "def", "慢"]],
    ["हिन्दी", ["हिन्दी"]],
    ["❤️ -> 🎉", []],
    ["", []],
  ] as const)("of %s", ([text, words]) => {
    expect(wordsOf(text)).toEqual(words);
  });

  test("have 64 characters at most, whatever each takes in memory", () => {
    expect(wordsOf("x".repeat(100))).toEqual(["x".repeat(64)]);
    expect(wordsOf("𐐨".repeat(100))).toEqual(["𐐨".repeat(64)]);
  });
});
