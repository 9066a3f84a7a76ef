import { describe, expect, it } from "vitest";
import type { GitlabEvent } from "@/lib/status/changes.ts";
import type { StatusRule } from "@/lib/status/derive.ts";
import type { OverrideChangeEvent } from "@/lib/status/replay.ts";
import { projectStatus, type Snapshot } from "@/lib/status/timeline.ts";

const RULES: StatusRule[] = [
  { pattern: "Doing", outcome: "in_progress", rank: 0, projectId: null },
  { pattern: "workflow::in dev", outcome: "in_progress", rank: 0, projectId: null },
  { pattern: "workflow::review", outcome: "in_progress", rank: 0, projectId: null },
  { pattern: "Blocked", outcome: "blocked", rank: 0, projectId: null },
  { pattern: "wontfix", outcome: "not_done", rank: 0, projectId: null },
];
const DAY_SECONDS = 86_400;

const day = (n: number, time = "09:00:00.000") => new Date(`2026-03-${String(n).padStart(2, "0")}T${time}Z`);
const label = (title: string) => ({ id: title, title });
const add = (at: Date, title: string): GitlabEvent => ({ kind: "label", at, action: "add", label: label(title) });
const remove = (at: Date, title: string): GitlabEvent => ({ kind: "label", at, action: "remove", label: label(title) });
const close = (at: Date): GitlabEvent => ({ kind: "state", at, action: "closed" });
const reopen = (at: Date): GitlabEvent => ({ kind: "state", at, action: "reopened" });

type Case = Partial<Omit<Snapshot, "labels">> & {
  labels?: string[];
  events?: GitlabEvent[];
  overrides?: OverrideChangeEvent[];
};

function project({ labels = [], events = [], overrides = [], ...changes }: Case) {
  const snapshot: Snapshot = {
    projectId: "shop",
    state: "opened",
    moved: false,
    duplicate: false,
    labels: labels.map(label),
    createdAt: day(1),
    updatedAt: day(20),
    closedAt: null,
    goneAt: null,
    source: "poll",
    ...changes,
  };
  return projectStatus(snapshot, { events, overrides }, RULES);
}

/** `in_progress 04 backfill`, with a `?` behind the day where the time is not known. */
function brief(projection: ReturnType<typeof project>): string[] {
  return projection.events.map(
    ({ to, changedAt, source, provisional }) =>
      `${to} ${changedAt.toISOString().slice(8, 10)}${provisional ? "?" : ""} ${source}`,
  );
}

describe("GitLab's events give a timeline its past", () => {
  it("an addition is the start, a removal the end of work", () => {
    const found = project({ events: [add(day(4), "Doing"), remove(day(6), "Doing")] });
    expect(brief(found)).toEqual(["not_started 01 poll", "in_progress 04 backfill", "not_started 06 backfill"]);
    expect(found).toMatchObject({ status: "not_started", wipSince: null, startedAt: day(4), statusSince: day(6) });
  });

  it("a scoped label's swap within a second is one change, whatever the order", () => {
    const swap = [add(day(6, "10:00:00.100"), "workflow::review"), remove(day(6, "10:00:00.200"), "workflow::in dev")];
    const events = [add(day(4), "workflow::in dev"), ...swap];
    const found = project({ labels: ["workflow::review"], events });
    expect(brief(found)).toEqual(["not_started 01 poll", "in_progress 04 backfill"]);
    expect(found.wipSince).toEqual(day(4));
  });

  it("a swap in one instant leaves no gap, also within the second in which work began", () => {
    const events = [
      add(day(4, "10:00:10.100"), "workflow::in dev"),
      remove(day(4, "10:00:10.500"), "workflow::in dev"),
      add(day(4, "10:00:10.500"), "workflow::review"),
    ];
    const start = day(4, "10:00:10.100");
    expect(project({ labels: ["workflow::review"], events })).toMatchObject({
      startedAt: start,
      wipSince: start,
      statusSince: start,
    });
  });

  it("work that moves between in progress and blocked goes on", () => {
    const events = [add(day(4), "Doing"), add(day(6), "Blocked"), remove(day(8), "Blocked")];
    const found = project({ labels: ["Doing"], events });
    expect(found).toMatchObject({ status: "in_progress", wipSince: day(4), startedAt: day(4), statusSince: day(8) });
  });

  it("a second entry begins the age anew, the first start stays", () => {
    const events = [add(day(4), "Doing"), remove(day(6), "Doing"), add(day(9), "Doing")];
    expect(project({ labels: ["Doing"], events })).toMatchObject({ wipSince: day(9), startedAt: day(4) });
  });

  it("the time spent closed is no part of the cycle", () => {
    const events = [add(day(4), "Doing"), close(day(6)), reopen(day(9)), close(day(11))];
    const found = project({ state: "closed", closedAt: day(11), labels: ["Doing"], events });
    expect(brief(found)).toEqual([
      "not_started 01 poll",
      "in_progress 04 backfill",
      "completed 06 backfill",
      "in_progress 09 backfill",
      "completed 11 backfill",
    ]);
    // 4 to 11 are 7 days, 6 to 9 of them closed
    expect(found).toMatchObject({ startedAt: day(4), completedAt: day(11), cycleSeconds: 4 * DAY_SECONDS });
  });

  it("a label that comes after the close is no start", () => {
    const found = project({
      state: "closed",
      closedAt: day(6),
      labels: ["Doing"],
      events: [close(day(6)), add(day(8), "Doing")],
    });
    expect(found).toMatchObject({ status: "completed", startedAt: null, cycleSeconds: null, completedAt: day(6) });
  });

  it("an override before the label is the start", () => {
    const overrides: OverrideChangeEvent[] = [{ changedAt: day(3), to: "in_progress" }];
    expect(project({ labels: ["Doing"], events: [add(day(5), "Doing")], overrides })).toMatchObject({
      startedAt: day(3),
      wipSince: day(3),
    });
  });

  it("that an issue was moved says nothing of an earlier close", () => {
    const events = [close(day(4)), reopen(day(6)), close(day(9))];
    const found = project({ state: "closed", closedAt: day(9), moved: true, events });
    expect(brief(found)).toEqual([
      "not_started 01 poll",
      "completed 04 backfill",
      "not_started 06 backfill",
      "closed_not_done 09 backfill",
    ]);
    expect(found).toMatchObject({ completedAt: null, cycleSeconds: null });
  });

  it("a close of which GitLab kept no time is that of its event", () => {
    const found = project({ state: "closed", closedAt: null, events: [add(day(2), "Doing"), close(day(5))] });
    expect(found).toMatchObject({ completedAt: day(5), cycleSeconds: 3 * DAY_SECONDS });
  });
});

describe("what the events leave out", () => {
  it("a label without its addition has an unknown start, never the creation", () => {
    const found = project({ labels: ["Doing"] });
    expect(brief(found)).toEqual(["not_started 01 poll", "in_progress 20? poll"]);
    expect(found).toMatchObject({ wipSince: null, startedAt: null, statusSince: null });
  });

  it("a removal without its addition shows that there was work, and not since when", () => {
    const found = project({ events: [remove(day(6), "Doing"), add(day(9), "Doing")], labels: ["Doing"] });
    expect(brief(found)).toEqual([
      "not_started 01 poll",
      "in_progress 06? backfill",
      "not_started 06 backfill",
      "in_progress 09 backfill",
    ]);
    expect(found).toMatchObject({ startedAt: null, wipSince: day(9) });
  });

  it("a label that may have been there before makes the start unknown, though a second one came at a known time", () => {
    const found = project({ labels: ["Doing", "Blocked"], events: [add(day(6), "Blocked")] });
    expect(found).toMatchObject({ status: "blocked", statusSince: day(6), wipSince: null, startedAt: null });
  });

  it("an override that held the issue back makes the entry certain again", () => {
    const overrides: OverrideChangeEvent[] = [
      { changedAt: day(3), to: "not_started" },
      { changedAt: day(7), to: "in_progress" },
    ];
    const found = project({ labels: ["Doing"], overrides });
    expect(found).toMatchObject({ wipSince: day(7), startedAt: null });
  });

  it("a close that has no event is at closed_at, a reopening that has none at the last update", () => {
    const closed = project({ state: "closed", closedAt: day(8), events: [add(day(4), "Doing")], labels: ["Doing"] });
    expect(brief(closed).at(-1)).toBe("completed 08 poll");
    expect(closed.cycleSeconds).toBe(4 * DAY_SECONDS);
    const reopened = project({ events: [add(day(4), "Doing"), close(day(8))], labels: ["Doing"] });
    expect(brief(reopened).at(-1)).toBe("in_progress 20? poll");
    expect(reopened.wipSince).toBeNull();
  });

  it("a reopening of unknown time makes the cycle unknown", () => {
    const events = [add(day(2), "Doing"), close(day(4)), remove(day(5), "Doing")];
    expect(project({ events, state: "opened" }).status).toBe("not_started");
    const again = project({ events, state: "closed", closedAt: day(4) });
    expect(again).toMatchObject({ completedAt: day(4), cycleSeconds: 2 * DAY_SECONDS });
  });

  it("a label that went without an event went by the last update", () => {
    const found = project({ events: [add(day(4), "Doing")] });
    expect(brief(found)).toEqual(["not_started 01 poll", "in_progress 04 backfill", "not_started 20? poll"]);
  });

  it("a guess vanishes when GitLab's own event arrives", () => {
    expect(brief(project({ labels: ["Doing"] }))).toContain("in_progress 20? poll");
    expect(brief(project({ labels: ["Doing"], events: [add(day(4), "Doing")] }))).toEqual([
      "not_started 01 poll",
      "in_progress 04 backfill",
    ]);
  });
});
