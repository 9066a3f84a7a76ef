import { describe, expect, it } from "vitest";
import { judge, SETTLED_AFTER_MS, type StoredVersion } from "@/lib/issues/guard.ts";

const T = Date.parse("2026-03-10T10:00:00Z");
const at = (ms: number) => new Date(T + ms);
const version = (updated: number, fetched: number, contentHash = "a") => ({
  updatedAt: at(updated),
  fetchStartedAt: at(fetched),
  contentHash,
});
const incoming = (...args: Parameters<typeof version>) => ({ ...version(...args), confirmed: false });
const confirmed = (...args: Parameters<typeof version>) => ({ ...version(...args), confirmed: true });
const stored = (updated: number, fetched: number, more: Partial<StoredVersion> = {}): StoredVersion => ({
  ...version(updated, fetched),
  epoch: 0,
  epochFrom: null,
  goneAt: null,
  ...more,
});
const inEpoch = (from: number) => ({ epoch: 1, epochFrom: at(from) });

describe("the guard", () => {
  it.each([
    ["an older update fetched earlier is stale", stored(10, 20), incoming(9, 19, "b"), "stale"],
    ["an older update fetched at the same moment is stale", stored(10, 20), incoming(9, 20, "b"), "stale"],
    ["an older update fetched later is to be confirmed", stored(10, 20), incoming(9, 99, "b"), "older"],
    ["a confirmed older update begins an epoch", stored(10, 20), confirmed(9, 99, "b"), "new_epoch"],
    ["a confirmed older update is stale where something was read since", stored(10, 20), confirmed(9, 19), "stale"],
    ["a newer update replaces, however early it was fetched", stored(10, 20), incoming(11, 1, "b"), "replace"],
    ["of one update the earlier fetch is stale", stored(10, 20), incoming(10, 19, "b"), "stale"],
    ["of one update the later fetch replaces", stored(10, 20), incoming(10, 21, "b"), "replace"],
    ["the same moment replaces", stored(10, 20), incoming(10, 20, "b"), "replace"],
    ["equal content is unchanged", stored(10, 20), incoming(10, 20), "unchanged"],
    ["equal content of a fresh edit is seen again", stored(10, 20), incoming(10, 21), "seen_again"],
    [
      "equal content of a settled edit is unchanged",
      stored(0, SETTLED_AFTER_MS + 1),
      incoming(0, SETTLED_AFTER_MS + 9),
      "unchanged",
    ],
    ["what was gone comes back", stored(10, 20, { goneAt: at(30) }), incoming(10, 31), "new_epoch"],
    ["what was gone comes back with any time", stored(10, 20, { goneAt: at(30) }), incoming(5, 31), "new_epoch"],
    ["what was asked for before it was gone is stale", stored(10, 20, { goneAt: at(30) }), incoming(99, 30), "stale"],
    ["the epoch before is stale, however new", stored(5, 50, inEpoch(40)), incoming(99, 39, "b"), "stale"],
    ["a newer update of the epoch replaces", stored(5, 50, inEpoch(40)), incoming(6, 41, "b"), "replace"],
  ])("%s", (_name, known, snapshot, verdict) => {
    expect(judge(known, snapshot)).toBe(verdict);
  });
});
