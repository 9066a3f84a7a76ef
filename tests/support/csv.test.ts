import { expect, test } from "vitest";
import { columnOf, parseCsv } from "./csv.ts";

test("A CSV's cells are read with their quotes, commas and line ends", () => {
  const csv = parseCsv('\uFEFFa,b\r\n"x, ""y""","1\n2"\r\n,\r\n');
  expect(csv).toEqual({
    columns: ["a", "b"],
    rows: [
      ['x, "y"', "1\n2"],
      ["", ""],
    ],
  });
  expect(columnOf(csv, "b")).toEqual(["1\n2", ""]);
  expect(() => columnOf(csv, "c")).toThrow("there is no column c among a, b");
});

test.each([
  ["a,b\r\nc,", "no CSV from character 7: "],
  ["a,b\nc,d\r\n", "no CSV from character 2: b\nc,d\r\n"],
  ['a\r\n"x\r\n', 'no CSV from character 3: "x\r\n'],
  ["a,b\r\nc\r\n", "row 1 has 1 cells instead of 2"],
])("What is none, %j, is not read", (text, fault) => {
  expect(() => parseCsv(text)).toThrow(fault);
});
