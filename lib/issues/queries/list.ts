import { z } from "zod";
import type { Reader } from "@/lib/auth/access.ts";
import type { Db } from "@/lib/db/client.ts";
import { joinSql, sql, type Sql } from "@/lib/db/sql.ts";
import type { Clock } from "@/lib/time.ts";
import type { SortKey } from "../filters.ts";
import type { IssueQuery, IssueRow, SortOrder } from "../schema.ts";
import { DUE, ISSUES_WITH_PROJECT, where } from "../where.ts";
import { issueColumns, issueRow, ISSUE_TABLES, toIssueRow } from "./rows.ts";

type SortColumns = { columns: Sql[]; mayMiss: boolean };

const always = (...columns: Sql[]): SortColumns => ({ columns, mayMiss: false });
const maybe = (column: Sql): SortColumns => ({ columns: [column], mayMiss: true });

const SORT_COLUMNS: Record<SortKey, SortColumns> = {
  updated_at: always(sql`i.updated_at_gitlab`),
  created_at: always(sql`i.created_at_gitlab`),
  closed_at: maybe(sql`i.closed_at_gitlab`),
  title: always(sql`lower(i.title)`),
  reference: always(sql`p.path_with_namespace`, sql`i.iid`),
  project: always(sql`p.path_with_namespace`),
  status: always(sql`i.status`),
  status_since: maybe(sql`i.status_since`),
  wip_since: maybe(sql`i.wip_since`),
  due: maybe(DUE),
  due_date: maybe(sql`i.due_date`),
  target_date: maybe(sql`o.target_date`),
  priority: maybe(sql`o.priority`),
  author: maybe(sql`lower(a.name)`),
  milestone: maybe(sql`lower(i.milestone)`),
  weight: maybe(sql`i.weight`),
};

/**
 * One page of the backlog and how many issues the filter means in all. The total is exact; a page beyond the last is empty.
 * Missing values stand last in either direction, and equal ones are told apart by id, so that pages never overlap.
 */
export async function listIssues(
  db: Pick<Db, "$queryRaw">,
  { query, reader, clock }: { query: IssueQuery; reader: Reader; clock: Clock },
): Promise<{ data: IssueRow[]; total: number }> {
  const condition = where(query, reader, clock);
  const [rows, totals] = await Promise.all([
    db.$queryRaw(sql`
      select ${issueColumns(clock)}
      from ${ISSUE_TABLES}
      where ${condition}
      order by ${orderBy(query.sort)}
      limit ${query.page_size} offset ${(query.page - 1) * query.page_size}`),
    db.$queryRaw(sql`select count(*)::int as total from ${ISSUES_WITH_PROJECT} where ${condition}`),
  ]);
  const [{ total }] = z.tuple([z.object({ total: z.number() })]).parse(totals);
  return { data: z.array(issueRow).parse(rows).map(toIssueRow), total };
}

/** "Nulls last" only where there can be some: with it Postgres does not read an index backwards. */
function orderBy(orders: readonly SortOrder[]): Sql {
  const terms = orders.flatMap(({ key, descending }) => {
    const { columns, mayMiss } = SORT_COLUMNS[key];
    const direction = descending ? (mayMiss ? sql`desc nulls last` : sql`desc`) : sql`asc`;
    return columns.map((column) => sql`${column} ${direction}`);
  });
  return joinSql([...terms, orders[0]?.descending ? sql`i.id desc` : sql`i.id`]);
}
