/**
 * The yardstick of reads: SQL written by hand for one question at a time, which shares nothing with the product but its tables. Each
 * answer is asked for in all the ways that are worth a try; the fastest of them counts. Days are those of UTC.
 */
import { escapeLiteral } from "pg";

export type Role = "viewer" | "manager";

/** One way to ask: statements that are sent side by side. */
export type Way = string[];

export const DUE = "coalesce(i.target_date, i.due_date)";
export const OPEN = "i.status in ('not_started', 'in_progress', 'blocked')";
export const WIP = "i.status in ('in_progress', 'blocked')";
export const LIVE = "i.gone_at is null";
const PAGE_SIZE = 50;

/** What everybody sees, or what a manager sees. */
export function visible(condition: string, role: Role): string {
  return role === "viewer" ? `${condition} and not i.confidential` : condition;
}

/** From the first moment of a day to the last of another. */
export function inDays(column: string, from: string, to: string): string {
  return `${column} >= timestamptz '${from}T00:00Z' and ${column} < timestamptz '${to}T00:00Z' + interval '1 day'`;
}

export function arrayOf(ids: readonly string[]): string {
  return `array[${ids.map(escapeLiteral).join(", ")}]::uuid[]`;
}

/** The status at the end of a day: that of the last row of the timeline before it. */
export function statusAt(day: string): string {
  return `(select e.to_status from issue_status_events e where e.issue_id = i.id and e.changed_at < ${endOf(day)}
    order by e.changed_at desc limit 1)`;
}

/** Of the issues that had a status other than gone at the end of a day, in one walk over the timelines. */
export function countAt(day: string, status: string | null, role: Role): string {
  return `
    select count(*)::int as total
    from (select distinct on (issue_id) issue_id, to_status from issue_status_events
      where changed_at < ${endOf(day)} order by issue_id, changed_at desc) e
    join issues i on i.id = e.issue_id
    where ${visible(`i.created_at_gitlab < ${endOf(day)} and e.to_status ${status === null ? "<> 'gone'" : `= '${status}'`}`, role)}`;
}

export function endOf(day: string): string {
  return `timestamptz '${day}T00:00Z' + interval '1 day'`;
}

/** A page of those that fit, the last updated first, and how many fit: by the index of the times, or of all that fit the newest. */
export function newestFirst(condition: string, totals: string[] = []): Way[] {
  const newest = "i.updated_at_gitlab desc, i.id desc";
  const pages = [
    pageOf(`select i.id from issues i where ${condition} order by ${newest} limit ${PAGE_SIZE}`),
    pageOf(`
      with found as materialized (select i.id, i.updated_at_gitlab from issues i where ${condition})
      select i.id from found i order by ${newest} limit ${PAGE_SIZE}`),
  ];
  return pages.flatMap((page) => [countOf(condition), ...totals].map((total) => [page, total]));
}

/** What is sorted by: `from` where other tables are needed, `mayMiss` where an issue may lack it. */
export type Sorting = { columns: string[]; descending: boolean; mayMiss: boolean; from?: string };

/** A page in some order, and how many there are. What may be missing follows what is there, by id. */
export function sorted(condition: string, sorting: Sorting, offset = 0): Way[] {
  const { columns, descending, mayMiss, from = "issues i" } = sorting;
  const direction = descending ? "desc" : "asc";
  const order = [...columns, "i.id"].map((column) => `${column} ${direction}`).join(", ");
  const take = `limit ${PAGE_SIZE} offset ${offset}`;
  if (!mayMiss)
    return [[pageOf(`select i.id from ${from} where ${condition} order by ${order} ${take}`), countOf(condition)]];
  const [column] = columns;
  const half = (test: string) =>
    `(select i.id from ${from} where ${condition} and ${column} ${test} order by ${order} limit ${PAGE_SIZE})`;
  const halves = `select id from (${half("is not null")} union all ${half("is null")}) both_halves limit ${PAGE_SIZE}`;
  return [[pageOf(halves), countOf(condition)]];
}

/** The issues of a page, with all that is shown of them. */
export function pageOf(ids: string): string {
  return `
    select i.id, i.iid, i.title, i.web_url, i.state, i.status, i.status_since, i.wip_since, i.started_at, i.completed_at,
      i.created_at_gitlab, i.updated_at_gitlab, i.closed_at_gitlab, i.cycle_seconds, i.due_date::text, i.target_date::text,
      i.priority, i.confidential, i.issue_type, i.milestone, i.weight, i.synced_at, ${DUE}::text as due,
      coalesce(${OPEN} and ${DUE} < current_date, false) as overdue, p.id as project_id, p.name, p.path_with_namespace,
      a.id as author_id, a.username, a.name as author_name, a.avatar_url,
      (select json_agg(json_build_object('id', u.id, 'username', u.username, 'name', u.name, 'avatar_url', u.avatar_url)
        order by u.name, u.id) from gitlab_users u where u.id = any(i.assignee_ids)) as assignees,
      (select json_agg(json_build_object('id', l.id, 'title', l.title, 'color', l.color) order by l.title, l.id)
        from labels l where l.id = any(i.label_ids)) as labels
    from unnest(array(${ids})) with ordinality as listed (id, place)
    join issues i on i.id = listed.id join projects p on p.id = i.project_id
    left join gitlab_users a on a.id = i.author_id
    order by listed.place`;
}

export function countOf(condition: string): string {
  return `select count(*)::int as total from issues i where ${condition}`;
}

/** Of each value of a facet how many of the issues `x` have it; null stands for those without any. */
const FACETS: Record<string, string> = {
  status: "select 'status' as facet, status::text as value, count(*)::int as count from x group by 2",
  assignee: `
    select 'assignee' as facet, u.username as value, counted.count
    from (select a.id, count(*)::int as count from x left join unnest(x.assignee_ids) a (id) on true group by 1) counted
    left join gitlab_users u on u.id = counted.id`,
  project: `
    select 'project' as facet, p.path_with_namespace as value, counted.count
    from (select project_id, count(*)::int as count from x group by 1) counted join projects p on p.id = counted.project_id`,
  label: `
    select 'label' as facet, lower(l.title) as value, count(distinct x.id)::int as count
    from x left join unnest(x.label_ids) a (id) on true left join labels l on l.id = a.id group by 2`,
  author: `
    select 'author' as facet, u.username as value, counted.count
    from (select author_id, count(*)::int as count from x group by 1) counted left join gitlab_users u on u.id = counted.author_id`,
  milestone: "select 'milestone' as facet, lower(milestone) as value, count(*)::int as count from x group by 2",
  priority: "select 'priority' as facet, priority::text as value, count(*)::int as count from x group by 2",
};
export const FACET_NAMES = Object.keys(FACETS);

/** `under` answers the condition that holds for a facet's counts: a facet's own filter does not count. */
export function facetCounts(facets: readonly string[], under: (facet: string) => string): Way[] {
  const one = (facet: string) => `with x as not materialized (${listedFor(under(facet))}) ${FACETS[facet]}`;
  const apart = facets.map(one);
  const conditions = new Set(facets.map(under));
  const [condition] = conditions;
  if (conditions.size > 1 || condition === undefined || facets.length === 1) return [apart];
  const together = facets.map((facet) => FACETS[facet]).join(" union all ");
  return [apart, [`with x as materialized (${listedFor(condition)}) ${together}`]];
}

function listedFor(condition: string): string {
  return `select id, status, project_id, author_id, milestone, priority, assignee_ids, label_ids from issues i where ${condition}`;
}
