import { z } from "zod";
import type { Reader } from "@/lib/auth/access.ts";
import type { Db } from "@/lib/db/client.ts";
import { joinSql, sql, type Sql } from "@/lib/db/sql.ts";
import type { Clock } from "@/lib/time.ts";
import type { SortKey } from "../filters.ts";
import type { IssueQuery, IssueRow, SortOrder } from "../schema.ts";
import { DUE, ISSUES_WITH_PROJECT, where } from "../where.ts";
import { issueColumns, issueRow, ISSUE_TABLES, toIssueRow } from "./rows.ts";

const SORT_COLUMNS: Record<SortKey, Sql[]> = {
  updated_at: [sql`i.updated_at_gitlab`],
  created_at: [sql`i.created_at_gitlab`],
  closed_at: [sql`i.closed_at_gitlab`],
  title: [sql`lower(i.title)`],
  reference: [sql`p.path_with_namespace`, sql`i.iid`],
  project: [sql`p.path_with_namespace`],
  status: [sql`i.status`],
  status_since: [sql`i.status_since`],
  wip_since: [sql`i.wip_since`],
  due: [DUE],
  due_date: [sql`i.due_date`],
  target_date: [sql`o.target_date`],
  priority: [sql`o.priority`],
  author: [sql`lower(a.name)`],
  milestone: [sql`lower(i.milestone)`],
  weight: [sql`i.weight`],
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

function orderBy(orders: readonly SortOrder[]): Sql {
  const terms = orders.flatMap(({ key, descending }) =>
    SORT_COLUMNS[key].map((column) => (descending ? sql`${column} desc nulls last` : sql`${column} asc nulls last`)),
  );
  return joinSql([...terms, orders[0]?.descending ? sql`i.id desc` : sql`i.id`]);
}
