import { addDays } from "@/lib/definitions/days.ts";
import { COMPLETED, listed, overdue, REOPENED, REOPENINGS, type Scope } from "./dashboard-sql.ts";
import { DUE, inDays, OPEN, WIP, type Way } from "./reads-sql.ts";

const OVERDUE_FROM = [1, 8, 31, 91];
const WIP_FROM = [0, 1, 3, 7, 14, 30, 90];
const UNTOUCHED = [14, 30, 90];
const SHOWN = 10;

/** By whom open issues are assigned, by the arrays or by the links, and by whom what was completed is credited. */
export function engineersWays(scope: Scope): Way[] {
  const { period, today } = scope;
  const standing = `
    (count(*) filter (where status = 'in_progress'))::int as in_progress,
    (count(*) filter (where status = 'blocked'))::int as blocked,
    (count(*) filter (where status = 'not_started'))::int as not_started,
    count(*)::int as open, (count(*) filter (where is_wip))::int as wip,
    (count(*) filter (where due < date '${today}'))::int as overdue,
    (count(*) filter (where is_wip and wip_since is null))::int as unknown_start,
    extract(epoch from min(wip_since))::float8 as oldest`;
  const assigned = (people: string) => `
    with x as materialized (
      select i.id, i.assignee_ids, i.status, i.wip_since, ${WIP} as is_wip, ${DUE} as due
      from issues i where ${listed(scope, OPEN)})
    select coalesce(whose.id::text, 'nobody') as name, ${standing} from x ${people} group by whose.id
    union all select 'all', ${standing} from x`;
  const done =
    "count(*)::int as completed, (count(*) filter (where closed_at_gitlab < first_seen_at))::int as approximate";
  const credited = `
    with x as materialized (
      select i.credited_ids, i.closed_at_gitlab, i.first_seen_at
      from issues i where ${listed(scope, `${COMPLETED} and ${inDays("i.completed_at", period.from, period.to)}`)})
    select coalesce(whose.id::text, 'nobody') as name, ${done}
    from x left join lateral unnest(x.credited_ids) as whose (id) on true group by whose.id
    union all select 'all', ${done} from x`;
  return [
    "left join lateral unnest(x.assignee_ids) as whose (id) on true",
    "left join (select issue_id, user_id as id from issue_assignees) whose on whose.issue_id = x.id",
  ].map((people) => [assigned(people), credited]);
}

export function agingWays(scope: Scope): Way[] {
  const { today } = scope;
  const age = "greatest(0, extract(epoch from now() - i.wip_since) / 86400)::float8";
  const overdueDays = `date '${today}' - ${DUE}`;
  const oldest = (status: string) =>
    `extract(epoch from min(i.status_since) filter (where i.status = '${status}'))::float8 as ${status}`;
  const untouched = UNTOUCHED.map(
    (days) => `(count(*) filter (where ${untouchedFor(days, today)}))::int as for_${days}_days`,
  );
  const way = [
    `select 'in progress from ' || ${barOf(age, WIP_FROM)} as name,
      (count(*) filter (where i.status = 'in_progress'))::int as in_progress,
      (count(*) filter (where i.status = 'blocked'))::int as blocked
    from issues i where ${listed(scope, `${WIP} and i.wip_since is not null`)} group by 1`,
    `select 'in progress' as name, count(*)::int as total, count(i.wip_since)::int as known,
      (count(*) - count(i.wip_since))::int as unknown, (count(*) filter (where ${DUE} is null))::int as undated
    from issues i where ${listed(scope, WIP)}`,
    `select 'overdue from ' || ${barOf(overdueDays, OVERDUE_FROM)} as name, count(*)::int as issues
    from issues i where ${listed(scope, overdue(scope))} group by 1`,
    `select 'untouched' as name, ${untouched.join(", ")}
    from issues i where ${listed(scope, `${OPEN} and ${untouchedFor(Math.min(...UNTOUCHED), today)}`)}`,
    `select 'oldest of ' || p.path_with_namespace as name, ${["not_started", "in_progress", "blocked"].map(oldest).join(", ")}
    from issues i join projects p on p.id = i.project_id where ${listed(scope, OPEN)} group by p.id`,
    `select 'oldest ' || i.id as name, extract(epoch from i.wip_since)::float8 as since
    from issues i where ${listed(scope, `${WIP} and i.wip_since is not null`)} order by i.wip_since, i.id limit ${SHOWN}`,
    `select 'most overdue ' || i.id as name, ${overdueDays} as days
    from issues i where ${listed(scope, overdue(scope))} order by ${DUE}, i.id limit ${SHOWN}`,
    `select 'blocked ' || i.id as name, extract(epoch from i.status_since)::float8 as since
    from issues i where ${listed(scope, "i.status = 'blocked'")} order by i.status_since nulls last, i.id limit ${SHOWN}`,
  ];
  return [way];
}

export function changesWays(scope: Scope): Way[] {
  const { since } = scope;
  const from = (column: string) => `${column} >= timestamptz '${since}T00:00Z'`;
  const issues = (condition: string) => `select count(*)::int from issues i where ${listed(scope, condition)}`;
  const redated = `i.id in (
    select issue_id from issue_field_events where field = 'due_date' and ${from("changed_at")}
    union select issue_id from issue_override_events where field = 'target_date' and ${from("changed_at")})`;
  const reopened = `${REOPENED} and ${from("e.changed_at")}`;
  const figures = Object.entries({
    created: issues(from("i.created_at_gitlab")),
    started: issues(from("i.started_at")),
    completed: issues(`${COMPLETED} and ${from("i.completed_at")}`),
    closed_not_done: issues(`i.status = 'closed_not_done' and ${from("i.closed_at_gitlab")}`),
    reopened: `select count(distinct i.id)::int from ${REOPENINGS} where ${listed(scope, reopened)}`,
    redated: issues(redated),
    newly_overdue: issues(`${overdue(scope)} and ${DUE} >= date '${addDays(since, -1)}'`),
  });
  const apart = figures.map(([name, count]) => `select 'since' as name, (${count}) as ${name}`);
  return [apart, [`select 'since' as name, ${figures.map(([name, count]) => `(${count}) as ${name}`).join(", ")}`]];
}

/** The beginning of the bar in which a number of days stands. */
function barOf(days: string, from: readonly number[]): string {
  return `(array[${from.join(", ")}])[width_bucket((${days})::float8, array[${from.join(", ")}]::float8[])]`;
}

function untouchedFor(days: number, today: string): string {
  return `i.updated_at_gitlab < timestamptz '${addDays(today, 1 - days)}T00:00Z'`;
}
