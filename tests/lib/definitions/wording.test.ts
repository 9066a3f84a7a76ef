import { describe, expect, it, test } from "vitest";
import { cycleSeconds, firstEntry, knownTime, lastEntry, leadSeconds, type Step } from "@/lib/definitions/cycle.ts";
import { dayNumber, defaultPeriod, isoWeek, weekdayOfNumber } from "@/lib/definitions/days.ts";
import {
  coverageOf,
  daysOf,
  daysOverdue,
  dueOf,
  incompleteBefore,
  isInProgressMoreThan,
  isOpen,
  isOverdue,
  isStale,
  isWip,
  wipAgeSeconds,
} from "@/lib/definitions/definitions.ts";
import { median, p85 } from "@/lib/definitions/percentile.ts";
import {
  coverageWords,
  DEFINITION_GROUPS,
  definitionHref,
  definitionOf,
  incompleteWords,
} from "@/lib/definitions/wording.ts";
import { workingTime } from "@/lib/definitions/working-time.ts";
import { deriveStatus, type StatusRule } from "@/lib/status/derive.ts";
import { ISSUE_STATUSES, type IssueStatus } from "@/lib/status/schema.ts";
import { STATUS_WORDS } from "@/lib/status/wording.ts";
import { localDay } from "@/lib/time.ts";

const DEFINITIONS = DEFINITION_GROUPS.flatMap(({ definitions }) => definitions.map(({ id }) => definitionOf(id)));

const march = (day: number, time = "12:00:00") => new Date(`2026-03-${String(day).padStart(2, "0")}T${time}Z`);
const dayInMarch = (day: Date | string | null) => {
  const text = day instanceof Date ? day.toISOString() : (day ?? "");
  return text.startsWith("2026-03-") ? `${Number(text.slice(8, 10))} March` : text;
};
const steps = (...rows: [number, IssueStatus][]): Step[] =>
  rows.map(([day, to]) => ({ to, changedAt: march(day), provisional: false }));
const rule = (pattern: string, outcome: StatusRule["outcome"]): StatusRule => ({
  pattern,
  outcome,
  rank: 0,
  projectId: null,
});
const statusOf = (labels: string[], rules: StatusRule[], override: "in_progress" | null = null) => {
  const facts = { projectId: "", state: "opened" as const, gone: false, moved: false, duplicate: false };
  return STATUS_WORDS[deriveStatus({ ...facts, labels, override }, rules).status].toLowerCase();
};
const BOTH = [rule("Doing", "in_progress"), rule("Blocked", "blocked")];
const workingDays = (from: Date, until: Date) => daysOf(workingTime({ zone: "UTC", holidays: [] })({ from, until }));
const elapsedDays = (from: Date, until: Date) => daysOf((until.getTime() - from.getTime()) / 1000);

/** Each example as the functions make it. */
const EXAMPLES: Record<string, () => string> = {
  blocked: () => `An issue with the labels Doing and Blocked is ${statusOf(["Doing", "Blocked"], BOTH)}.`,
  completed: () => {
    const rows = steps([1, "not_started"], [3, "completed"], [5, "not_started"], [9, "completed"]);
    const [first, reopened, final] = rows.slice(1).map(({ changedAt }) => dayInMarch(changedAt));
    const last = dayInMarch(rows.findLast(({ to }) => to === "completed")?.changedAt ?? null);
    return `Closed on ${first}, reopened on ${reopened} and closed on ${final}, an issue is completed on ${last}.`;
  },
  open: () => {
    const counts = { not_started: 120, in_progress: 34, blocked: 6, completed: 900, closed_not_done: 80, gone: 7 };
    const sum = (chosen: (status: IssueStatus) => boolean) =>
      ISSUE_STATUSES.filter(chosen).reduce((total, status) => total + counts[status], 0);
    return `120 not started, 34 in progress and 6 blocked are ${sum(isOpen)} open issues, ${sum(isWip)} of them work in progress.`;
  },
  override: () =>
    `An issue with the label Blocked that a manager set to in progress is ${statusOf(["Blocked"], BOTH, "in_progress")}.`,
  "label-rules": () => {
    const rules = [rule("workflow::", "in_progress"), rule("workflow::waiting", "blocked")];
    return `With the rules workflow:: for in progress and workflow::waiting for blocked, workflow::waiting is ${statusOf(["workflow::waiting"], rules)}.`;
  },
  clock: () => {
    const closed = march(31, "23:30:00");
    const [berlin, newYork] = ["Europe/Berlin", "America/New_York"].map((zone) => localDay(closed, zone));
    expect(berlin).toBe("2026-04-01");
    return `What was closed at 23:30 UTC on 31 March 2026 was closed on 1 April in Europe/Berlin, and on ${dayInMarch(newYork ?? "")} in America/New_York.`;
  },
  period: () => {
    const { from, to } = defaultPeriod({ now: march(30), zone: "UTC" });
    return `On 30 March 2026 that is ${dayInMarch(from)} to ${dayInMarch(to)}.`;
  },
  week: () => {
    const [year, week] = isoWeek("2027-01-01").split("-W");
    expect([weekdayOfNumber(dayNumber("2027-01-01")), isoWeek("2027-01-03"), isoWeek("2027-01-04")]).toEqual([
      5,
      `${year}-W${week}`,
      "2027-W01",
    ]);
    return `1 January 2027 is a Friday in week ${week} of ${year}; week 1 of 2027 begins on 4 January.`;
  },
  // 2 March 2026 is a Monday.
  days: () => `Monday 09:00 to Thursday 15:00 is ${elapsedDays(march(2, "09:00:00"), march(5, "15:00:00"))} days.`,
  "working-time": () => {
    const [friday, monday] = [march(6), march(9, "18:00:00")];
    return `Friday 12:00 to Monday 18:00 is ${elapsedDays(friday, monday)} days, and ${workingDays(friday, monday)} days of working time.`;
  },
  "wip-since": () => {
    const rows = steps([1, "not_started"], [2, "in_progress"], [4, "blocked"], [6, "in_progress"]);
    return `In progress on 2 March, blocked on 4 March, in progress again on 6 March: WIP since ${dayInMarch(knownTime(lastEntry(rows)))}.`;
  },
  "wip-age": () => {
    const issue = { status: "in_progress", wipSince: march(2, "09:00:00") } as const;
    const days = daysOf(wipAgeSeconds(issue, march(7, "09:00:00")) ?? NaN);
    const isMore = [march(7, "09:00:00"), march(7, "09:00:01")].map((now) => isInProgressMoreThan(5, issue, now));
    expect(isMore).toEqual([false, true]);
    return `WIP since 2 March, 09:00: at 09:00 on 7 March the age is ${days} days, and that is not more than ${days} days; a second later it is.`;
  },
  due: () => {
    const due = dueOf({ targetDate: "2026-03-17", dueDate: "2026-03-10" });
    return `GitLab says 10 March, the target date is 17 March: due on ${dayInMarch(due)}.`;
  },
  overdue: () => {
    const issue = { status: "not_started", due: "2026-03-04" } as const;
    const lastMoment = { now: march(4, "23:59:59"), zone: "UTC" };
    expect(isOverdue(issue, lastMoment)).toBe(false);
    const days = daysOverdue(issue, { now: march(5, "00:00:00"), zone: "UTC" });
    return `Due on 4 March, an open issue is not overdue on 4 March, and overdue by ${days} day on 5 March.`;
  },
  "cycle-time": () => {
    const rows = steps([1, "not_started"], [2, "in_progress"], [5, "completed"], [9, "not_started"], [10, "completed"]);
    const ends = { startedAt: knownTime(firstEntry(rows)), completedAt: march(10) };
    const days = daysOf(cycleSeconds(ends, rows) ?? NaN);
    return `In progress on 2 March, closed on 5 March, reopened on 9 March and closed on 10 March, each at noon: ${days} days.`;
  },
  "lead-time": () => {
    const days = daysOf(leadSeconds({ createdAt: march(1), completedAt: march(10) }) ?? NaN);
    return `Created on 1 March and closed for good on 10 March, both at noon: ${days} days.`;
  },
  median: () => {
    const days = [9, 1, 4, 2];
    return `Of 1, 2, 4 and 9 days the median is ${median(days)} days and the p85 ${p85(days)?.toFixed(2)} days, with n = ${days.length}.`;
  },
  coverage: () => {
    const issues = Array.from({ length: 57 }, (_, n) => ({ startedAt: n < 42 ? march(1) : null }));
    const coverage = coverageOf(issues);
    return `${coverageWords(coverage)}: the other ${coverage.total - coverage.known} are in no cycle time.`;
  },
  "per-engineer": () => {
    const issues = [["Ada", "Ben"], ["Ada"], []];
    const count = (name: string) => issues.filter((assignees) => assignees.includes(name)).length;
    const nobody = issues.filter((assignees) => assignees.length === 0).length;
    return `One issue of Ada and Ben, one of Ada alone, one of nobody: Ada ${count("Ada")}, Ben ${count("Ben")}, Unassigned ${nobody}, and ${issues.length} in total.`;
  },
  fresh: () => {
    const lastFresh = Array.from({ length: 3_600 }, (_, age) => age).findLast((age) => !isStale(age, 5)) ?? NaN;
    return `With a poll every 5 minutes data is fresh up to an age of ${lastFresh / 60} minutes, and stale a second later.`;
  },
  history: () => {
    const historyFrom = [march(6, "14:00:00")];
    const before = incompleteBefore({ reach: march(1, "00:00:00"), historyFrom, zone: "UTC" });
    return `A project whose history begins on 6 March at 14:00: figures from 1 March on are incomplete before ${dayInMarch(before)}.`;
  },
};

describe("the examples of the help page", () => {
  it.each(DEFINITIONS.filter((one) => one?.example !== undefined).map((one) => [one?.id ?? "", one?.example]))(
    "%s: %s",
    (id, example) => {
      expect(example).toBe(EXAMPLES[id]?.());
    },
  );

  it("are all held against the functions", () => {
    const withExample = DEFINITIONS.flatMap((one) => (one?.example === undefined ? [] : [one.id]));
    expect(Object.keys(EXAMPLES).toSorted()).toEqual(withExample.toSorted());
  });
});

describe("the definitions", () => {
  const ids = DEFINITIONS.map((one) => one?.id ?? "");

  it("have names that are anchors, each once, apart from those of the groups", () => {
    const anchors = [...ids, ...DEFINITION_GROUPS.map(({ id }) => id)];
    expect(new Set(anchors).size).toBe(anchors.length);
    for (const anchor of anchors) expect(anchor).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(definitionHref("wip-age")).toBe("/help#wip-age");
  });

  it("refer to others that are there, and not to themselves", () => {
    for (const one of DEFINITIONS) {
      for (const other of one?.see ?? []) expect(ids, `${one?.id} → ${other}`).toContain(other);
      expect(one?.see ?? []).not.toContain(one?.id);
    }
  });

  it("have a term of their own and whole sentences, short enough to be read", () => {
    expect(new Set(DEFINITIONS.map((one) => one?.term)).size).toBe(ids.length);
    for (const one of DEFINITIONS) {
      expect(one?.words).toMatch(/^[A-Z].*\.$/);
      expect(one?.words.length, one?.id).toBeLessThan(460);
      expect(`${one?.words}${one?.example}`, "one apostrophe, one kind of quotation mark").not.toMatch(/['"]/);
    }
  });

  it("call every status what it is called elsewhere", () => {
    const terms = ISSUE_STATUSES.map((status) => definitionOf(status.replaceAll("_", "-"))?.term);
    expect(terms).toEqual(ISSUE_STATUSES.map((status) => STATUS_WORDS[status]));
  });
});

test("coverage and what is incomplete are told in the same words everywhere", () => {
  expect(coverageWords({ known: 1_042, total: 1_057 })).toBe("1,042 of 1,057 had a recorded start");
  expect(incompleteWords("2026-03-07")).toBe("incomplete before 7 Mar 2026");
  expect(definitionOf("nothing")).toBeUndefined();
});
