import { expect, test } from "vitest";
import { distanceBetween, mistakesAllowed } from "@/lib/search/distance.ts";

test.for([
  ["login", "login", 0],
  ["login", "logn", 1],
  ["login", "loginn", 1],
  ["login", "lagin", 1],
  ["login", "lgoin", 1],
  ["ca", "abc", 3],
  ["checkout", "chekcotu", 2],
  ["", "abc", 3],
  ["𐐨𐐩", "𐐩𐐨", 1],
] as const)("%s and %s are %i steps apart, either way", ([one, other, steps]) => {
  expect(distanceBetween(one, other)).toBe(steps);
  expect(distanceBetween(other, one)).toBe(steps);
});

test("a word may have one mistake up to seven characters, and two from eight on", () => {
  expect(["abcd", "abcdefg", "abcdefgh"].map(mistakesAllowed)).toEqual([1, 1, 2]);
});
