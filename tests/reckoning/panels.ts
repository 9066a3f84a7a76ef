/** The dashboard's figures, each counted from the issues themselves: what they are called is what the answers call them. */
import { DAY_MS, dayAfter, isSince, localDay } from "./filters/days.ts";
import { dueOf, isOpen, isWip, type Asking, type PlainIssue, type Question, type Status } from "./filters/plain.ts";
import { isOverdue, isReopenedWithin } from "./filters/predicates.ts";
import { daysBefore, pointsOf, type Days } from "./panels-points.ts";

/** A number, or what a list names, by its place in the answer. */
export type Expected = Map<string, number | string | null>;

export type Scope = {
  /** Which issues a question means. */
  find(question: Question): PlainIssue[];
  /** The filter of the dashboard. */
  filter: Question;
  asking: Asking;
  /** What is asked of the panel besides. */
  period: Days;
  bucket: string;
};

const OPEN: Status[] = ["not_started", "in_progress", "blocked"];
const STANDING: Record<string, Status[]> = {
  in_progress: ["in_progress"],
  blocked: ["blocked"],
  not_started: ["not_started"],
  open: OPEN,
};
/** What an issue was then is known of these alone. */
const KNOWN_OF_THEN = ["project", "status", "created_from", "created_to"];

export function reckonSummary(scope: Scope): Expected {
  const { find, filter, asking, period, bucket } = scope;
  const issues = find(filter);
  const expected: Expected = new Map();
  const points = pointsOf(period, bucket, localDay(asking.now, asking.zone));
  const isOfThen = Object.keys(filter).every((name) => KNOWN_OF_THEN.includes(name));
  for (const [name, statuses] of Object.entries(STANDING)) {
    expected.set(`figures.${name}.value`, issues.filter(({ status }) => statuses.includes(status)).length);
  }
  const ends = [
    { at: "before", day: dayAfter(period.from, -1) },
    ...points.map(({ from, to }) => ({ at: `trend.${from}`, day: to })),
  ];
  for (const { at, day } of isOfThen ? ends : []) {
    const stood = find({ ...filter, as_of: day });
    for (const [name, statuses] of Object.entries(STANDING)) {
      expected.set(`figures.${name}.${at}.value`, stood.filter(({ status }) => statuses.includes(status)).length);
    }
  }
  expected.set("figures.overdue.value", issues.filter((issue) => isOverdue(issue, asking)).length);
  expected.set("figures.no_due_date.value", issues.filter((i) => isOpen(i.status) && dueOf(i) === null).length);
  for (const flow of ["completed", "closed_not_done"]) {
    const inDays = (days: Days) => issues.filter((issue) => isOf(flow, issue, days, asking)).length;
    expected.set(`figures.${flow}.value`, inDays(period));
    expected.set(`figures.${flow}.before.value`, inDays(daysBefore(period)));
    for (const point of points) expected.set(`figures.${flow}.trend.${point.from}.value`, inDays(point));
  }
  const unknown = issues.filter(({ state, closedAt }) => state === "closed" && closedAt === null);
  return expected.set("unknown_close.value", unknown.length);
}

export function reckonCompleted({ find, filter, asking, period, bucket }: Scope): Expected {
  const issues = find(filter);
  const expected: Expected = new Map();
  const points = pointsOf(period, bucket, localDay(asking.now, asking.zone));
  for (const flow of ["completed", "closed_not_done", "closed", "created", "reopened"]) {
    const inDays = (days: Days) => issues.filter((issue) => isOf(flow, issue, days, asking)).length;
    expected.set(`total.${flow}.value`, inDays(period));
    expected.set(`previous.${flow}.value`, inDays(daysBefore(period)));
    for (const point of points) expected.set(`points.${point.from}.figures.${flow}.value`, inDays(point));
  }
  const done = issues.filter((issue) => isOf("completed", issue, period, asking));
  const dayOf = ({ completedAt }: PlainIssue) => localDay(completedAt ?? 0, asking.zone);
  const dated = done.filter((issue) => dueOf(issue) !== null);
  const late = dated.filter((issue) => dayOf(issue) > (dueOf(issue) ?? ""));
  const reopened = issues.filter((issue) => isReopenedWithin(issue, { from: period.from, to: undefined }, asking.zone));
  return expected
    .set("punctuality.late.value", late.length)
    .set("punctuality.on_time.value", dated.length - late.length)
    .set("punctuality.undated.value", done.length - dated.length)
    .set("since_reopened.value", reopened.length);
}

/** Whether something happened to an issue in some days. */
export function isOf(flow: string, issue: PlainIssue, days: Days, { zone }: Asking): boolean {
  const isWithin = (at: number | null) =>
    at !== null && localDay(at, zone) >= days.from && localDay(at, zone) <= days.to;
  const { status, state, completedAt, closedAt, createdAt } = issue;
  if (flow === "completed") return status === "completed" && isWithin(completedAt);
  if (flow === "created") return isWithin(createdAt);
  if (flow === "reopened") return isReopenedWithin(issue, days, zone);
  return state === "closed" && isWithin(closedAt) && (flow === "closed" || status === flow);
}

const AGES = [0, 1, 3, 7, 14, 30, 90, Infinity];
const DAYS_LATE = [1, 8, 31, 91, Infinity];
const MOST = 10;

export function reckonAging({ find, filter, asking }: Scope): Expected {
  const issues = find(filter);
  const expected: Expected = new Map();
  const today = localDay(asking.now, asking.zone);
  const wip = issues.filter(({ status }) => isWip(status));
  const known = wip.filter(({ wipSince }) => wipSince !== null);
  const ageOf = ({ wipSince }: PlainIssue) => (asking.now - (wipSince ?? 0)) / DAY_MS;
  for (const [index, from] of AGES.slice(0, -1).entries()) {
    const old = known.filter((issue) => ageOf(issue) >= from && ageOf(issue) < (AGES[index + 1] ?? 0));
    for (const name of ["in_progress", "blocked"]) {
      expected.set(`wip.${from}.${name}.value`, old.filter(({ status }) => status === name).length);
    }
  }
  expected.set("coverage.total.value", wip.length);
  expected.set("coverage.known.value", known.length);
  expected.set("coverage.unknown.value", wip.length - known.length);
  const oldest = known.toSorted((a, b) => (a.wipSince ?? 0) - (b.wipSince ?? 0)).slice(0, MOST);
  expected.set("oldest", oldest.map(({ wipSince }) => wipSince).join(" "));
  const late = issues.filter((issue) => isOverdue(issue, asking));
  const lateness = (issue: PlainIssue) => (Date.parse(today) - Date.parse(dueOf(issue) ?? today)) / DAY_MS;
  for (const [index, from] of DAYS_LATE.slice(0, -1).entries()) {
    const some = late.filter((issue) => lateness(issue) >= from && lateness(issue) < (DAYS_LATE[index + 1] ?? 0));
    expected.set(`overdue.${from}.issues.value`, some.length);
  }
  const latest = late.toSorted((a, b) => lateness(b) - lateness(a)).slice(0, MOST);
  expected.set("most_overdue", latest.map((issue) => lateness(issue)).join(" "));
  const blocked = issues.filter(({ status }) => status === "blocked");
  expected.set("blocked", String(Math.min(MOST, blocked.length)));
  for (const days of [14, 30, 90]) {
    const rest = issues.filter((i) => isOpen(i.status) && localDay(i.updatedAt, asking.zone) <= dayAfter(today, -days));
    expected.set(`untouched.${days}.issues.value`, rest.length);
  }
  expected.set("undated_wip.value", wip.filter((issue) => dueOf(issue) === null).length);
  return reckonOldest(expected, issues);
}

/** What has had each open status for longest, by project. */
function reckonOldest(expected: Expected, issues: readonly PlainIssue[]): Expected {
  for (const status of OPEN) {
    const known = issues.filter((issue) => issue.status === status && issue.statusSince !== null);
    for (const { path } of new Set(known.map(({ project }) => project))) {
      const since = known.flatMap((issue) => (issue.project.path === path ? (issue.statusSince ?? []) : []));
      expected.set(`oldest_by_status.${path}.${status}`, Math.min(...since));
    }
  }
  return expected;
}

export function reckonChanges({ find, filter, asking, period }: Scope): Expected {
  const issues = find(filter);
  const { zone } = asking;
  const since = period.from;
  const began = (at: number | null) => at !== null && isSince(at, since, zone);
  const becameOverdue = (issue: PlainIssue) => isOverdue(issue, asking) && dayAfter(dueOf(issue) ?? "", 1) >= since;
  const figures: Record<string, (issue: PlainIssue) => boolean> = {
    created: ({ createdAt }) => began(createdAt),
    started: ({ startedAt }) => began(startedAt),
    completed: ({ status, completedAt }) => status === "completed" && began(completedAt),
    closed_not_done: ({ status, closedAt }) => status === "closed_not_done" && began(closedAt),
    reopened: (issue) => isReopenedWithin(issue, { from: since, to: undefined }, zone),
    redated: ({ redatedAt }) => redatedAt.some((at) => began(at)),
    newly_overdue: becameOverdue,
  };
  return new Map(
    Object.entries(figures).map(([name, isMeant]) => [`figures.${name}.value`, issues.filter(isMeant).length]),
  );
}
