import { z } from "zod";
import type { Reader } from "@/lib/auth/access.ts";
import type { Db } from "@/lib/db/client.ts";
import { sql, type Sql } from "@/lib/db/sql.ts";
import { readAs } from "@/lib/search/matched.ts";
import { readFreshness } from "@/lib/sync/queries.ts";
import type { Clock } from "@/lib/time.ts";
import type { IssueQuery } from "../filter-schema.ts";
import type { IssueList, IssueRow } from "../schema.ts";
import { where, type NamedFilter } from "../where.ts";
import { readIncompleteBefore } from "./incomplete.ts";
import { readNamed } from "./named.ts";
import { orderOf, type Order } from "./order.ts";
import { issueColumns, issueRow, ISSUE_TABLES, toIssueRow } from "./rows.ts";

type Reading = Pick<Db, "$queryRaw">;
type Asked = { query: IssueQuery; reader: Reader; clock: Clock };

const idRows = z.array(z.object({ id: z.uuid() }));
const totalRow = z.tuple([z.object({ total: z.number() })]);

/**
 * One page of the backlog, how many issues the filter means in all, how old that is, and what of it is not mirrored. The total is
 * exact; a page beyond the last is empty. Missing values stand last in either direction, and equal ones are told apart by id, so
 * that pages never overlap.
 * @throws AppError `invalid_request` where `me` is not known
 */
export async function listIssues(
  db: Reading,
  { query, reader, clock, pollIntervalMinutes }: Asked & { pollIntervalMinutes: number },
): Promise<IssueList> {
  const filter = await readNamed(db, query, reader);
  const condition = where(filter, reader, clock);
  const [data, total, freshness, incompleteBefore] = await Promise.all([
    readPage(db, { query, filter, condition, clock }),
    countFrom(db, sql`issues i`, condition),
    readFreshness(db, { clock, pollIntervalMinutes, projects: filter.project }),
    readIncompleteBefore(db, filter, clock),
  ]);
  const { page, page_size } = query;
  const read_as = readAs(filter.meaning?.words ?? []);
  return { data, page, page_size, total, incomplete_before: incompleteBefore, read_as, freshness };
}

type Page = { query: IssueQuery; filter: NamedFilter; condition: Sql; clock: Clock };

/** First which issues, then what is shown of them: what is shown of an issue on an earlier page is never put together. */
async function readPage(db: Reading, { query, filter, condition, clock }: Page): Promise<IssueRow[]> {
  const order = orderOf(query.sort, filter, clock);
  const limit = query.page_size;
  const ids = await readIds(db, { order, condition, limit, offset: (query.page - 1) * limit });
  if (ids.length === 0) return [];
  const rows = await db.$queryRaw(sql`
    select ${issueColumns(filter, clock)}
    from ${ISSUE_TABLES} join unnest(${ids}::uuid[]) with ordinality as listed (id, place) on listed.id = i.id
    order by listed.place`);
  return z.array(issueRow).parse(rows).map(toIssueRow);
}

type Slice = { from: Sql; terms: Sql; condition: Sql; limit: number; offset: number };

/**
 * The issues of one page. Those that have what is sorted by are read from its index, in which those without it do not stand; they
 * follow, so they are read only for the page on which the others end.
 */
async function readIds(
  db: Reading,
  { order, condition, limit, offset }: { order: Order; condition: Sql; limit: number; offset: number },
): Promise<string[]> {
  const { from, terms, termsOfHaving, lacks } = order;
  if (lacks === null) return selectIds(db, { from, terms, condition, limit, offset });
  const having = sql`${condition} and ${lacks} is not null`;
  const ids = await selectIds(db, { from, terms: termsOfHaving, condition: having, limit, offset });
  if (ids.length === limit) return ids;
  const before = ids.length > 0 ? offset + ids.length : await countFrom(db, from, having);
  const rest = { limit: limit - ids.length, offset: offset + ids.length - before };
  const lacking = sql`${condition} and ${lacks} is null`;
  return [...ids, ...(await selectIds(db, { from, terms, condition: lacking, ...rest }))];
}

async function selectIds(db: Reading, { from, terms, condition, limit, offset }: Slice): Promise<string[]> {
  const rows = await db.$queryRaw(sql`
    select i.id from ${from} where ${condition} order by ${terms} limit ${limit} offset ${offset}`);
  return idRows.parse(rows).map(({ id }) => id);
}

async function countFrom(db: Reading, from: Sql, condition: Sql): Promise<number> {
  const [{ total }] = totalRow.parse(
    await db.$queryRaw(sql`select count(*)::int as total from ${from} where ${condition}`),
  );
  return total;
}
