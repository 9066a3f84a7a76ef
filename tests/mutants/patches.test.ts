import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { readMutants } from "./patches.ts";

const mutants = readMutants();

test("there are at least twelve mutants, and each says in one sentence what it breaks", () => {
  expect(mutants.length).toBeGreaterThanOrEqual(12);
  for (const { says } of mutants) expect(says).toMatch(/^[A-Z].{10,120}\.$/);
});

test.each(mutants)("the patch of $name fits the source as it is", ({ path }) => {
  const { status, stderr } = spawnSync("git", ["apply", "--check", path], { encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test.each(mutants.filter(({ caughtBy }) => caughtBy !== null))(
  "the test that catches $name is there",
  ({ caughtBy }) => {
    expect(existsSync(caughtBy ?? "")).toBe(true);
  },
);
