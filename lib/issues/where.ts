import { seesConfidential, type Reader } from "@/lib/auth/access.ts";
import { allOf, anyOf, sql, type Sql } from "@/lib/db/sql.ts";
import type { Clock } from "@/lib/time.ts";
import type { ValueList } from "./filters.ts";
import { parseReference } from "./reference.ts";
import type { IssueFilter } from "./schema.ts";

/** Every query that uses the predicate has these tables under these names. */
export const ISSUES_WITH_PROJECT = sql`issues i join projects p on p.id = i.project_id`;

/** Open and due before today; due means the target date, else GitLab's due date (definition: Overdue). */
export function isOverdue(clock: Clock): Sql {
  return sql`(i.status in ('not_started', 'in_progress', 'blocked') and ${DUE} < ${today(clock)})`;
}

/** Needs `issue_overrides` as `o`. */
export const DUE = sql`coalesce(o.target_date, i.due_date)`;

/**
 * The one predicate: which issues a filter means for this reader at this moment. Every list, total, facet, figure, CSV and feed is
 * built on it, so that confidential issues cannot be forgotten and the same filter always means the same issues. Gone issues are
 * out unless `status` asks for them.
 */
export function where(filter: IssueFilter, reader: Pick<Reader, "role">, clock: Clock): Sql {
  const conditions: (Sql | null)[] = [
    seesConfidential(reader) ? null : sql`not i.confidential`,
    filter.status?.any.includes("gone") ? null : sql`i.gone_at is null`,
    filter.status ? byStatus(filter.status) : null,
    filter.project ? byProject(filter.project) : null,
    filter.assignee ? byAssignee(filter.assignee) : null,
    filter.label ? byLabel(filter.label) : null,
    ...inDays(sql`i.created_at_gitlab`, filter.created_from, filter.created_to, clock),
    ...inDays(sql`i.updated_at_gitlab`, filter.updated_from, filter.updated_to, clock),
    ...byCompletion(filter, clock),
    filter.q ? byWords(filter.q) : null,
  ];
  return allOf(conditions.filter((condition) => condition !== null));
}

function byStatus({ any, not }: ValueList): Sql {
  const wanted = any.length === 0 ? sql`true` : sql`i.status::text = any(${any})`;
  return not.length === 0 ? wanted : sql`${wanted} and i.status::text <> all(${not})`;
}

/** A path, our id or GitLab's. An issue always has a project, so `none` means nothing. */
function byProject({ any, not, none }: ValueList): Sql {
  const oneOf = (values: string[]) =>
    sql`(lower(p.path_with_namespace) = any(${lower(values)}) or p.id::text = any(${lower(values)})
      or p.gitlab_project_id::text = any(${values}))`;
  const wanted = any.length === 0 && !none ? sql`true` : oneOf(any);
  return not.length === 0 ? wanted : sql`${wanted} and not ${oneOf(not)}`;
}

/** A user name or our id. */
function byAssignee(values: ValueList): Sql {
  return byLinks(
    values,
    (condition) => {
      return sql`exists (
      select from issue_assignees ia join gitlab_users u on u.id = ia.user_id where ia.issue_id = i.id and ${condition})`;
    },
    (names) => sql`(lower(u.username) = any(${lower(names)}) or u.id::text = any(${lower(names)}))`,
  );
}

/** A title, whatever its case, or our id. */
function byLabel(values: ValueList): Sql {
  return byLinks(
    values,
    (condition) => {
      return sql`exists (
      select from issue_labels il join labels l on l.id = il.label_id where il.issue_id = i.id and ${condition})`;
    },
    (names) => sql`(lower(l.title) = any(${lower(names)}) or l.id::text = any(${lower(names)}))`,
  );
}

/** Any of these, or none at all; and in every case not those. */
function byLinks(values: ValueList, linked: (condition: Sql) => Sql, named: (names: string[]) => Sql): Sql {
  const wanted: Sql[] = [];
  if (values.any.length > 0) wanted.push(linked(named(values.any)));
  if (values.none) wanted.push(sql`not ${linked(sql`true`)}`);
  const included = wanted.length === 0 ? sql`true` : anyOf(wanted);
  return values.not.length === 0 ? included : sql`${included} and not ${linked(named(values.not))}`;
}

/** Completed is a status, its time the final close (definition: Completed); closed but not done is not in it. */
function byCompletion(filter: IssueFilter, clock: Clock): Sql[] {
  const days = inDays(sql`i.closed_at_gitlab`, filter.completed_from, filter.completed_to, clock);
  return days.length === 0 ? [] : [sql`i.status = 'completed'`, ...days];
}

/** `from` and `to` are inclusive local days of the organisation's zone. */
function inDays(column: Sql, from: string | undefined, to: string | undefined, { zone }: Clock): Sql[] {
  const conditions: Sql[] = [];
  if (from !== undefined) conditions.push(sql`${column} >= ${from}::date::timestamp at time zone ${zone}`);
  if (to !== undefined) conditions.push(sql`${column} < (${to}::date + 1)::timestamp at time zone ${zone}`);
  return conditions;
}

/** A reference or address of an issue finds that issue; words must all stand in the title. */
function byWords(text: string): Sql {
  const inTitle = allOf(words(text).map((word) => sql`i.title ilike ${`%${escapeLike(word)}%`}`));
  const reference = parseReference(text);
  if (reference === null) return inTitle;
  const byIid = sql`i.iid = ${reference.iid}`;
  const referred =
    reference.path === null
      ? byIid
      : sql`(${byIid} and lower(p.path_with_namespace) = ${reference.path.toLowerCase()})`;
  return anyOf([referred, sql`(${inTitle})`]);
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}

function today({ now, zone }: Clock): Sql {
  return sql`(${now}::timestamptz at time zone ${zone})::date`;
}

function lower(values: readonly string[]): string[] {
  return values.map((value) => value.toLowerCase());
}
