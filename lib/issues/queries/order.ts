import { joinSql, sql, type Sql } from "@/lib/db/sql.ts";
import type { Clock } from "@/lib/time.ts";
import type { SortOrder } from "../filter-schema.ts";
import type { SortKey } from "../filters.ts";
import { DUE, statusOf, type NamedFilter } from "../where.ts";

/** What is sorted by: `mayMiss` where an issue may lack it, `from` the tables it needs beside `issues`. */
type SortColumn = { columns: Sql[]; mayMiss: boolean; from?: Sql };

const PROJECTS = sql`join projects p on p.id = i.project_id`;
const AUTHORS = sql`left join gitlab_users a on a.id = i.author_id`;

const always = (column: Sql): SortColumn => ({ columns: [column], mayMiss: false });
const maybe = (column: Sql): SortColumn => ({ columns: [column], mayMiss: true });

const SORT_COLUMNS: Record<Exclude<SortKey, "status">, SortColumn> = {
  updated_at: always(sql`i.updated_at_gitlab`),
  created_at: always(sql`i.created_at_gitlab`),
  started_at: maybe(sql`i.started_at`),
  completed_at: maybe(sql`i.completed_at`),
  closed_at: maybe(sql`i.closed_at_gitlab`),
  synced_at: always(sql`i.synced_at`),
  title: always(sql`lower(i.title)`),
  iid: always(sql`i.iid`),
  reference: { columns: [sql`p.path_with_namespace`, sql`i.iid`], mayMiss: false, from: PROJECTS },
  project: { columns: [sql`p.path_with_namespace`], mayMiss: false, from: PROJECTS },
  state: always(sql`i.state`),
  status_since: maybe(sql`i.status_since`),
  wip_since: maybe(sql`i.wip_since`),
  due: maybe(DUE),
  due_date: maybe(sql`i.due_date`),
  target_date: maybe(sql`i.target_date`),
  priority: maybe(sql`i.priority`),
  author: { columns: [sql`lower(a.name)`], mayMiss: true, from: AUTHORS },
  milestone: maybe(sql`lower(i.milestone)`),
  weight: maybe(sql`i.weight`),
  issue_type: always(sql`i.issue_type`),
  confidential: always(sql`i.confidential`),
  cycle_seconds: maybe(sql`i.cycle_seconds`),
};

/**
 * `lacks` is what may be missing of the first key, null where nothing may. `terms` order any issues, `termsOfHaving` those that lack
 * nothing of the first key.
 */
export type Order = { from: Sql; terms: Sql; termsOfHaving: Sql; lacks: Sql | null };

/** In which order issues are listed: missing values last in either direction, equal ones by id. */
export function orderOf(sort: readonly SortOrder[], filter: Pick<NamedFilter, "as_of">, clock: Clock): Order {
  const keys = sort.map(({ key, descending }) => ({ ...columnOf(key, filter, clock), descending }));
  const [first, ...others] = keys;
  if (first === undefined) throw new Error("an order without a key");
  const from = [...new Set(keys.flatMap((key) => key.from ?? []))];
  const ends = [...others.flatMap(termsOf), first.descending ? sql`i.id desc` : sql`i.id`];
  return {
    from: from.length === 0 ? sql`issues i` : sql`issues i ${joinSql(from, " ")}`,
    terms: joinSql([...termsOf(first), ...ends]),
    termsOfHaving: joinSql([...termsOf({ ...first, mayMiss: false }), ...ends]),
    lacks: first.mayMiss ? (first.columns[0] ?? null) : null,
  };
}

function columnOf(key: SortKey, filter: Pick<NamedFilter, "as_of">, clock: Clock): SortColumn {
  return key === "status" ? always(statusOf(filter, clock)) : SORT_COLUMNS[key];
}

/** "Nulls last" only where there can be some: with it Postgres does not read an index backwards. */
function termsOf({ columns, mayMiss, descending }: SortColumn & { descending: boolean }): Sql[] {
  const direction = descending ? (mayMiss ? sql`desc nulls last` : sql`desc`) : sql`asc`;
  return columns.map((column) => sql`${column} ${direction}`);
}
