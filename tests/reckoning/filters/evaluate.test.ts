import { describe, expect, it } from "vitest";
import { evaluate } from "./evaluate.ts";
import { ADA, asking, at, BOB, issue } from "./example.ts";
import type { PlainIssue, Question } from "./plain.ts";
import { openLibrary } from "./search.ts";

function isMeant(change: Partial<PlainIssue>, question: Question, role: "viewer" | "manager" = "manager"): boolean {
  const issues = [issue(change)];
  const known = { asking: asking(role), library: openLibrary(issues, role) };
  return evaluate(issues, question, known).length === 1;
}

const WIP = { status: "in_progress", wipSince: at("2026-03-03T20:15:00.000Z") } as const; // seven days before now, to the millisecond
const DONE = { state: "closed", status: "completed" } as const;
const ON_THE_TENTH = { completedAt: at("2026-03-10T18:14:59.999Z") } as const;
const DUE_LATER = { notes: null, targetDate: "2026-04-01", priority: null };
const REOPENED = { timeline: [{ from: "completed", to: "not_started", at: at("2026-02-10T18:15:00Z") }] } as const;
const LABELS = ["Q1, 2026", "none", "!bang"].map((title, id) => ({ id, title, uuid: `l-${id}` }));

/** What an issue is, what is asked, and whether it is meant. Local midnight is at 18:15 UTC, and today is 11 March. */
const EXAMPLES: [Partial<PlainIssue>, Question, boolean][] = [
  [{ assignees: [ADA, BOB] }, { assignee: "bob" }, true],
  [{ assignees: [ADA, BOB] }, { assignee: "ada,!bob" }, false],
  [{ assignees: [ADA] }, { assignee: "ME,none" }, false],
  [{ assignees: [ADA] }, { assignee: "me,none" }, true],
  [{}, { assignee: "me,none" }, true],
  [{}, { assignee: "!none" }, false],
  [{}, { assignee: "!ada" }, true],
  [{ assignees: [BOB] }, { assignee: "U-2" }, true],
  [{}, { project: "10" }, true],
  [{}, { project: "ACME/Shop,other/one" }, true],
  [{}, { project: "!p-10" }, false],
  [{ labels: LABELS.slice(0, 1) }, { label: "q1\\, 2026" }, true],
  [{ labels: LABELS.slice(0, 1) }, { label: "Q1, 2026" }, false],
  [{ labels: LABELS.slice(1, 2) }, { label: "none" }, false],
  [{ labels: LABELS.slice(1, 2) }, { label: "\\none" }, true],
  [{ labels: LABELS.slice(2) }, { label: "\\!bang" }, true],
  [{ labels: LABELS.slice(2) }, { label: "!bang" }, true],
  [{ labels: LABELS.slice(2) }, { label: "!\\!bang" }, false],
  [{ author: null }, { author: "none" }, true],
  [{ author: null }, { author: "!bob" }, true],
  [{ milestone: "May" }, { milestone: "mAY" }, true],
  [{ override: { notes: null, targetDate: null, priority: 2 } }, { priority: "1,2" }, true],
  [{}, { priority: "!1" }, true],
  [{ status: "gone" }, {}, false],
  [{ status: "gone" }, { status: "completed,gone" }, true],
  [{ status: "gone" }, { status: "!completed" }, false],
  // Due 10 March: overdue from the 11th on. Due the 11th is not.
  [{ dueDate: "2026-03-10" }, { overdue: "true" }, true],
  [{ dueDate: "2026-03-11" }, { overdue: "true" }, false],
  [{ dueDate: "2026-03-10", ...DONE }, { overdue: "true" }, false],
  [{ dueDate: "2026-03-10", ...DONE }, { overdue: "false" }, true],
  [{ dueDate: "2026-03-10", override: DUE_LATER }, { overdue: "false" }, true],
  [{ dueDate: "2026-03-10" }, { overdue_since: "2026-03-11" }, true],
  [{ dueDate: "2026-03-09" }, { overdue_since: "2026-03-11" }, false],
  [{ dueDate: "2026-03-10" }, { overdue_since: "2026-03-10T18:15:00.000Z" }, true],
  [{ dueDate: "2026-03-10" }, { overdue_since: "2026-03-10T18:15:00.001Z" }, false],
  [{ dueDate: "2026-03-10" }, { due_from: "2026-03-10", due_to: "2026-03-10" }, true],
  [{}, { due_to: "2026-03-10" }, false],
  [{}, { due: "none" }, true],
  // Completed on the 10th, to the millisecond before the 11th begins. A target date goes before GitLab's; not done is neither.
  [{ ...DONE, ...ON_THE_TENTH, dueDate: "2026-03-10" }, { late: "false" }, true],
  [{ ...DONE, ...ON_THE_TENTH, dueDate: "2026-03-10" }, { late: "true" }, false],
  [{ ...DONE, ...ON_THE_TENTH, dueDate: "2026-03-09" }, { late: "true" }, true],
  [{ ...DONE, completedAt: at("2026-03-10T18:15:00Z"), dueDate: "2026-03-10" }, { late: "true" }, true],
  [{ ...DONE, ...ON_THE_TENTH, dueDate: "2026-03-09", override: DUE_LATER }, { late: "false" }, true],
  [{ ...DONE, ...ON_THE_TENTH }, { late: "false" }, false],
  [{ ...DONE, dueDate: "2026-03-10" }, { late: "false" }, false],
  [{ ...DONE, ...ON_THE_TENTH, status: "closed_not_done", dueDate: "2026-03-09" }, { late: "true" }, false],
  [{ ...DONE, ...ON_THE_TENTH, cycleSeconds: 0 }, { has_cycle: "true" }, true],
  [{ ...DONE, ...ON_THE_TENTH }, { has_cycle: "false" }, true],
  [DONE, { has_cycle: "false" }, false],
  [{ startedAt: at("2026-02-01") }, { has_cycle: "false" }, false],
  [{ ...DONE, closedAt: at("2026-02-10") }, { has_close: "true" }, true],
  [{ ...DONE, ...ON_THE_TENTH }, { has_close: "false" }, true],
  [{}, { has_close: "false" }, false],
  // Seven days exactly are not more than seven, and not less.
  [WIP, { in_progress_days_gt: "7" }, false],
  [WIP, { in_progress_days_gt: "6" }, true],
  [WIP, { wip_days_from: "7" }, true],
  [WIP, { wip_days_to: "7" }, false],
  [{ ...WIP, wipSince: null }, { wip_days_from: "0" }, false],
  [{ ...WIP, wipSince: null, startedAt: at("2026-02-01") }, { has_start: "false" }, true],
  [{ startedAt: at("2026-02-01") }, { has_start: "true" }, true],
  [{ createdAt: at("2026-02-10T18:15:00Z") }, { created_from: "2026-02-11" }, true],
  [{ createdAt: at("2026-02-10T18:14:59.999Z") }, { created_to: "2026-02-10" }, true],
  [{ ...DONE, completedAt: at("2026-02-10T18:15:00Z") }, { completed_to: "2026-02-10" }, false],
  [{ ...DONE, status: "closed_not_done", closedAt: at("2026-02-10") }, { closed_from: "2026-02-10" }, true],
  [{ ...DONE, status: "closed_not_done", completedAt: at("2026-02-10") }, { completed_from: "2026-02-10" }, false],
  [{ closedAt: at("2026-02-10") }, { closed_from: "2026-02-10" }, false],
  [{ ...DONE, credited: [BOB], assignees: [ADA] }, { completed_by: "bob" }, true],
  [{ ...DONE, credited: [BOB], assignees: [ADA] }, { completed_by: "me" }, false],
  [{ credited: [BOB] }, { completed_by: "bob" }, false],
  [{ ...DONE }, { completed_by: "none" }, true],
  [REOPENED, { reopened_from: "2026-02-11", reopened_to: "2026-02-11" }, true],
  [REOPENED, { reopened_to: "2026-02-10" }, false],
  [{ timeline: [{ from: "completed", to: "gone", at: at("2026-02-10") }] }, { reopened_from: "2026-02-01" }, false],
  [{ overriddenAt: at("2026-03-05") }, { changed_since: "2026-03-05" }, true],
  [{}, { changed_since: "2026-03-05" }, false],
  [{ redatedAt: [at("2026-03-05")] }, { redated_since: "2026-03-05T12:00:00Z" }, true],
];

describe("The evaluation", () => {
  it.each(EXAMPLES)("of %j asked with %j", (change, question, expected) => {
    expect(isMeant(change, question)).toBe(expected);
  });

  it("shows a viewer no confidential issue", () => {
    expect(isMeant({ confidential: true }, {})).toBe(true);
    expect(isMeant({ confidential: true }, {}, "viewer")).toBe(false);
  });

  it("wants both bounds of one reopening", () => {
    const twice = ["2026-02-01", "2026-02-20"].map(
      (day) => ({ from: "completed", to: "blocked", at: at(day) }) as const,
    );
    expect(isMeant({ timeline: twice }, { reopened_from: "2026-02-05", reopened_to: "2026-02-10" })).toBe(false);
  });

  it("gives the status of the end of a day, and nothing before the creation or after the end", () => {
    const timeline = [
      { from: null, to: "not_started", at: at("2026-02-01") },
      { from: "not_started", to: "blocked", at: at("2026-02-10T18:14:59.999Z") },
      { from: "blocked", to: "gone", at: at("2026-02-20") },
    ] as const;
    const gone = { status: "gone", createdAt: at("2026-02-01"), timeline } as const;
    expect(isMeant(gone, { as_of: "2026-02-10", status: "blocked" })).toBe(true);
    expect(isMeant(gone, { as_of: "2026-02-09", status: "not_started" })).toBe(true);
    expect(isMeant(gone, { as_of: "2026-01-31" })).toBe(false);
    expect(isMeant(gone, { as_of: "2026-02-20" })).toBe(false);
    expect(isMeant(gone, { as_of: "2026-02-20", status: "gone" })).toBe(true);
  });

  it("knows no parameter that was not thought of", () => {
    expect(() => isMeant({}, { invented: "1" })).toThrow("nothing is known of invented");
  });
});
