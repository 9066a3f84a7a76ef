import { http, HttpResponse } from "msw";
import type { About, Aging, Completed, Durations, Figure, Spread, Summary } from "@/lib/dashboard/schema.ts";

const DAY_S = 86_400;

export const ABOUT: About = {
  at: "2026-11-22T10:00:00.000Z",
  zone: "Europe/Berlin",
  freshness: {
    state: "fresh",
    as_of: "2026-11-22T09:58:00.000Z",
    age_seconds: 120,
    stale_after_seconds: 600,
    excluded: [],
  },
  incomplete_before: null,
  rule_changes: [],
};
export const PERIOD = { from: "2026-11-20", to: "2026-11-22" };
export const PREVIOUS = { from: "2026-11-17", to: "2026-11-19" };
const DAYS = ["2026-11-20", "2026-11-21", "2026-11-22"];

export const figure = (value: number, query: string): Figure => ({ value, query });

function spread(
  name: string,
  { days, known, completed }: { days: number | null; known: number; completed: number },
): Spread {
  return {
    completed: figure(completed, `completed_of=${name}`),
    known: figure(known, `known_of=${name}`),
    unknown: figure(completed - known, `unknown_of=${name}`),
    median_seconds: days === null ? null : days * DAY_S,
    p85_seconds: days === null ? null : 2 * days * DAY_S,
  };
}

/** 42 of 57 with a known start; the second day has none. */
export function durations(part: Partial<Durations> = {}): Durations {
  const none = { rows: [], more: false };
  const group = (value: string | null, name: string) => ({
    ...spread(`row-${value}`, { days: 3, known: 20, completed: 25 }),
    ...{ value, name, previous: spread(`before-${value}`, { days: 4.5, known: 10, completed: 12 }) },
  });
  return {
    ...ABOUT,
    ...{ period: PERIOD, bucket: "day", time: "calendar" },
    total: spread("total", { days: 4.2, known: 42, completed: 57 }),
    previous: {
      ...spread("previous", { days: 5.1, known: 30, completed: 40 }),
      period: PREVIOUS,
      incomplete_before: null,
    },
    points: DAYS.map((day, place) => ({
      ...{ from: day, to: day },
      ...spread(day, place === 1 ? { days: null, known: 0, completed: 1 } : { days: 4, known: 21, completed: 28 }),
    })),
    groups: {
      project: { rows: [group("shop/storefront", "Storefront"), group("shop/api", "API")], more: true },
      label: { rows: [group("=SUM(1)", "=SUM(1)"), group(null, "No label")], more: false },
      engineer: none,
    },
    longest: [],
    ...part,
  };
}

function flow(name: string, [completed, notDone, created, reopened]: [number, number, number, number]) {
  return {
    completed: figure(completed, `completed=${name}`),
    closed_not_done: figure(notDone, `not_done=${name}`),
    closed: figure(completed + notDone, `closed=${name}`),
    created: figure(created, `created=${name}`),
    reopened: figure(reopened, `reopened=${name}`),
  };
}

export function completed(part: Partial<Completed> = {}): Completed {
  return {
    ...ABOUT,
    ...{ period: PERIOD, bucket: "day" },
    total: flow("total", [57, 6, 70, 2]),
    previous: { ...flow("previous", [45, 3, 40, 1]), period: PREVIOUS, incomplete_before: null },
    points: DAYS.map((day, place) => ({ from: day, to: day, figures: flow(day, [20 - place, 2, 23, place]) })),
    punctuality: { on_time: figure(30, "late=false"), late: figure(10, "late=true"), undated: figure(17, "due=none") },
    since_reopened: figure(4, "reopened_from=2026-11-20"),
    ...part,
  };
}

export function summary(part: Partial<Summary> = {}): Summary {
  const standing = (name: string, values: [number, number, number, number]) => ({
    ...figure(values[3], `status=${name}`),
    before: { ...figure(values[0], `before=${name}`), incomplete_before: null },
    trend: DAYS.map((day, place) => ({
      from: day,
      to: day,
      ...figure(values[place + 1] ?? 0, `as_of=${day}&status=${name}`),
    })),
  });
  const plain = { ...figure(0, "none"), before: null, trend: null };
  return {
    ...ABOUT,
    ...{ period: PERIOD, previous: PREVIOUS, bucket: "day" },
    figures: {
      in_progress: standing("in_progress", [30, 31, 33, 34]),
      blocked: standing("blocked", [4, 5, 5, 6]),
      not_started: standing("not_started", [1_190, 1_195, 1_198, 1_200]),
      open: standing("open", [1_224, 1_231, 1_236, 1_240]),
      ...{ overdue: plain, no_due_date: plain, completed: plain, closed_not_done: plain },
    },
    unknown_close: figure(0, "has_close=false"),
    has_wip_rule: true,
    ...part,
  };
}

export function aging(part: Partial<Aging> = {}): Aging {
  const wip = (from: number, to: number | null, [inProgress, blocked]: [number, number]) => ({
    ...{ from_days: from, to_days: to },
    in_progress: figure(inProgress, `in_progress_from=${from}`),
    blocked: figure(blocked, `blocked_from=${from}`),
  });
  const overdue = (from: number, to: number | null, value: number) => ({
    ...{ from_days: from, to_days: to },
    issues: figure(value, `overdue_from=${from}`),
  });
  return {
    ...ABOUT,
    wip: [wip(0, 1, [3, 0]), wip(1, 3, [9, 2]), wip(3, null, [20, 4])],
    coverage: { total: figure(40, "wip"), known: figure(38, "has_start=true"), unknown: figure(2, "has_start=false") },
    overdue: [overdue(1, 8, 5), overdue(8, null, 1)],
    untouched: [
      { days: 14, issues: figure(60, "updated_to=2026-11-08") },
      { days: 30, issues: figure(12, "updated_to=2026-10-23") },
    ],
    undated_wip: figure(7, "due=none"),
    ...{ oldest: [], oldest_by_status: [], most_overdue: [], blocked: [] },
    ...part,
  };
}

/** Answers a panel's questions so, and keeps them. */
export function answers(path: string, body: Record<string, unknown>, asked: URL[] = []) {
  return http.get(`/api/dashboard/${path}`, ({ request }) => {
    asked.push(new URL(request.url));
    return HttpResponse.json(body);
  });
}
