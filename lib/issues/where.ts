import { seesConfidential, type Reader } from "@/lib/auth/access.ts";
import { allOf, anyOf, sql, type Sql } from "@/lib/db/sql.ts";
import { addDays, firstDayFrom, instantsOf, startOfDay } from "@/lib/definitions/days.ts";
import { meantBy, type Meaning } from "@/lib/search/where.ts";
import { isPlainDate, localDay, type Clock } from "@/lib/time.ts";
import type { IssueFilter } from "./filter-schema.ts";
import type { ValueList } from "./filters.ts";

/** What names were found to stand for. `any` is null where nobody in particular is asked for. */
export type Ids = { any: string[] | null; not: string[]; none: boolean; some: boolean };

/** A filter as `readNamed` answers it: ids for names, and what is searched for by what it means. */
export type NamedFilter = Omit<IssueFilter, "assignee" | "author" | "completed_by" | "project" | "label" | "q"> & {
  assignee?: Ids;
  author?: Ids;
  completed_by?: Ids;
  project?: Ids;
  label?: Ids;
  meaning?: Meaning;
};

/** Due means the target date, else GitLab's due date (definition: Due). */
export const DUE = sql`coalesce(i.target_date, i.due_date)`;

const OPEN = sql`i.status in ('not_started', 'in_progress', 'blocked')`;
const WIP = sql`i.status in ('in_progress', 'blocked')`;
/** Completed at a known time: a constraint leaves the time, and with it the cycle time, to what has the status. */
const COMPLETED = sql`i.completed_at is not null`;
const DAY_S = 86_400;

/** Open and due before today (definition: Overdue). */
export function isOverdue(clock: Clock): Sql {
  return sql`(${OPEN} and ${DUE} < ${localDay(clock.now, clock.zone)}::date)`;
}

/**
 * Completed on a local day after the one it was due (definition: Due); null where either is not known. That next day begins at its first
 * midnight (`startOfDay`). Of two Postgres takes the second: the first is earlier by what the clocks went back meanwhile, if it is one.
 */
export function isLate({ zone }: Pick<Clock, "zone">): Sql {
  const next = sql`(${DUE} + 1)::timestamp`;
  const midnight = sql`(${next} at time zone ${zone}::text)`;
  const local = (instant: Sql) => sql`(${instant} at time zone ${zone}::text)`;
  const dayBefore = sql`interval '24 hours'`;
  const back = sql`(${local(sql`(${midnight} - ${dayBefore})`)} - (${next} - ${dayBefore}))`;
  const first = sql`(${midnight} - ${back})`;
  const exact = sql`(i.completed_at >= ${midnight} or (i.completed_at >= ${first} and ${local(first)} = ${next}))`;
  // No zone is a whole day from UTC: for most issues its day says enough, and no clock has to be asked.
  const days = sql`(i.completed_at at time zone 'UTC')::date - ${DUE}`;
  return sql`(case when ${days} > 2 then true when ${days} < 0 then false else ${exact} end)`;
}

/** The status an issue has, or had at the end of the day that is asked for: that of the last row of its timeline before it. */
export function statusOf({ as_of: asOf }: Pick<NamedFilter, "as_of">, { zone }: Clock): Sql {
  if (asOf === undefined) return sql`i.status`;
  const end = endOf(asOf, zone);
  // What has not changed since need not be looked up: for most days that is nearly everything.
  return sql`(case when i.status_since < ${end} then i.status else (
    select e.to_status::issue_status from issue_status_events e
    where e.issue_id = i.id and e.changed_at < ${end} order by e.changed_at desc limit 1) end)`;
}

/**
 * The one predicate: which issues a filter means for this reader at this moment. Every list, total, facet, figure, CSV and feed is
 * built on it, so that confidential issues cannot be forgotten and the same filter always means the same issues. Gone issues are
 * out unless `status` asks for them. Needs `issues` as `i` and nothing else.
 */
export function where(filter: NamedFilter, reader: Pick<Reader, "role">, clock: Clock): Sql {
  const conditions = [
    seesConfidential(reader) ? null : sql`not i.confidential`,
    ...byStatus(filter, clock),
    filter.project && byOne(sql`i.project_id`, filter.project),
    filter.assignee && byArray(sql`i.assignee_ids`, filter.assignee),
    filter.label && byArray(sql`i.label_ids`, filter.label),
    filter.author && byOne(sql`i.author_id`, filter.author),
    filter.milestone && byText(sql`lower(i.milestone)`, sql`text`, filter.milestone),
    filter.priority && byText(sql`i.priority`, sql`int`, filter.priority),
    filter.confidential === undefined ? null : sql`i.confidential = ${filter.confidential}`,
    ...byDue(filter, clock),
    ...byWork(filter, clock),
    ...inDays(sql`i.created_at_gitlab`, filter.created_from, filter.created_to, clock),
    ...inDays(sql`i.updated_at_gitlab`, filter.updated_from, filter.updated_to, clock),
    ...byEnd(filter, clock),
    ...byWhatIsKnown(filter),
    ...byChange(filter, clock),
    filter.meaning && meantBy(filter.meaning, reader),
  ];
  return allOf(conditions.filter((condition) => condition !== null && condition !== undefined));
}

/** What `where` leaves out when nothing is asked: issues `g` of which any of these holds. They are few, and each is found by its index. */
export function leftOut(reader: Pick<Reader, "role">): Sql[] {
  return [sql`g.gone_at is not null`, ...(seesConfidential(reader) ? [] : [sql`g.gone_at is null and g.confidential`])];
}

function byStatus(filter: NamedFilter, clock: Clock): Sql[] {
  const { status, as_of: asOf } = filter;
  const { any = [], not = [] } = status ?? {};
  const present = statusOf(filter, clock);
  const conditions: Sql[] = [];
  if (asOf !== undefined) conditions.push(sql`i.created_at_gitlab < ${endOf(asOf, clock.zone)}`);
  if (!any.includes("gone")) conditions.push(asOf === undefined ? sql`i.gone_at is null` : sql`${present} <> 'gone'`);
  if (any.length > 0) conditions.push(sql`${present} = any(${any}::issue_status[])`);
  if (not.length > 0) conditions.push(sql`${present} <> all(${not}::issue_status[])`);
  return conditions;
}

/** A column with one value at most, by our ids. */
export function byOne(column: Sql, { any, not, none, some }: Ids): Sql {
  const wanted = [
    ...(any === null
      ? []
      : [any.length === 1 ? sql`${column} = ${any[0]}::uuid` : sql`${column} = any(${any}::uuid[])`]),
    ...(none ? [sql`${column} is null`] : []),
  ];
  return allOf([
    ...(wanted.length === 0 ? [] : [anyOf(wanted)]),
    ...(not.length === 0 ? [] : [sql`(${column} <> all(${not}::uuid[]) or ${column} is null)`]),
    ...(some ? [sql`${column} is not null`] : []),
  ]);
}

/** A column with several values. */
function byArray(column: Sql, { any, not, none, some }: Ids): Sql {
  const wanted = [
    ...(any === null ? [] : [sql`${column} && ${any}::uuid[]`]),
    ...(none ? [sql`${column} = '{}'`] : []),
  ];
  return allOf([
    ...(wanted.length === 0 ? [] : [anyOf(wanted)]),
    ...(not.length === 0 ? [] : [sql`not ${column} && ${not}::uuid[]`]),
    ...(some ? [sql`${column} <> '{}'`] : []),
  ]);
}

/** A column with one value at most that is its own name, whatever its case. */
function byText(column: Sql, type: Sql, { any, not, none, some }: ValueList): Sql {
  const wanted = [
    ...(any.length === 0 ? [] : [sql`${column} = any(${lower(any)}::${type}[])`]),
    ...(none ? [sql`${column} is null`] : []),
  ];
  return allOf([
    ...(wanted.length === 0 ? [] : [anyOf(wanted)]),
    ...(not.length === 0 ? [] : [sql`(${column} <> all(${lower(not)}::${type}[]) or ${column} is null)`]),
    ...(some ? [sql`${column} is not null`] : []),
  ]);
}

function byDue(filter: NamedFilter, clock: Clock): Sql[] {
  const { overdue, due, due_from: from, due_to: to, overdue_since: overdueSince, late } = filter;
  const conditions: Sql[] = [];
  if (overdue !== undefined) conditions.push(overdue ? isOverdue(clock) : sql`${isOverdue(clock)} is not true`);
  if (due === "none") conditions.push(sql`${DUE} is null`);
  if (from !== undefined) conditions.push(sql`${DUE} >= ${from}::date`);
  if (to !== undefined) conditions.push(sql`${DUE} <= ${to}::date`);
  if (overdueSince !== undefined) {
    // Overdue from the day after it was due: that day begins at or after the instant.
    const firstDue = addDays(firstDayFrom(sinceOf(overdueSince, clock), clock.zone), -1);
    conditions.push(isOverdue(clock), sql`${DUE} >= ${firstDue}::date`);
  }
  if (late !== undefined) conditions.push(COMPLETED, late ? isLate(clock) : sql`not ${isLate(clock)}`);
  return conditions;
}

/** In progress for how long, and since when (definitions: WIP, WIP since, WIP age). */
function byWork(filter: NamedFilter, clock: Clock): Sql[] {
  const { in_progress_days_gt: over, wip_days_from: least, wip_days_to: under, has_start: hasStart } = filter;
  const conditions: Sql[] = [];
  const before = (days: number) => new Date(clock.now.getTime() - days * DAY_S * 1000);
  if (over !== undefined) conditions.push(WIP, sql`i.wip_since < ${before(over)}`);
  if (least !== undefined) conditions.push(WIP, sql`i.wip_since <= ${before(least)}`);
  if (under !== undefined) conditions.push(WIP, sql`i.wip_since > ${before(under)}`);
  if (hasStart !== undefined) {
    conditions.push(sql`(case when ${WIP} then i.wip_since else i.started_at end is not null) = ${hasStart}`);
  }
  return [...conditions, ...inDays(sql`i.started_at`, filter.started_from, filter.started_to, clock)];
}

/** Completed is a status, its time the final close; closed but not done is not in it (definition: Completed). */
function byEnd(filter: NamedFilter, clock: Clock): Sql[] {
  const { completed_by: by } = filter;
  const completed = inDays(sql`i.completed_at`, filter.completed_from, filter.completed_to, clock);
  const closed = inDays(sql`i.closed_at_gitlab`, filter.closed_from, filter.closed_to, clock);
  const reopened = inDays(sql`e.changed_at`, filter.reopened_from, filter.reopened_to, clock);
  const conditions = [...completed, ...closed];
  if (completed.length > 0 || by) conditions.push(sql`i.status = 'completed'`);
  if (by) conditions.push(byArray(sql`i.credited_ids`, by));
  if (closed.length > 0) conditions.push(sql`i.state = 'closed'`);
  if (reopened.length > 0) {
    conditions.push(sql`i.id in (
      select e.issue_id from issue_status_events e
      where e.from_status = 'completed' and e.to_status <> 'gone' and ${allOf(reopened)})`);
  }
  return conditions;
}

/** Whether what has ended is known to have taken how long, and whether its close has a time (definitions: Coverage, Completed). */
function byWhatIsKnown({ has_cycle: hasCycle, has_close: hasClose }: NamedFilter): Sql[] {
  const conditions: Sql[] = [];
  if (hasCycle === true) conditions.push(sql`i.cycle_seconds is not null`);
  if (hasCycle === false) conditions.push(COMPLETED, sql`i.cycle_seconds is null`);
  if (hasClose !== undefined) conditions.push(sql`i.state = 'closed'`);
  if (hasClose === true) conditions.push(sql`i.closed_at_gitlab is not null`);
  if (hasClose === false) conditions.push(sql`i.closed_at_gitlab is null`);
  return conditions;
}

/** What changed here: what is mirrored and its override, and the dates of both. */
function byChange({ changed_since: changed, redated_since: redated }: NamedFilter, clock: Clock): Sql[] {
  const conditions: Sql[] = [];
  if (changed !== undefined) {
    const since = sinceOf(changed, clock);
    conditions.push(sql`(i.synced_at >= ${since}
      or i.id in (select issue_id from issue_overrides where updated_at >= ${since}))`);
  }
  if (redated !== undefined) {
    const since = sinceOf(redated, clock);
    conditions.push(sql`i.id in (
      select issue_id from issue_field_events where field = 'due_date' and changed_at >= ${since}
      union all
      select issue_id from issue_override_events where field = 'target_date' and changed_at >= ${since})`);
  }
  return conditions;
}

/** `from` and `to` are inclusive local days of the organisation's zone. */
export function inDays(column: Sql, from: string | undefined, to: string | undefined, { zone }: Clock): Sql[] {
  const conditions: Sql[] = [];
  if (from !== undefined) conditions.push(sql`${column} >= ${startOfDay(from, zone)}`);
  if (to !== undefined) conditions.push(sql`${column} < ${endOf(to, zone)}`);
  return conditions;
}

function endOf(day: string, zone: string): Date {
  return instantsOf({ from: day, to: day }, zone).until;
}

/** A local day means its first moment. */
function sinceOf(text: string, { zone }: Clock): Date {
  return isPlainDate(text) ? startOfDay(text, zone) : new Date(text);
}

function lower(values: readonly string[]): string[] {
  return values.map((value) => value.toLowerCase());
}
