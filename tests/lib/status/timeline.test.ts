import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deriveStatus, type StatusRule } from "@/lib/status/derive.ts";
import type { OverrideChangeEvent } from "@/lib/status/replay.ts";
import { projectStatus, type Snapshot } from "@/lib/status/timeline.ts";

const RULES: StatusRule[] = [
  { pattern: "Doing", outcome: "in_progress", rank: 0, projectId: null },
  { pattern: "Blocked", outcome: "blocked", rank: 0, projectId: null },
  { pattern: "wontfix", outcome: "not_done", rank: 0, projectId: null },
];
const day = (n: number, time = "09:00:00.000") => new Date(`2026-03-${String(n).padStart(2, "0")}T${time}Z`);
const snapshot = (changes: Partial<Snapshot> = {}): Snapshot => ({
  projectId: "shop",
  state: "opened",
  moved: false,
  duplicate: false,
  labels: [],
  createdAt: day(1),
  updatedAt: day(10),
  closedAt: null,
  goneAt: null,
  source: "poll",
  ...changes,
});
const carrying = (...titles: string[]) => titles.map((title) => ({ id: title, title }));
const project = (s: Snapshot, overrides: OverrideChangeEvent[] = []) =>
  projectStatus(s, { events: [], overrides }, RULES);
const brief = (s: Snapshot, overrides: OverrideChangeEvent[] = []) =>
  project(s, overrides).events.map((e) => [e.to, e.changedAt.toISOString().slice(8, 10), e.source, e.provisional]);

describe("a timeline", () => {
  it("of an untouched issue is its creation", () => {
    expect(brief(snapshot())).toEqual([["not_started", "01", "poll", false]]);
    expect(project(snapshot())).toMatchObject({ statusSince: day(1), wipSince: null });
  });

  it("puts a status whose start GitLab did not tell at the last update, provisionally, and calls its start unknown", () => {
    const s = snapshot({ labels: carrying("Doing") });
    expect(brief(s)).toEqual([
      ["not_started", "01", "poll", false],
      ["in_progress", "10", "poll", true],
    ]);
    expect(project(s)).toMatchObject({ status: "in_progress", statusSince: null, wipSince: null });
  });

  it("ends a closed issue at its close, or provisionally at its last update where GitLab does not know it", () => {
    const closed = snapshot({ state: "closed", closedAt: day(8), labels: carrying("Doing") });
    expect(brief(closed)).toEqual([
      ["not_started", "01", "poll", false],
      ["completed", "08", "poll", false],
    ]);
    expect(brief(snapshot({ state: "closed" })).at(-1)).toEqual(["completed", "10", "poll", true]);
  });

  it("knows exactly when an override put an issue into work, and keeps that through blocked", () => {
    const overrides: OverrideChangeEvent[] = [
      { changedAt: day(4), to: "in_progress" },
      { changedAt: day(6), to: "blocked" },
    ];
    expect(brief(snapshot(), overrides)).toEqual([
      ["not_started", "01", "poll", false],
      ["in_progress", "04", "manual", false],
      ["blocked", "06", "manual", false],
    ]);
    expect(project(snapshot(), overrides)).toMatchObject({ statusSince: day(6), wipSince: day(4) });
  });

  it("goes back to what the labels say when an override is cleared", () => {
    const s = snapshot({ labels: carrying("Doing"), updatedAt: day(2) });
    const overrides: OverrideChangeEvent[] = [
      { changedAt: day(4), to: "blocked" },
      { changedAt: day(6), to: null },
    ];
    expect(brief(s, overrides)).toEqual([
      ["not_started", "01", "poll", false],
      ["in_progress", "02", "poll", true],
      ["blocked", "04", "manual", false],
      ["in_progress", "06", "manual", false],
    ]);
    // the entry into work itself stays unknown
    expect(project(s, overrides)).toMatchObject({ statusSince: day(6), wipSince: null });
  });

  it("ignores an override while the issue is closed", () => {
    const s = snapshot({ state: "closed", closedAt: day(5) });
    expect(brief(s, [{ changedAt: day(7), to: "blocked" }])).toEqual([
      ["not_started", "01", "poll", false],
      ["completed", "05", "poll", false],
    ]);
  });

  it("lets only the last state of a second count", () => {
    const overrides: OverrideChangeEvent[] = [
      { changedAt: day(4, "10:00:00.100"), to: "in_progress" },
      { changedAt: day(4, "10:00:00.900"), to: "blocked" },
    ];
    expect(brief(snapshot(), overrides).map(([to]) => to)).toEqual(["not_started", "blocked"]);
  });

  it("ends where the issue is gone", () => {
    expect(brief(snapshot({ goneAt: day(12), labels: carrying("Doing") })).at(-1)).toEqual([
      "gone",
      "12",
      "poll",
      false,
    ]);
  });

  it("never puts a close before the creation, whatever GitLab says", () => {
    expect(brief(snapshot({ state: "closed", closedAt: new Date("2020-01-01") }))).toEqual([
      ["completed", "01", "poll", false],
    ]);
  });
});

const instant = fc.date({ min: day(1), max: day(28), noInvalidDate: true });
const anySnapshot = fc.record({
  state: fc.constantFrom("opened" as const, "closed" as const),
  labels: fc.subarray(carrying("Doing", "Blocked", "wontfix", "bug")),
  updatedAt: instant,
  closedAt: fc.option(instant, { nil: null }),
  goneAt: fc.option(instant, { nil: null }),
  moved: fc.boolean(),
  duplicate: fc.boolean(),
});
const anyOverrides = fc.array(
  fc.record({
    changedAt: instant,
    to: fc.constantFrom("not_started" as const, "in_progress" as const, "blocked" as const, null),
  }),
  { maxLength: 6 },
);

describe("every timeline", () => {
  it("ends in the status that the facts give, moves forward in time and never repeats a status", () => {
    fc.assert(
      fc.property(anySnapshot, anyOverrides, (changes, unordered) => {
        const s = snapshot(changes);
        const overrides = unordered.toSorted((a, b) => a.changedAt.getTime() - b.changedAt.getTime());
        const { status, events } = project(s, overrides);
        const override = overrides.at(-1)?.to ?? null;
        expect(status).toBe(
          deriveStatus({ ...s, labels: s.labels.map(({ title }) => title), gone: s.goneAt !== null, override }, RULES)
            .status,
        );
        for (const [index, event] of events.entries()) {
          const before = events[index - 1];
          expect(event.from).toBe(before?.to ?? null);
          expect(event.from).not.toBe(event.to);
          if (before) expect(event.changedAt.getTime()).toBeGreaterThan(before.changedAt.getTime());
        }
      }),
    );
  });

  it("is the same in whatever order the overrides are handed over", () => {
    fc.assert(
      fc.property(
        anySnapshot,
        fc.uniqueArray(fc.record({ changedAt: instant, to: fc.constantFrom("blocked" as const, null) }), {
          selector: (o) => o.changedAt.getTime(),
        }),
        (changes, overrides) => {
          const s = snapshot(changes);
          expect(project(s, overrides.toReversed())).toEqual(project(s, overrides));
        },
      ),
    );
  });
});
