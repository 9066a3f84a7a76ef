/**
 * The yardstick of the dashboard: the statements that a careful engineer would write for a panel's figures, which share nothing with
 * the product but its tables. Each answers rows of a `name` and numbers. A panel that is worth it is asked in several ways; the
 * fastest of them counts. Days are those of UTC.
 */
import { addDays, dayNumber, weekdayOfNumber, type DayRange } from "@/lib/definitions/days.ts";
import { DUE, endOf, inDays, LIVE, OPEN, visible, type Role, type Way } from "./reads-sql.ts";

/** What a panel is asked about. `conditions`: of the filter, over `issues i`; `labels`: the ids of those that it names. */
export type Scope = {
  role: Role;
  conditions: string[];
  labels: string[] | null;
  today: string;
  period: DayRange;
  previous: DayRange;
  bucket: "day" | "week";
  since: string;
};

export const COMPLETED = "i.status = 'completed'";
export const REOPENED = "e.from_status = 'completed' and e.to_status <> 'gone'";
export const REOPENINGS = "issue_status_events e join issues i on i.id = e.issue_id";

/** The issues that are there, of the filter, and that meet a condition. */
export function listed({ role, conditions }: Scope, condition: string): string {
  return visible([LIVE, ...conditions, condition].join(" and "), role);
}

export function overdue({ today }: Scope): string {
  return `${OPEN} and ${DUE} < date '${today}'`;
}

export function summaryWays(scope: Scope): Way[] {
  const now = [
    `select 'now' as name,
      (count(*) filter (where i.status = 'in_progress'))::int as in_progress,
      (count(*) filter (where i.status = 'blocked'))::int as blocked,
      (count(*) filter (where i.status = 'not_started'))::int as not_started,
      count(*)::int as open,
      (count(*) filter (where ${DUE} < date '${scope.today}'))::int as overdue,
      (count(*) filter (where ${DUE} is null))::int as no_due_date
    from issues i where ${listed(scope, OPEN)}`,
    `select 'now' as name, count(*)::int as unknown_close
    from issues i where ${listed(scope, "i.state = 'closed' and i.closed_at_gitlab is null")}`,
    completedFlow(scope),
    flow(scope, {
      at: "i.closed_at_gitlab",
      where: "i.status = 'closed_not_done'",
      counted: counted("closed_not_done"),
    }),
  ];
  // What an issue's labels were then is not known: under such a filter there is no past.
  if (scope.labels !== null) return [now];
  return [forwards(scope), backwards(scope)].map((past) => [...now, past]);
}

export function completedWays(scope: Scope): Way[] {
  const { period } = scope;
  const day = "(i.completed_at at time zone 'UTC')::date";
  const closed =
    "(count(*) filter (where i.status = 'closed_not_done'))::int as closed_not_done, count(*)::int as closed";
  const way = [
    completedFlow(scope),
    flow(scope, { at: "i.closed_at_gitlab", where: "i.state = 'closed'", counted: closed }),
    flow(scope, { at: "i.created_at_gitlab", where: "true", counted: counted("created") }),
    flow(scope, {
      ...{ at: "e.changed_at", from: REOPENINGS, where: REOPENED },
      counted: "count(distinct i.id)::int as reopened",
    }),
    `select 'period' as name,
      (count(*) filter (where ${day} <= ${DUE}))::int as on_time,
      (count(*) filter (where ${day} > ${DUE}))::int as late,
      (count(*) filter (where ${DUE} is null))::int as undated
    from issues i where ${listed(scope, `${COMPLETED} and ${inDays("i.completed_at", period.from, period.to)}`)}`,
    `select 'period' as name, count(distinct i.id)::int as since_reopened
    from ${REOPENINGS} where ${listed(scope, `${REOPENED} and e.changed_at >= timestamptz '${period.from}T00:00Z'`)}`,
  ];
  return [way];
}

/** The point of the period that a moment belongs to, by its first day. */
export function pointOf(column: string, { bucket, period }: Scope): string {
  return `greatest(date_trunc('${bucket}', ${column} at time zone 'UTC')::date, date '${period.from}')::text`;
}

type Flow = { at: string; where: string; counted: string; from?: string };

/** What happened in each point, in the period and in the one before. */
function flow(scope: Scope, { at, where, counted: numbers, from = "issues i" }: Flow): string {
  const { period, previous } = scope;
  const within = (days: DayRange) =>
    `from ${from} where ${listed(scope, `${where} and ${inDays(at, days.from, days.to)}`)}`;
  const point = pointOf(at, scope);
  return `
    select coalesce(${point}, 'period') as name, ${numbers} ${within(period)} group by rollup (${point})
    union all
    select 'previous', ${numbers} ${within(previous)}`;
}

function completedFlow(scope: Scope): string {
  return flow(scope, { at: "i.completed_at", where: COMPLETED, counted: counted("completed") });
}

function counted(name: string): string {
  return `count(*)::int as ${name}`;
}

const STANDING = {
  in_progress: ["in_progress"],
  blocked: ["blocked"],
  not_started: ["not_started"],
  open: ["in_progress", "blocked", "not_started"],
};

/** How it stood at the end of the day before the period and of each point: every change from the beginning on, summed up. */
function forwards(scope: Scope): string {
  const numbers = Object.entries(STANDING).map(([name, statuses]) => {
    const into = (column: string) => `coalesce(sum(n) filter (where ${column} in (${quoted(statuses)})), 0)`;
    return `(${into("to_status")} - ${into("from_status")})::int as ${name}`;
  });
  return `
    with moves as (
      select width_bucket(e.changed_at, ${endsOf(scope)}) as place, e.to_status, e.from_status, count(*) as n
      from issue_status_events e join issues i on i.id = e.issue_id where ${everListed(scope)} group by 1, 2, 3)
    select 'end of ' || day as name, ${numbers.join(", ")}
    from unnest(${daysOf(scope)}) with ordinality as days (day, place) left join moves on moves.place < days.place
    group by day`;
}

/** The same from the end: what is now, and every change since undone. */
function backwards(scope: Scope): string {
  const numbers = Object.entries(STANDING).map(
    ([name, statuses]) => `(coalesce(sum(n) filter (where status in (${quoted(statuses)})), 0))::int as ${name}`,
  );
  const since = `e.changed_at >= ${endOf(addDays(scope.period.from, -1))}`;
  return `
    with changed as materialized (
      select width_bucket(e.changed_at, ${endsOf(scope)}) as place, e.to_status, e.from_status, count(*) as n
      from issue_status_events e join issues i on i.id = e.issue_id where ${everListed(scope)} and ${since} group by 1, 2, 3),
    moves as (
      select null::int as place, i.status::text as status, count(*) as n from issues i where ${listed(scope, "true")} group by 2
      union all select place, to_status, -n from changed
      union all select place, from_status, n from changed)
    select 'end of ' || day as name, ${numbers.join(", ")}
    from unnest(${daysOf(scope)}) with ordinality as days (day, place)
    join moves on moves.place is null or moves.place >= days.place
    group by day`;
}

/** Gone now, but not then. */
function everListed({ role, conditions }: Scope): string {
  return visible(["true", ...conditions].join(" and "), role);
}

function endsOf(scope: Scope): string {
  return `array[${standingDays(scope).map(endOf).join(", ")}]`;
}

function daysOf(scope: Scope): string {
  return `array[${quoted(standingDays(scope))}]`;
}

/** The day before the period, and the last day of each point. */
function standingDays({ period, bucket }: Scope): string[] {
  const days = [addDays(period.from, -1)];
  for (let day = period.from; day <= period.to; day = addDays(day, 1)) {
    if (bucket === "day" || weekdayOfNumber(dayNumber(day)) === 7 || day === period.to) days.push(day);
  }
  return days;
}

function quoted(values: readonly string[]): string {
  return values.map((value) => `'${value}'`).join(", ");
}
