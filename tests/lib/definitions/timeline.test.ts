import * as fc from "fast-check";
import { expect, test } from "vitest";
import { cycleSeconds, firstEntry, knownTime, lastEntry } from "@/lib/definitions/cycle.ts";
import { isWip } from "@/lib/definitions/definitions.ts";
import type { GitlabEvent, LabelRef } from "@/lib/status/changes.ts";
import type { StatusRule } from "@/lib/status/derive.ts";
import { OVERRIDE_STATUSES } from "@/lib/status/schema.ts";
import { projectStatus, type Past, type Snapshot } from "@/lib/status/timeline.ts";

const DOING: LabelRef = { id: "1", title: "Doing" };
const BLOCKED: LabelRef = { id: "2", title: "Blocked" };
const WONTFIX: LabelRef = { id: "3", title: "wontfix" };
const RULES: StatusRule[] = [
  { pattern: "Doing", outcome: "in_progress", rank: 0, projectId: null },
  { pattern: "Blocked", outcome: "blocked", rank: 0, projectId: null },
  { pattern: "wontfix", outcome: "not_done", rank: 0, projectId: null },
];

const BEGIN_MS = Date.UTC(2026, 2, 1, 9);
const anyTime = fc.integer({ min: 1, max: 300 }).map((tens) => new Date(BEGIN_MS + tens * 10_000));
const anyLabel = fc.constantFrom(DOING, BLOCKED, WONTFIX);
const anyEvent: fc.Arbitrary<GitlabEvent> = fc.oneof(
  fc.record({
    kind: fc.constant("label" as const),
    at: anyTime,
    action: fc.constantFrom("add", "remove"),
    label: anyLabel,
  }),
  fc.record({ kind: fc.constant("state" as const), at: anyTime, action: fc.constantFrom("closed", "reopened") }),
);
const anyOverride = fc.record({ changedAt: anyTime, to: fc.constantFrom(...OVERRIDE_STATUSES, null) });

const byTime =
  <T>(timeOf: (item: T) => Date) =>
  (items: T[]) =>
    items.toSorted((a, b) => timeOf(a).getTime() - timeOf(b).getTime());
const anyPast: fc.Arbitrary<Past> = fc.record({
  events: fc.array(anyEvent, { maxLength: 12 }).map(byTime((event) => event.at)),
  overrides: fc.array(anyOverride, { maxLength: 3 }).map(byTime((override) => override.changedAt)),
});

/** An issue as its events leave it, but for what now and then no event told. */
const anyIssue = fc
  .tuple(anyPast, fc.subarray([DOING, BLOCKED, WONTFIX]), fc.boolean())
  .map(([past, carried, isTrue]) => {
    const states = past.events.filter((event) => event.kind === "state");
    const labels = isTrue ? [DOING, BLOCKED, WONTFIX].filter((label) => isOn(past, label)) : carried;
    const closing = states.at(-1)?.action === "closed" ? (states.at(-1)?.at ?? null) : null;
    const snapshot: Snapshot = {
      projectId: "shop",
      state: closing ? "closed" : "opened",
      moved: false,
      duplicate: false,
      labels,
      createdAt: new Date(BEGIN_MS),
      updatedAt: new Date(BEGIN_MS + 3_100_000),
      closedAt: closing,
      goneAt: null,
      source: "poll",
    };
    return { snapshot, past };
  });

function isOn({ events }: Past, label: LabelRef): boolean {
  const last = events.findLast((event) => event.kind === "label" && event.label.id === label.id);
  return last?.kind === "label" && last.action === "add";
}

test("what the timeline keeps of an issue is what the definitions make of its rows", () => {
  let known = 0;
  fc.assert(
    fc.property(anyIssue, ({ snapshot, past }) => {
      const kept = projectStatus(snapshot, past, RULES);
      // The timeline knows of one more doubt: a label that nobody saw being added may have been there before.
      const startedAt = knownTime(firstEntry(kept.events));
      const wipSince = knownTime(lastEntry(kept.events));
      if (kept.startedAt !== null) expect(kept.startedAt).toEqual(startedAt);
      if (kept.wipSince !== null) expect(kept.wipSince).toEqual(wipSince);
      if (!isWip(kept.status)) expect(kept.wipSince).toBeNull();
      expect(cycleSeconds(kept, kept.events)).toBe(kept.cycleSeconds);
      if ((kept.cycleSeconds ?? 0) > 0) known += 1;
    }),
    { numRuns: 2_000 },
  );
  expect(known).toBeGreaterThan(50);
});
