import { z } from "zod";
import type { Reader } from "@/lib/auth/access.ts";
import type { Db } from "@/lib/db/client.ts";
import { joinSql, sql, type Sql } from "@/lib/db/sql.ts";
import { ISSUE_STATUSES } from "@/lib/status/schema.ts";
import type { Clock } from "@/lib/time.ts";
import { PRIORITIES, type IssueFacetQuery } from "../filter-schema.ts";
import { FACET_NAMES, type FacetName } from "../filters.ts";
import type { IssueFacet, IssueFacets } from "../schema.ts";
import { statusOf, where, type NamedFilter } from "../where.ts";
import { readNamed } from "./named.ts";

const countRow = z.object({
  facet: z.enum(FACET_NAMES),
  /** Null: without a value. */
  value: z.string().nullable(),
  name: z.string().nullable(),
  color: z.string().nullable(),
  count: z.number(),
});
type CountRow = z.infer<typeof countRow>;

/** More values than a person scans; what is looked for by a part of its name is looked for among all. */
const MAX_VALUES = 200;

const MAY_LACK: Record<FacetName, boolean> = {
  status: false,
  assignee: true,
  project: false,
  label: true,
  author: true,
  milestone: true,
  priority: true,
};

type Reading = Pick<Db, "$queryRaw">;

/**
 * For each filter its values and how many issues each would give under all the other filters: what is chosen in a filter does
 * not change that filter's own counts. Commonest first; statuses and priorities in their own order.
 * @throws AppError `invalid_request` where `me` is not known
 */
export async function readFacets(
  db: Reading,
  { query, reader, clock }: { query: IssueFacetQuery; reader: Reader; clock: Clock },
): Promise<IssueFacets> {
  const { facet: asked = FACET_NAMES, find, ...filter } = query;
  const named = await readNamed(db, filter, reader);
  // Those that are not set count the same issues, which are read once for all of them.
  const alike = asked.filter((name) => named[name] === undefined);
  const groups = [alike, ...asked.filter((name) => named[name] !== undefined).map((name) => [name])];
  const counted = await Promise.all(
    groups.filter((names) => names.length > 0).map((names) => countValues(db, { names, named, find, reader, clock })),
  );
  const rows = counted.flat();
  return Object.fromEntries(asked.map((name) => [name, toFacet(name, rows)]));
}

type Question = {
  names: readonly FacetName[];
  named: NamedFilter;
  find: string | undefined;
  reader: Reader;
  clock: Clock;
};

async function countValues(db: Reading, { names, named, find, reader, clock }: Question): Promise<CountRow[]> {
  const under = { ...named, ...Object.fromEntries(names.map((name) => [name, undefined])) };
  const found = find === undefined ? sql`true` : sql`strpos(lower(name), ${find.toLowerCase()}) > 0`;
  const rows = await db.$queryRaw(sql`
    with listed as (
      select i.id, ${statusOf(named, clock)} as status, i.project_id, i.author_id, i.milestone, i.priority,
        i.assignee_ids, i.label_ids
      from issues i where ${where(under, reader, clock)}
    ), counted (facet, value, name, color, count) as (${joinSql(
      names.map((name) => sql`(${COUNTS[name]})`),
      " union all ",
    )}), ranked as (
      select *, row_number() over (partition by facet order by count desc, name, value) as place
      from counted where value is not null and ${found}
    )
    select facet, value, name, color, count::int from ranked where place <= ${MAX_VALUES + 1}
    union all
    select facet, value, name, color, count::int from counted where value is null`);
  return z.array(countRow).parse(rows);
}

/**
 * Of the issues `listed`: each value, what it is called, and how many have it; of those without any, one row without a value. People and labels
 * are counted by the sets in which they stand together, of which there are far fewer than issues; labels of one title count as one.
 */
const COUNTS: Record<FacetName, Sql> = {
  status: sql`
    select 'status', status::text, status::text, null::text, count(*)
    from listed group by status`,
  assignee: sql`
    select 'assignee', u.username, u.name, null, counted.count
    from (
      select a.id, sum(alike.count) as count
      from (select assignee_ids as ids, count(*) as count from listed group by assignee_ids) alike
      cross join unnest(case when alike.ids = '{}' then array[null::uuid] else alike.ids end) as a (id)
      group by a.id
    ) counted left join gitlab_users u on u.id = counted.id`,
  project: sql`
    select 'project', p.path_with_namespace, p.path_with_namespace, null, counted.count
    from (select project_id, count(*) as count from listed group by project_id) counted
    join projects p on p.id = counted.project_id`,
  label: sql`
    select 'label', named.title, named.title, named.color, counted.count
    from (
      select label_id, sum(count) as count
      from (
        select distinct alike.ids, alike.count, titled.label_id
        from (select label_ids as ids, count(*) as count from listed group by label_ids) alike
        cross join unnest(case when alike.ids = '{}' then array[null::uuid] else alike.ids end) as a (id)
        left join (
          select id, first_value(id) over (partition by lower(title) order by title, id) as label_id from labels
        ) titled on titled.id = a.id
      ) carried group by label_id
    ) counted left join labels named on named.id = counted.label_id`,
  author: sql`
    select 'author', u.username, u.name, null, counted.count
    from (select author_id, count(*) as count from listed group by author_id) counted
    left join gitlab_users u on u.id = counted.author_id`,
  milestone: sql`
    select 'milestone', min(milestone), min(milestone), null, count(*) from listed group by lower(milestone)`,
  priority: sql`
    select 'priority', priority::text, priority::text, null, count(*) from listed group by priority`,
};

const OWN_ORDER: Partial<Record<FacetName, readonly string[]>> = {
  status: ISSUE_STATUSES,
  priority: PRIORITIES,
};

function toFacet(facet: FacetName, rows: readonly CountRow[]): IssueFacet {
  const own = rows.filter((row) => row.facet === facet);
  const values = own.flatMap(({ value, name, color, count }) =>
    value === null ? [] : [{ value, name: name ?? value, count, ...(color === null ? {} : { color }) }],
  );
  const none = own.find(({ value }) => value === null)?.count ?? 0;
  return {
    values: inOrder(values, OWN_ORDER[facet]).slice(0, MAX_VALUES),
    none: MAY_LACK[facet] ? none : null,
    more: values.length > MAX_VALUES,
  };
}

function inOrder(values: IssueFacet["values"], order: readonly string[] | undefined): IssueFacet["values"] {
  if (order === undefined) return values;
  return values.toSorted((a, b) => order.indexOf(a.value) - order.indexOf(b.value));
}
