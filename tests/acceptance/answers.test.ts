import { expect, test } from "vitest";
import { cellsOf } from "./answers.ts";

test("A CSV's cells are read with their quotes, commas and line ends", () => {
  expect(cellsOf('a,b\r\n"x, ""y""","1\n2"\r\n,\r\n')).toEqual([
    ["a", "b"],
    ['x, "y"', "1\n2"],
    ["", ""],
  ]);
  expect(cellsOf("a,b\nc,")).toEqual([
    ["a", "b"],
    ["c", ""],
  ]);
  expect(cellsOf("")).toEqual([]);
});
