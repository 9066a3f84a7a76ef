import { DAY_MS, dayAfter, isDay, isSince, localDay } from "./days.ts";
import { dueOf, isOpen, isWip, type Asking, type Person, type PlainIssue } from "./plain.ts";
import { meetsValues } from "./values.ts";

/** Whether an issue meets one parameter. `finds`: what the question's `q` was found to find. */
export type Predicate = (
  value: string,
  issue: PlainIssue,
  asking: Asking & { finds(issue: PlainIssue): boolean },
) => boolean;

const oneOrNone = <T>(value: T | null, names: (value: T) => string[]) => (value === null ? [] : [names(value)]);
const nameOf = ({ username, uuid }: Person) => [username, uuid];
const people = (list: readonly Person[]) => list.map(nameOf);

/** One line of thought a parameter. */
export const PREDICATES: Readonly<Record<string, Predicate>> = {
  assignee: (value, { assignees }, { me }) => meetsValues(value, people(assignees), nameOf(me)),
  status: (value, { status }) => meetsValues(value, [[status]], []),
  project: (value, { project }) => meetsValues(value, [[project.path, project.uuid, String(project.id)]], []),
  label: (value, { labels }) =>
    meetsValues(
      value,
      labels.map(({ title, uuid }) => [title, uuid]),
      [],
    ),
  author: (value, { author }, { me }) => meetsValues(value, oneOrNone(author, nameOf), nameOf(me)),
  milestone: (value, { milestone }) =>
    meetsValues(
      value,
      oneOrNone(milestone, (title) => [title]),
      [],
    ),
  priority: (value, { override }) =>
    meetsValues(
      value,
      oneOrNone(override.priority, (one) => [String(one)]),
      [],
    ),
  confidential: (value, { confidential }) => confidential === (value === "true"),

  overdue: (value, issue, asking) => isOverdue(issue, asking) === (value === "true"),
  due: (_none, issue) => dueOf(issue) === null,
  due_from: (day, issue) => (dueOf(issue) ?? "") >= day,
  due_to: (day, issue) => (dueOf(issue) ?? "9999") <= day,
  overdue_since: (since, issue, asking) => isOverdue(issue, asking) && becameOverdue(issue) > dayBefore(since, asking),
  redated_since: (since, { redatedAt }, { zone }) => redatedAt.some((at) => isSince(at, since, zone)),
  late: (value, issue, asking) => {
    const due = dueOf(issue);
    return due !== null && isOn(completionOf(issue), asking, (own) => own > due === (value === "true"));
  },

  in_progress_days_gt: (days, issue, asking) => ageOf(issue, asking) > Number(days) * DAY_MS,
  wip_days_from: (days, issue, asking) => ageOf(issue, asking) >= Number(days) * DAY_MS,
  wip_days_to: (days, issue, asking) => ageOf(issue, asking) < Number(days) * DAY_MS,
  has_start: (value, { status, wipSince, startedAt }) =>
    ((isWip(status) ? wipSince : startedAt) !== null) === (value === "true"),
  has_cycle: (value, issue) => completionOf(issue) !== null && (issue.cycleSeconds !== null) === (value === "true"),

  created_from: (day, { createdAt }, { zone }) => localDay(createdAt, zone) >= day,
  created_to: (day, { createdAt }, { zone }) => localDay(createdAt, zone) <= day,
  updated_from: (day, { updatedAt }, { zone }) => localDay(updatedAt, zone) >= day,
  updated_to: (day, { updatedAt }, { zone }) => localDay(updatedAt, zone) <= day,
  changed_since: (since, { writtenAt, overriddenAt }, { zone }) =>
    isSince(writtenAt, since, zone) || (overriddenAt !== null && isSince(overriddenAt, since, zone)),
  started_from: (day, { startedAt }, asking) => isOn(startedAt, asking, (own) => own >= day),
  started_to: (day, { startedAt }, asking) => isOn(startedAt, asking, (own) => own <= day),
  completed_from: (day, issue, asking) => isOn(completionOf(issue), asking, (own) => own >= day),
  completed_to: (day, issue, asking) => isOn(completionOf(issue), asking, (own) => own <= day),
  completed_by: (value, { status, credited }, { me }) =>
    status === "completed" && meetsValues(value, people(credited), nameOf(me)),
  closed_from: (day, issue, asking) => isOn(closingOf(issue), asking, (own) => own >= day),
  closed_to: (day, issue, asking) => isOn(closingOf(issue), asking, (own) => own <= day),
  has_close: (value, { state, closedAt }) => state === "closed" && (closedAt !== null) === (value === "true"),

  q: (_words, issue, { finds }) => finds(issue),
};

type Bounds = { from: string | undefined; to: string | undefined };

/** Those that are read from more than one parameter: a reopening must be within both bounds. */
export function isReopenedWithin(issue: PlainIssue, bounds: Bounds, zone: string): boolean {
  return issue.timeline.some(({ from, to, at }) => {
    const day = localDay(at, zone);
    const isWithin = day >= (bounds.from ?? "") && day <= (bounds.to ?? "9999");
    return from === "completed" && to !== "gone" && isWithin;
  });
}

export function isOverdue(issue: PlainIssue, { now, zone }: Asking): boolean {
  const due = dueOf(issue);
  return isOpen(issue.status) && due !== null && due < localDay(now, zone);
}

/** It was due the day before. */
function becameOverdue(issue: PlainIssue): string {
  return dayAfter(dueOf(issue) ?? "", 1);
}

/** The last day that had begun before. */
function dayBefore(since: string, { zone }: Asking): string {
  return isDay(since) ? dayAfter(since, -1) : localDay(Date.parse(since) - 1, zone);
}

/** Not a number where it is not in progress, or nobody knows since when: then nothing can be said of it. */
function ageOf({ status, wipSince }: PlainIssue, { now }: Asking): number {
  return isWip(status) && wipSince !== null ? now - wipSince : Number.NaN;
}

function completionOf({ status, completedAt }: PlainIssue): number | null {
  return status === "completed" ? completedAt : null;
}

function closingOf({ state, closedAt }: PlainIssue): number | null {
  return state === "closed" ? closedAt : null;
}

function isOn(at: number | null, { zone }: Asking, meets: (day: string) => boolean): boolean {
  return at !== null && meets(localDay(at, zone));
}
