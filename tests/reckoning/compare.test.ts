import { describe, expect, it } from "vitest";
import { compareHistories } from "./compare.ts";
import type { History, TrueIssue } from "./history.ts";
import type { KeptEvent, KeptIssue, Product } from "./product.ts";

const PROJECT = 7;
const DOING = 51;
const T0 = Date.UTC(2026, 10, 1, 12);
const HOUR = 3_600_000;

/** Doing after an hour, closed after three: two hours of work. */
const TRUE_ISSUE: TrueIssue = {
  id: 900,
  iid: 3,
  project_id: PROJECT,
  state: "closed",
  created_at: T0,
  updated_at: T0 + 3 * HOUR,
  closed_at: T0 + 3 * HOUR,
  moved_to_id: null,
  duplicate_of_id: null,
  label_ids: [DOING],
  label_events: [{ id: 1, at: T0 + HOUR, action: "add", label_id: DOING }],
  state_events: [{ id: 1, at: T0 + 3 * HOUR, state: "closed" }],
};

const KEPT_ISSUE: KeptIssue = {
  uuid: "u900",
  id: 900,
  iid: 3,
  project_id: PROJECT,
  project_uuid: "p7",
  is_gone: false,
  is_unread: false,
  status: "completed",
  status_since: T0 + 3 * HOUR,
  wip_since: null,
  started_at: T0 + HOUR,
  completed_at: T0 + 3 * HOUR,
  cycle_seconds: 7_200,
  lead_seconds: 10_800,
};

const ROWS = [
  { issue: "u900", from: null, to: "not_started", at: T0, provisional: false },
  { issue: "u900", from: "not_started", to: "in_progress", at: T0 + HOUR, provisional: false },
  { issue: "u900", from: "in_progress", to: "completed", at: T0 + 3 * HOUR, provisional: false },
] as const;

const EVENTS: KeptEvent[] = [
  { issue: "u900", kind: "label", id: 1, at: T0 + HOUR, action: "add", label_id: DOING },
  { issue: "u900", kind: "state", id: 1, at: T0 + 3 * HOUR, action: "closed", label_id: null },
];

type Change = {
  truth?: Partial<TrueIssue>;
  kept?: Partial<KeptIssue> | null;
  events?: KeptEvent[];
  rows?: (typeof ROWS)[number][];
  titles?: [number, string][];
  historyFrom?: number;
};

/** Everything equal but for what is said. */
function compare(change: Change = {}, mustBeRead = true) {
  const { truth = {}, kept = {}, events = EVENTS, rows = [...ROWS], titles = [[DOING, "Doing"]], historyFrom } = change;
  const history: History = { titles: new Map(titles), issues: [{ ...TRUE_ISSUE, ...truth }] };
  const product: Product = {
    issues: kept === null ? [] : [{ ...KEPT_ISSUE, ...kept }],
    rows: new Map([["u900", rows]]),
    events: new Map([["u900", events]]),
    overrides: new Map(),
    rules: [{ pattern: "doing", meaning: "in_progress", rank: 0, project: null }],
    lastTitles: new Map([[DOING, "Doing"]]),
    historyFrom: new Map([[PROJECT, historyFrom ?? null]]),
  };
  return compareHistories(history, product, { mustBeRead });
}

describe("The comparison", () => {
  it("finds nothing where all is equal, and counts what it held against each other", () => {
    // Seven values, and three rows of four.
    expect(compare()).toEqual({ issues: 1, fields: 19, gone: 0, unread: 0, outside: 0, lines: [] });
  });

  it.each<[string, Partial<KeptIssue>, string]>([
    ["status", { status: "closed_not_done" }, "status [closed_not_done] instead of [completed]"],
    ["status_since", { status_since: null }, "status_since unknown instead of [2026-11-01T15:00:00.000Z]"],
    ["wip_since", { wip_since: T0 }, "wip_since [2026-11-01T12:00:00.000Z] instead of unknown"],
    ["started_at", { started_at: T0 + HOUR + 1 }, "started_at [2026-11-01T13:00:00.001Z] instead of"],
    ["completed_at", { completed_at: null }, "completed_at unknown instead of [2026-11-01T15:00:00.000Z]"],
    ["cycle_seconds", { cycle_seconds: 7_200.001 }, "cycle_seconds [7200.001] instead of [7200]"],
    ["lead_seconds", { lead_seconds: null }, "lead_seconds unknown instead of [10800]"],
  ])("sees another %s", (_field, kept, line) => {
    expect(compare({ kept }).lines).toEqual([expect.stringContaining(`7#3: ${line}`)]);
  });

  it.each<[string, Change["rows"]]>([
    ["a row that is missing", [ROWS[0], ROWS[2]]],
    ["a row that is guessed", [ROWS[0], ROWS[1], { ...ROWS[2], provisional: true } as never]],
    ["a row of another millisecond", [ROWS[0], { ...ROWS[1], at: T0 + HOUR + 1 }, ROWS[2]]],
    ["a row from another status", [ROWS[0], ROWS[1], { ...ROWS[2], from: "blocked" } as never]],
  ])("sees %s", (_name, rows) => {
    expect(compare({ rows }).lines).toEqual([expect.stringMatching(/^7#3: timeline .* instead of /)]);
  });

  it("takes a fraction of a millisecond for the same span", () => {
    expect(compare({ kept: { cycle_seconds: 7_200.000_000_1 } }).lines).toEqual([]);
  });

  it("misses an issue that is open, or was touched since the window begins, and no other", () => {
    const [missing, before] = [["7#3: not mirrored"], T0 + 2 * HOUR];
    expect(compare({ kept: null }).lines).toEqual(missing);
    expect(compare({ kept: null, historyFrom: before }).lines).toEqual(missing);
    expect(compare({ kept: null, historyFrom: T0 + 4 * HOUR })).toMatchObject({ issues: 0, outside: 1, lines: [] });
    const reopened = { state: "opened", closed_at: null } as const;
    expect(compare({ kept: null, truth: reopened, historyFrom: T0 + 4 * HOUR }).lines).toEqual(missing);
  });

  it("wants an issue that GitLab no longer has to be gone, and nothing else of it", () => {
    const elsewhere = { truth: { id: 901, iid: 4 }, historyFrom: T0 + 4 * HOUR };
    expect(compare(elsewhere).lines).toEqual(["7#3: completed, though GitLab has none"]);
    const gone = { is_gone: true, status: "gone", started_at: null } as const;
    expect(compare({ ...elsewhere, kept: gone })).toMatchObject({ gone: 1, fields: 1, lines: [] });
  });

  it("wants an issue that GitLab has not to be gone", () => {
    expect(compare({ kept: { status: "gone", is_gone: true } }).lines).toEqual([
      "7#3: status [gone] instead of [completed]",
    ]);
  });

  it("compares no more than the status of an issue whose events are still to be read", () => {
    const unread = { kept: { is_unread: true, started_at: null, cycle_seconds: null }, events: [] };
    expect(compare(unread, false)).toMatchObject({ issues: 1, unread: 1, fields: 1, lines: [] });
    const wrong = { ...unread, kept: { ...unread.kept, status: "blocked" } as const };
    expect(compare(wrong, false).lines).toEqual(["7#3: status [blocked] instead of [completed]"]);
  });

  it("takes it for a fault once all should be read", () => {
    const { lines } = compare({ kept: { is_unread: true } });
    expect(lines).toEqual(["7#3: GitLab's events were not read since it was fetched"]);
  });
});

describe("The raw events", () => {
  const [label, state] = EVENTS as [KeptEvent, KeptEvent];

  it.each<[string, KeptEvent[], string]>([
    ["one that was lost", [label], "the event state 1 of GitLab is not kept"],
    ["one that is not GitLab's", [label, state, { ...state, id: 2 }], "the kept event state 2 is not GitLab's"],
    ["another moment", [label, { ...state, at: T0 }], "the kept event state 1 happened at 2026-11-01T12:00:00.000Z"],
    ["another action", [label, { ...state, action: "reopened" }], "the kept event state 1 says reopened instead of"],
    ["another label", [{ ...label, label_id: 52 }, state], "the kept event label 1 is about label 52 instead of 51"],
  ])("tell of %s", (_name, events, line) => {
    expect(compare({ events }).lines).toEqual([expect.stringContaining(`7#3: ${line}`)]);
  });

  it("may not forget a label that still exists", () => {
    const { lines } = compare({ events: [{ ...label, label_id: null }, state] });
    expect(lines).toContain("7#3: the kept event label 1 is about label null instead of 51");
  });

  it("may not know a label that was deleted: then nothing is known of a start either", () => {
    const deleted: Change = { truth: { label_ids: [] }, titles: [], events: [{ ...label, label_id: null }, state] };
    const { lines } = compare(deleted);
    expect(lines.map((line) => line.split(" ")[1])).toEqual(["started_at", "cycle_seconds", "timeline"]);
    const kept = { started_at: null, cycle_seconds: null };
    const rows = [ROWS[0], { ...ROWS[2], from: "not_started" } as never];
    expect(compare({ ...deleted, kept, rows }).lines).toEqual([]);
  });

  it("go by the last title of a deleted label where they know it", () => {
    // It went unseen, so it is taken off at the close, which comes last in its second: the same rows as ever.
    expect(compare({ truth: { label_ids: [] }, titles: [] }).lines).toEqual([]);
  });
});
