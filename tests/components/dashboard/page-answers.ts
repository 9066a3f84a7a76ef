import type { Changes, Durations, EngineerRow, Engineers, IssueRef, Summary } from "@/lib/dashboard/schema.ts";
import { person } from "@/tests/support/issue-dto.ts";
import { ABOUT, figure, PERIOD } from "./panel-answers.ts";

export function issueRef(iid: number, changes: Partial<IssueRef> = {}): IssueRef {
  return {
    id: `00000000-0000-4000-8000-${String(iid).padStart(12, "0")}`,
    reference: `acme/shop#${iid}`,
    title: `Issue ${iid}`,
    status: "in_progress",
    confidential: false,
    assignees: [],
    ...changes,
  };
}

type Counts = Partial<
  Record<"wip" | "in_progress" | "blocked" | "overdue" | "not_started" | "open" | "completed", number>
>;

function told(name: string, counts: Counts): Engineers["total"] {
  const of = (key: keyof Counts) => figure(counts[key] ?? 0, `${key}=${name}`);
  return {
    open: of("open"),
    not_started: of("not_started"),
    in_progress: of("in_progress"),
    blocked: of("blocked"),
    wip: of("wip"),
    overdue: of("overdue"),
    completed: of("completed"),
    approximate: 0,
    oldest: null,
    unknown_start: figure(0, `unknown_start=${name}`),
  };
}

/** What somebody has; `null` is nobody. */
export function engineer(name: string | null, counts: Counts, changes: Partial<EngineerRow> = {}): EngineerRow {
  return { person: name === null ? null : person(name), ...told(name ?? "none", counts), ...changes };
}

export function engineers(rows: EngineerRow[], part: Partial<Engineers> = {}): Engineers {
  return { ...ABOUT, period: PERIOD, rows, total: told("all", { wip: 9, open: 12, completed: 5 }), ...part };
}

export function changes(part: Partial<Changes> = {}): Changes {
  const of = (name: string, value: number) => figure(value, `changed=${name}`);
  return {
    ...ABOUT,
    since: "2026-11-16",
    figures: {
      created: of("created", 12),
      started: of("started", 8),
      completed: of("completed", 1_234),
      closed_not_done: of("closed_not_done", 2),
      reopened: of("reopened", 0),
      redated: of("redated", 3),
      newly_overdue: of("newly_overdue", 4),
    },
    slipped: [],
    ...part,
  };
}

export const LONGEST: Durations["longest"][number] = {
  ...issueRef(70, { status: "completed" }),
  completed_at: "2026-11-20T23:30:00.000Z",
  seconds: 864_000,
  in_progress_seconds: 518_400,
  blocked_seconds: 345_600,
  not_started_seconds: 0,
};

/** The figures on top: `value` now, `before` the period. */
export function summaryFigures(value: number, before: number | null): Summary["figures"] {
  const standing = {
    ...figure(value, "status=in_progress"),
    before: before === null ? null : { ...figure(before, "as_of=2026-11-19"), incomplete_before: null },
    trend: null,
  };
  const ended = (name: string) => ({
    ...figure(57, `completed=${name}`),
    before: { ...figure(45, `before=${name}`), incomplete_before: null },
    trend: [20, 19, 18].map((count, place) => ({
      ...figure(count, `point=${place}`),
      ...{ from: `2026-11-2${place}`, to: `2026-11-2${place}` },
    })),
  });
  return {
    in_progress: standing,
    blocked: standing,
    not_started: standing,
    open: standing,
    overdue: { ...figure(3, "overdue=true"), before: null, trend: null },
    no_due_date: { ...figure(4, "due=none"), before: null, trend: null },
    completed: ended("completed"),
    closed_not_done: ended("closed_not_done"),
  };
}
