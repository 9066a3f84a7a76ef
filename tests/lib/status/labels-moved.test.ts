import { expect, test } from "vitest";
import type { GitlabEvent } from "@/lib/status/changes.ts";
import type { StatusRule } from "@/lib/status/derive.ts";
import { labelsMoved } from "@/lib/status/labels-moved.ts";
import type { OverrideChangeEvent } from "@/lib/status/replay.ts";
import type { Snapshot } from "@/lib/status/timeline.ts";

const RULES: StatusRule[] = [{ pattern: "Doing", outcome: "in_progress", rank: 0, projectId: null }];
const DOING = { id: "Doing", title: "Doing" };
const day = (n: number) => new Date(`2026-03-${String(n).padStart(2, "0")}T09:00:00Z`);
const added = (n: number): GitlabEvent => ({ kind: "label", at: day(n), action: "add", label: DOING });
const set = (n: number, to: OverrideChangeEvent["to"]): OverrideChangeEvent => ({ changedAt: day(n), to });

const snapshot: Snapshot = {
  ...{ projectId: "shop", state: "opened", moved: false, duplicate: false, labels: [DOING], source: "poll" },
  ...{ createdAt: day(1), updatedAt: day(9), closedAt: null, goneAt: null },
};
const moved = (events: GitlabEvent[], overrides: OverrideChangeEvent[], changes: Partial<Snapshot> = {}) =>
  labelsMoved({ ...snapshot, ...changes }, { events, overrides }, RULES);

test("labels that moved after the override and say otherwise are told, since when", () => {
  expect(moved([added(5)], [set(3, "blocked")])).toEqual({ status: "in_progress", since: day(5) });
});

test.each<[string, GitlabEvent[], OverrideChangeEvent[], Partial<Snapshot>]>([
  ["they moved before it", [added(2)], [set(3, "blocked")], {}],
  ["they say the same by now", [added(5)], [set(3, "in_progress")], {}],
  ["there is no override", [added(5)], [], {}],
  ["it was cleared", [added(5)], [set(3, "blocked"), set(4, null)], {}],
  ["the issue is closed", [added(5)], [set(3, "blocked")], { state: "closed", closedAt: day(8) }],
  ["the issue is gone", [added(5)], [set(3, "blocked")], { goneAt: day(8) }],
])("nothing is told where %s", (_why, events, overrides, changes) => {
  expect(moved(events, overrides, changes)).toBeNull();
});
