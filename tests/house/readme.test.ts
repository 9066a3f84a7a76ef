import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const README = readFileSync("README.md", "utf8");

/** A row of a table that ends in "`tests/….ts` › some words of the test". */
const ROWS = [...README.matchAll(/^\|.*`(tests\/[^`]+\.ts)` › (.+?)\s*\|$/gm)].map(([, file = "", words = ""]) => ({
  file,
  words,
}));

test("every mistake of other mirrors has its row", () => {
  expect(ROWS.length).toBeGreaterThan(20);
});

test.each(ROWS)("$file has the test that the README names: $words", ({ file, words }) => {
  expect(readFileSync(file, "utf8")).toContain(words);
});

test("every file of the tests that the README names is there", () => {
  const named = [...README.matchAll(/`((?:tests|e2e)\/[\w./-]+\.tsx?)`/g)].map(([, path = ""]) => path);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});
