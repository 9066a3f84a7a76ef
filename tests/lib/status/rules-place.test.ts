import { expect, test } from "vitest";
import { beginningOf, patternsIn, readPlace, textOf } from "@/lib/status/rules-place.ts";

const SHOP = "00000000-0000-4000-8000-00000000000a";
const doing = { pattern: "Doing", project_id: null };

test("a place is the same text each time, and read back as it was", () => {
  const place = { patterns: [doing, { pattern: "workflow::", project_id: SHOP }], after: "4711" };
  expect(readPlace(textOf(place))).toEqual(place);
  expect(textOf(readPlace(textOf(place)))).toBe(textOf(place));
});

test("a pattern that comes twice, in whatever case, stands there once; another project's stands beside it", () => {
  const { patterns, after } = beginningOf([doing, { ...doing, pattern: "DOING" }, { ...doing, project_id: SHOP }]);
  expect(patterns).toEqual([
    { pattern: "DOING", project_id: null },
    { pattern: "Doing", project_id: SHOP },
  ]);
  expect(after).toBe("0");
});

test.each([null, "", "{}", '{"patterns":[],"after":"-1"}', "4711"])("%s is no place", (text) => {
  expect(() => readPlace(text)).toThrow(/does not say where it stands/);
  expect(patternsIn(text)).toEqual([]);
});
