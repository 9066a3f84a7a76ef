import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holds, markPieces } from "@/components/search/marks.ts";
import { wordsOf } from "@/lib/search/fold.ts";

/** The text with what is marked in brackets. */
function marked(text: string, search: string, beginnings = false): string {
  const pieces = markPieces(text, wordsOf(search), { beginnings });
  return pieces.map((piece) => (piece.marked ? `[${piece.text}]` : piece.text)).join("");
}

test.each([
  ["anywhere in a word from three letters on", "Repayment of a PAYMENT", "pay", "Re[pay]ment of a [PAY]MENT"],
  ["two letters at the beginning of a word only", "Pause the upper pa-pa", "pa", "[Pa]use the upper [pa]-[pa]"],
  ["every word of the search", "Cart loses items", "items cart", "[Cart] loses [items]"],
  ["words that overlap, as one", "Repayments", "payment repay", "[Repayment]s"],
  ["a word that overlaps itself", "aaaaa", "aaaa", "[aaaaa]"],
  ["a word that follows another at once, as one", "foobar", "foo bar", "[foobar]"],
  ["nothing where nothing was found", "Cart loses items", "payment", "Cart loses items"],
  ["a number after a sign", "Order #1042 fails", "1042", "Order #[1042] fails"],
  ["letters that mean something in a pattern as themselves", "a.b.c (x+y)* [z]", "x y", "a.b.c ([x]+[y])* [z]"],
])("marks %s", (_, text, search, expected) => {
  expect(marked(text, search)).toBe(expected);
});

describe("keeps the characters as they were written", () => {
  test.each([
    ["an accent that the search lacks", "Café Über", "cafe uber", "[Café] [Über]"],
    ["an accent that the text lacks", "Cafe", "café", "[Cafe]"],
    ["accents that are characters of their own", "cafe\u0301s ouverts", "cafe", "[cafe\u0301]s ouverts"],
    ["two such accents on the last letter", "cafe\u0301\u0323", "cafe", "[cafe\u0301\u0323]"],
    ["a ligature, half of which was found, whole", "O\ufb03ce", "off", "[O\ufb03]ce"],
    ["a ligature in the middle", "the o\ufb03ce", "office", "the [o\ufb03ce]"],
    ["ß, which stays itself", "Die Straße", "straße", "Die [Straße]"],
    ["a capital ß", "STRA\u1e9eE", "straße", "[STRA\u1e9eE]"],
    ["the dotted capital İ", "İstanbul'da ödeme", "istanbul", "[İstanbul]'da ödeme"],
    ["a sigma at the end", "ΟΔΟΣ και οδος", "οδος", "[ΟΔΟΣ] και [οδος]"],
    ["wide letters", "ＡＢＣ shop", "abc", "[ＡＢＣ] shop"],
    ["a syllable of Hangul of which a part was found", "한국어", "하", "[한]국어"],
    ["Cyrillic", "Оплата не проходит", "оплат", "[Оплат]а не проходит"],
    ["emoji beside it", "🚀 payment 👩‍💻 fails", "payment", "🚀 [payment] 👩‍💻 fails"],
    ["a letter beyond the first plane", "𝐏𝐚𝐲 now", "pay", "[𝐏𝐚𝐲] now"],
  ])("%s", (_, text, search, expected) => {
    expect(marked(text, search)).toBe(expected);
  });
});

test("marks Chinese anywhere, a pair at a time, as one piece", () => {
  expect(marked("订单支付失败", "支付")).toBe("订单[支付]失败");
  expect(marked("订单支付失败", "支付失")).toBe("订单[支付失]败");
  expect(marked("新API支付", "api")).toBe("新[API]支付");
});

test("marks in a description only where a word begins with it", () => {
  expect(marked("repay the payment", "pay", true)).toBe("repay the [pay]ment");
});

test("marks a sign that was searched for literally", () => {
  expect(markPieces("a -> b", ["->"]).filter((piece) => piece.marked)).toEqual([{ at: 2, text: "->", marked: true }]);
});

test("the pieces are the text, whatever it is, and alternate", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme" }),
      fc.array(fc.string({ unit: "grapheme", minLength: 1 })),
      (text, words) => {
        const pieces = markPieces(text, words.flatMap(wordsOf));
        expect(pieces.map((piece) => piece.text).join("")).toBe(text);
        expect(pieces.every((piece, at) => piece.marked !== pieces[at - 1]?.marked)).toBe(true);
      },
    ),
  );
});

test("what search finds in a title is marked there, and nothing else is", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "é", "İ", "ß", "1", " ", "-", "ﬁ", "Σ"), maxLength: 12 });
  fc.assert(
    fc.property(letters, letters, (text, search) => {
      for (const word of wordsOf(search)) {
        const found = wordsOf(text).some((known) => (word.length < 3 ? known.startsWith(word) : known.includes(word)));
        expect(holds(text, word)).toBe(found);
      }
    }),
  );
});
