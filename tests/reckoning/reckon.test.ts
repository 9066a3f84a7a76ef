import { describe, expect, it } from "vitest";
import { lifeOf, MEANINGS, START_MS, told, type Example } from "./example.ts";
import { reckon } from "./reckon.ts";

type Told = ReturnType<typeof told>;
const NOTHING = { since: 0, wip: null, started: null, completed: null, cycle: null, lead: null };

/** Worked out by hand; each has its arithmetic above it. Moments are seconds after the creation, unless it is said otherwise. */
const EXAMPLES: [string, Example, Omit<Told, keyof typeof NOTHING> & Partial<Told>][] = [
  // Nothing but the creation at 0.
  ["an issue that nobody touched", {}, { timeline: "0 not_started" }],
  // Doing from 10 on; closed at 110: 110 - 10 = 100 worked, 110 - 0 = 110 in all.
  [
    "a start and a close",
    { labels: "10 +doing, 110 -doing", states: "110 closed", closed: 110 },
    {
      timeline: "0 not_started, 10 in_progress, 110 completed",
      since: 110,
      started: 10,
      completed: 110,
      cycle: 100,
      lead: 110,
    },
  ],
  // Still worked on: no end, so no span. In progress since 10.
  [
    "work in progress",
    { labels: "10 +doing", carries: "doing" },
    { timeline: "0 not_started, 10 in_progress", since: 10, wip: 10, started: 10 },
  ],
  // 10.0 +doing; at 40.2 review comes, at 40.7 doing goes: one and the same status all along, no row.
  [
    "a swap of two labels that mean the same",
    { labels: "10 +doing, 40.2 +review, 40.7 -doing", carries: "review" },
    { timeline: "0 not_started, 10 in_progress", since: 10, wip: 10, started: 10 },
  ],
  // Second 40: at 40.2 doing goes (not started), at 40.7 blocked comes (blocked): the last of it counts, at its own moment.
  [
    "a swap of scoped labels within one second, the old one gone first",
    { labels: "10 +doing, 40.2 -doing, 40.7 +blocked", carries: "blocked" },
    { timeline: "0 not_started, 10 in_progress, 40.7 blocked", since: 40.7, wip: 10, started: 10 },
  ],
  // The same across the turn of a second: 40.9 is of second 40, 41.1 of second 41. Out of progress at 40.9, in again at 41.1.
  [
    "a swap across the turn of a second",
    { labels: "10 +doing, 40.9 -doing, 41.1 +blocked", carries: "blocked" },
    { timeline: "0 not_started, 10 in_progress, 40.9 not_started, 41.1 blocked", since: 41.1, wip: 41.1, started: 10 },
  ],
  // In second 10 doing comes and goes: at its end nothing has changed.
  ["a label for half a second", { labels: "10.1 +doing, 10.6 -doing" }, { timeline: "0 not_started" }],
  // In second 10 doing comes at 10.1 and a label without a meaning at 10.4: the last change of status is that of 10.1.
  [
    "an insignificant change in the same second",
    { labels: "10.1 +doing, 10.4 +bug", carries: "doing bug" },
    { timeline: "0 not_started, 10.1 in_progress", since: 10.1, wip: 10.1, started: 10.1 },
  ],
  // In second 10 doing comes at 10.1, goes at 10.3 and comes again at 10.8: the last change of status is that of 10.8.
  [
    "a label that comes twice in a second",
    { labels: "10.1 +doing, 10.3 -doing, 10.8 +doing", carries: "doing" },
    { timeline: "0 not_started, 10.8 in_progress", since: 10.8, wip: 10.8, started: 10.8 },
  ],
  // In second 10 work begins at 10.1; at 10.5 doing gives way to review in one moment, and work never stops: begun at 10.1.
  [
    "a swap in one moment, in the second in which work began",
    { labels: "10.1 +doing, 10.5 +review, 10.5 -doing", carries: "review" },
    { timeline: "0 not_started, 10.1 in_progress", since: 10.1, wip: 10.1, started: 10.1 },
  ],
  // Carried from the creation on, told within its second: the first row has the moment of the label.
  [
    "a label within the second of the creation",
    { labels: "0.3 +doing", carries: "doing" },
    { timeline: "0.3 in_progress", since: 0.3, wip: 0.3, started: 0.3 },
  ],
  // Closed 100 to 160, worked from 10 to 200: 200 - 10 - (160 - 100) = 130. Reopened into doing: in progress again at 160.
  [
    "closed and reopened, and closed for good",
    { labels: "10 +doing", states: "100 closed, 160 reopened, 200 closed", closed: 200, carries: "doing" },
    {
      timeline: "0 not_started, 10 in_progress, 100 completed, 160 in_progress, 200 completed",
      since: 200,
      started: 10,
      completed: 200,
      cycle: 130,
      lead: 200,
    },
  ],
  // Reopened without a label at 160, taken up at 170: in progress since 170, begun at 10.
  [
    "reopened and taken up again",
    { labels: "10 +doing, 100 -doing, 170 +doing", states: "100 closed, 160 reopened", carries: "doing" },
    {
      timeline: "0 not_started, 10 in_progress, 100 completed, 160 not_started, 170 in_progress",
      since: 170,
      wip: 170,
      started: 10,
    },
  ],
  // Two times closed in between: 300 - 10 - (60 - 50) - (120 - 100) = 260; what came before the start, 4 to 6, does not count.
  [
    "closed three times before the end, once before the start",
    {
      labels: "10 +doing",
      states: "4 closed, 6 reopened, 50 closed, 60 reopened, 100 closed, 120 reopened, 300 closed",
      closed: 300,
      carries: "doing",
    },
    {
      timeline:
        "0 not_started, 4 completed, 6 not_started, 10 in_progress, 50 completed, 60 in_progress, 100 completed, 120 in_progress, 300 completed",
      since: 300,
      started: 10,
      completed: 300,
      cycle: 260,
      lead: 300,
    },
  ],
  // Doing without any adding: turned on when the issue was last touched, 1000, as a guess. Nothing about the start is known.
  [
    "a label whose adding was never recorded",
    { carries: "doing", updated: 1000 },
    { timeline: "0 not_started, 1000? in_progress", since: null },
  ],
  // Doing is taken off at 50 without ever having come: on from 49 as a guess, off for certain.
  [
    "a removal without an adding",
    { labels: "50 -doing" },
    { timeline: "0 not_started, 49? in_progress, 50 not_started", since: 50 },
  ],
  // The same half a second after the creation: 0.5 - 1 is before it, so from the creation on. All of it is second 0.
  ["a removal right after the creation", { labels: "0.5 -doing" }, { timeline: "0.5 not_started", since: 0.5 }],
  // The first start is a guess (49), the second (80) is known: in progress since 80, begun nobody knows when.
  [
    "an unknown first start and a known second one",
    { labels: "50 -doing, 80 +doing", carries: "doing" },
    { timeline: "0 not_started, 49? in_progress, 50 not_started, 80 in_progress", since: 80, wip: 80 },
  ],
  // Blocked went at 50 and may have been there from 0 on: when review came at 20, work may have been going on. Rows as they are.
  [
    "an entry beside a label that may have been there before",
    { labels: "20 +review, 50 -blocked, 60 -review" },
    { timeline: "0 not_started, 20 in_progress, 49? blocked, 50 in_progress, 60 not_started", since: 60 },
  ],
  // The same with blocked gone at 15, before review came at 20: blocked's stretch ends at 15 < 20, so the second entry is known; the
  // first, at 14, is a guess.
  [
    "an entry after the unknown stretch has ended",
    { labels: "15 -blocked, 20 +review", carries: "review" },
    { timeline: "0 not_started, 14? blocked, 15 not_started, 20 in_progress", since: 20, wip: 20 },
  ],
  // Doing was taken off at 30 (known since 10) and again at 90: the missing adding lies after 30. The entry at 10 is known, that at 89 a
  // guess; review at 60 may stand within it: 30 < 60 <= 90.
  [
    "an unknown stretch that can only lie after a removal",
    { labels: "10 +doing, 30 -doing, 60 +review, 70 -review, 90 -doing", closed: 100, states: "100 closed" },
    {
      timeline:
        "0 not_started, 10 in_progress, 30 not_started, 60 in_progress, 70 not_started, 89? in_progress, 90 not_started, 100 completed",
      since: 100,
      started: 10,
      completed: 100,
      cycle: 90,
      lead: 100,
    },
  ],
  // A label that says "not started" makes no work: its unknown beginning leaves the start at 20 known.
  [
    "an unknown stretch of a label that is not work",
    { labels: "20 +doing, 50 -todo", carries: "doing" },
    { timeline: "0 not_started, 20 in_progress", since: 20, wip: 20, started: 20 },
  ],
  // Added twice: the second adding says nothing. 60 - 10 = 50.
  [
    "an adding while it is there",
    { labels: "10 +doing, 30 +doing, 60 -doing", states: "60 closed", closed: 60 },
    {
      timeline: "0 not_started, 10 in_progress, 60 completed",
      since: 60,
      started: 10,
      completed: 60,
      cycle: 50,
      lead: 60,
    },
  ],
  // Deleted after we had read of it: on since 10, and no longer carried: off at 1000, when the issue was last touched, as a guess.
  [
    "a label that was deleted after it was read",
    { labels: "10 +doing", updated: 1000 },
    { timeline: "0 not_started, 10 in_progress, 1000? not_started", since: null, started: 10 },
  ],
  // Deleted before anybody read of it: its events say nothing.
  ["a label that was deleted before it was read", { labels: "10 +?, 20 -?" }, { timeline: "0 not_started" }],
  // Closed at 100 with doing gone from it unseen: it is turned off at the close, which comes last. 100 - 10 = 90.
  [
    "a label that went unseen from a closed issue",
    { labels: "10 +doing", states: "100 closed", closed: 100, updated: 500 },
    {
      timeline: "0 not_started, 10 in_progress, 100 completed",
      since: 100,
      started: 10,
      completed: 100,
      cycle: 90,
      lead: 100,
    },
  ],
  // Wontfix came at 150, after the close at 100: not done from 150 on. Not completed, so no spans.
  [
    "given up after it was closed",
    { labels: "10 +doing, 150 +wontfix", states: "100 closed", closed: 100, carries: "doing wontfix" },
    {
      timeline: "0 not_started, 10 in_progress, 100 completed, 150 closed_not_done",
      since: 150,
      started: 10,
    },
  ],
  // The other way round: not done at 100, completed once wontfix is off at 150; it was closed at 100 all the same. 100 - 10 = 90.
  [
    "made good after it was closed",
    { labels: "10 +doing, 100 +wontfix, 150 -wontfix", states: "100 closed", closed: 100, carries: "doing" },
    {
      timeline: "0 not_started, 10 in_progress, 100 closed_not_done, 150 completed",
      since: 150,
      started: 10,
      completed: 100,
      cycle: 90,
      lead: 100,
    },
  ],
  // Moved away at 200, after an earlier close 100 to 120: only the last close is one that left it undone.
  [
    "moved elsewhere",
    { states: "100 closed, 120 reopened, 200 closed", closed: 200, moved: true },
    { timeline: "0 not_started, 100 completed, 120 not_started, 200 closed_not_done", since: 200 },
  ],
  // Moved, but its second step is still to come: open, and its earlier close was a completion.
  [
    "moved halfway, and still open",
    { states: "100 closed, 120 reopened", moved: true },
    { timeline: "0 not_started, 100 completed, 120 not_started", since: 120 },
  ],
  // A duplicate, worked on from 10: closed at 80, not completed, no spans.
  [
    "closed as a duplicate",
    { labels: "10 +doing", states: "80 closed", closed: 80, duplicate: true, carries: "doing" },
    { timeline: "0 not_started, 10 in_progress, 80 closed_not_done", since: 80, started: 10 },
  ],
  // The override says in progress from 5 on, before doing comes at 10; taken off at 30, doing still stands.
  [
    "an override before the label",
    { labels: "10 +doing", overrides: "5 in_progress, 30 none", carries: "doing" },
    { timeline: "0 not_started, 5 in_progress", since: 5, wip: 5, started: 5 },
  ],
  // Doing since 10, overridden to not started 20 to 40: in progress anew at 40. Begun at 10.
  [
    "an override that takes it out of progress",
    { labels: "10 +doing", overrides: "20 not_started, 40 none", carries: "doing" },
    {
      timeline: "0 not_started, 10 in_progress, 20 not_started, 40 in_progress",
      since: 40,
      wip: 40,
      started: 10,
    },
  ],
  // Blocked by the override at 120 while it is closed (100 to 160): nothing until it is open again. Then work, from 160 on.
  [
    "an override while it is closed",
    { states: "100 closed, 160 reopened", overrides: "120 blocked" },
    { timeline: "0 not_started, 100 completed, 160 blocked", since: 160, wip: 160, started: 160 },
  ],
  // At 40 doing goes and the override says blocked: the override comes last at one moment, and work never ends.
  [
    "an override in the moment of a label",
    { labels: "10 +doing, 40 -doing", overrides: "40 blocked" },
    { timeline: "0 not_started, 10 in_progress, 40 blocked", since: 40, wip: 10, started: 10 },
  ],
  // Closed, and nobody says when: no event, no time. A guess at the last touch, 1000; in no count of spans.
  [
    "closed without a time and without an event",
    { closed: null, labels: "10 +doing", carries: "doing", updated: 1000 },
    { timeline: "0 not_started, 10 in_progress, 1000? completed", since: null, started: 10 },
  ],
  // Closed at 20, open again from 30 on, and closed once more, which nobody says anything of: the close at 20 is not the last.
  [
    "closed without a time and without an event, after an earlier close",
    { states: "20 closed, 30 reopened", closed: null },
    { timeline: "0 not_started, 20 completed, 30 not_started, 1000? completed", since: null },
  ],
  // Closed without a time, but with events: the last closing, 90, counts. 90 - 10 - (40 - 30) = 70.
  [
    "closed without a time, with events",
    { closed: null, labels: "10 +doing", states: "30 closed, 40 reopened, 90 closed", carries: "doing" },
    {
      timeline: "0 not_started, 10 in_progress, 30 completed, 40 in_progress, 90 completed",
      since: 90,
      started: 10,
      completed: 90,
      cycle: 70,
      lead: 90,
    },
  ],
  // Closed without an event at 90, as the issue says itself: known. 90 - 10 = 80.
  [
    "closed without an event, with a time",
    { closed: 90, labels: "10 +doing", carries: "doing" },
    {
      timeline: "0 not_started, 10 in_progress, 90 completed",
      since: 90,
      started: 10,
      completed: 90,
      cycle: 80,
      lead: 90,
    },
  ],
  // Closed at 50 as far as is told, but open: reopened unseen, at the last touch, 1000, as a guess. Doing never left it.
  [
    "open though it was last closed",
    { labels: "10 +doing", states: "50 closed", carries: "doing", updated: 1000 },
    { timeline: "0 not_started, 10 in_progress, 50 completed, 1000? in_progress", since: null, started: 10 },
  ],
  // Two closings and no reopening between them: the second says nothing. Closed from 50 to the end; 50 is no final close, 90 is.
  [
    "two closings in a row",
    { labels: "10 +doing", states: "50 closed, 90 closed", closed: 90, carries: "doing" },
    {
      timeline: "0 not_started, 10 in_progress, 50 completed",
      since: 50,
      started: 10,
      completed: 90,
      cycle: 80,
      lead: 90,
    },
  ],
  // Moved in at 70 with its old creation at -500 and doing: the label's event is of the arrival. 100 - 70 = 30; 100 + 500 = 600.
  [
    "arrived from elsewhere",
    { created: -500, updated: 20, labels: "70 +doing", states: "100 closed", closed: 100, carries: "doing" },
    {
      timeline: "-500 not_started, 70 in_progress, 100 completed",
      since: 100,
      started: 70,
      completed: 100,
      cycle: 30,
      lead: 600,
    },
  ],
  // Touched at 20, but its label's own last event is of 70: what is not told came at 70 at the earliest.
  [
    "a guess that is not before the label's own last event",
    { updated: 20, labels: "70 -doing", carries: "doing" },
    { timeline: "0 not_started, 69? in_progress", since: null },
  ],
  // A guess (doing off) and a certain change (bug on) in one moment, 1000: the guess counts as the later one.
  [
    "a guess in the moment of a certain change",
    { labels: "10 +doing, 1000 +bug", carries: "bug", updated: 1000 },
    { timeline: "0 not_started, 10 in_progress, 1000? not_started", since: null, started: 10 },
  ],
  // A guess that says nothing of the status (bug on) in the moment of a certain change (doing off): the row is certain.
  [
    "an insignificant guess in the moment of a certain change",
    { labels: "10 +doing, 1000 -doing", carries: "bug", updated: 1000 },
    { timeline: "0 not_started, 10 in_progress, 1000 not_started", since: 1000, started: 10 },
  ],
  // Taken off at 10.9 and again at 11.2: the missing adding lies after 10.9, so work goes on from 10.9 as far as is known.
  [
    "two removals within a second",
    { labels: "5 +doing, 10.9 -doing, 11.2 -doing" },
    { timeline: "0 not_started, 5 in_progress, 11.2 not_started", since: 11.2, started: 5 },
  ],
  // Gone at 300, in progress until then. Its start stays known.
  [
    "gone",
    { labels: "10 +doing", carries: "doing", gone: 300 },
    { timeline: "0 not_started, 10 in_progress, 300 gone", since: 300, started: 10 },
  ],
  // Noticed as gone at 80 by a clock behind GitLab's: not before the last change, the close at 90.
  [
    "gone before its last change",
    { states: "90 closed", closed: 90, gone: 80 },
    { timeline: "0 not_started, 90 gone", since: 90 },
  ],
];

describe("The reckoning", () => {
  it.each(EXAMPLES)("of %s", (_name, example, expected) => {
    expect(told(reckon(lifeOf(example), MEANINGS))).toEqual({ ...NOTHING, ...expected });
  });

  it("takes a renamed label by what it stands for now, in the whole past", () => {
    const life = lifeOf({ labels: "10 +doing, 60 -doing", states: "60 closed", closed: 60 });
    // Doing is now called "bug": 0 work was seen. Called "wontfix": it was off again in the second of the close, so it is completed.
    const renamed = (meaning: "not_done" | null) => told(reckon(life, new Map([[1, meaning]])));
    const without = { ...NOTHING, timeline: "0 not_started, 60 completed", since: 60, completed: 60, lead: 60 };
    expect(renamed(null)).toEqual(without);
    expect(renamed("not_done")).toEqual(without);
  });

  it("gives the same whatever the order of labels and events", () => {
    const life = lifeOf({ labels: "10 +doing, 20 +blocked, 20 -doing, 50 -blocked", states: "60 closed", closed: 60 });
    const turned = { ...life, labelEvents: life.labelEvents.toReversed(), stateEvents: life.stateEvents.toReversed() };
    expect(reckon(turned, MEANINGS)).toEqual(reckon(life, MEANINGS));
  });

  it("tells each row with what was before it, at its own millisecond", () => {
    const { timeline } = reckon(lifeOf({ labels: "10.25 +doing", carries: "doing" }), MEANINGS);
    expect(timeline).toEqual([
      { from: null, to: "not_started", at: START_MS, provisional: false },
      { from: "not_started", to: "in_progress", at: START_MS + 10_250, provisional: false },
    ]);
  });
});
