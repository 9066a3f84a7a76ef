import { describe, expect, it } from "vitest";
import { judge, SETTLED_AFTER_MS } from "@/lib/issues/guard.ts";

const T = Date.parse("2026-03-10T10:00:00Z");
const version = (updated: number, fetched: number, contentHash = "a", epoch = 0) => ({
  epoch,
  updatedAt: new Date(T + updated),
  fetchStartedAt: new Date(T + fetched),
  contentHash,
});
const stored = (updated: number, fetched: number, gone = false) => ({ ...version(updated, fetched), gone });

describe("the guard", () => {
  it.each([
    ["an older update is stale, however late it was fetched", stored(10, 20), version(9, 99, "b"), "stale"],
    ["a newer update replaces, however early it was fetched", stored(10, 20), version(11, 1, "b"), "replace"],
    ["of one update the earlier fetch is stale", stored(10, 20), version(10, 19, "b"), "stale"],
    ["of one update the later fetch replaces", stored(10, 20), version(10, 21, "b"), "replace"],
    ["the same moment replaces", stored(10, 20), version(10, 20, "b"), "replace"],
    ["equal content is unchanged", stored(10, 20), version(10, 20), "unchanged"],
    ["equal content of a fresh edit is seen again", stored(10, 20), version(10, 21), "seen_again"],
    [
      "equal content of a settled edit is unchanged",
      stored(0, SETTLED_AFTER_MS + 1),
      version(0, SETTLED_AFTER_MS + 9),
      "unchanged",
    ],
    ["what was gone comes back", stored(10, 20, true), version(10, 21), "replace"],
    ["a higher epoch beats any time", stored(10, 20), version(1, 1, "b", 1), "replace"],
  ])("%s", (_name, known, incoming, verdict) => {
    expect(judge(known, incoming)).toBe(verdict);
  });
});
