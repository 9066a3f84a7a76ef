import { z } from "zod";
import { seesConfidential, type Reader } from "@/lib/auth/access.ts";
import { sql, type Sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import type { Clock } from "@/lib/time.ts";
import type { ExportedIssue } from "../csv.ts";
import type { SortOrder } from "../filter-schema.ts";
import { DUE, isOverdue, statusOf, where, type NamedFilter } from "../where.ts";
import { orderOf } from "./order.ts";
import { ISSUE_TABLES } from "./rows.ts";

/** How many issues are read at a time: enough to be quick, few enough that nobody else's request waits for them. */
const FETCH = sql`fetch 250 from exported_issues`;

const text = z.string().nullable();
const number = z.number().nullable();
const instant = z.date().nullable();
const idRows = z.array(z.object({ id: z.uuid() }));
const exportedRows: z.ZodType<ExportedIssue[]> = z.array(
  z.object({
    ...{ reference: z.string(), title: z.string(), status: z.string(), status_since: instant, state: z.string() },
    ...{ priority: number, due: text, due_date: text, target_date: text, overdue: z.boolean() },
    ...{ assignees: text, labels: text, milestone: text, weight: number, project: z.string(), author: text },
    ...{ created_at: instant, updated_at: instant, started_at: instant, completed_at: instant, closed_at: instant },
    ...{ cycle_seconds: number, wip_since: instant, issue_type: z.string(), confidential: z.boolean() },
    ...{ web_url: z.string(), internal_notes: text },
  }),
);

type Asked = { filter: NamedFilter; sort: readonly SortOrder[]; reader: Pick<Reader, "role">; clock: Clock };

/**
 * Every issue that a filter means, in the order of the list, a batch at a time; one empty batch where there is none. The transaction
 * sees one moment (repeatable read), so that what changes while it is read is neither doubled nor lost. As in the list: first which
 * issues, by a cursor, then what is shown of a batch of them; in one statement Postgres would put together all before it sorts them.
 */
export async function* readBatches(tx: Tx, { filter, sort, reader, clock }: Asked): AsyncGenerator<ExportedIssue[]> {
  const { from, terms } = orderOf(sort, filter, clock);
  await tx.$executeRaw(sql`
    declare exported_issues no scroll cursor for
    select i.id from ${from} where ${where(filter, reader, clock)} order by ${terms}`);
  const columns = exportedColumns(filter, reader, clock);
  for (let isFirst = true; ; isFirst = false) {
    const ids = idRows.parse(await tx.$queryRaw(FETCH)).map(({ id }) => id);
    if (ids.length === 0 && !isFirst) return;
    const rows = await tx.$queryRaw(sql`
      select ${columns}
      from ${ISSUE_TABLES} join unnest(${ids}::uuid[]) with ordinality as listed (id, place) on listed.id = i.id
      order by listed.place`);
    yield exportedRows.parse(rows);
  }
}

/** As `issueColumns`, flat: what a cell does not show is not read. Notes only for those who may read them. */
function exportedColumns(filter: NamedFilter, reader: Pick<Reader, "role">, clock: Clock): Sql {
  const notes = seesConfidential(reader)
    ? sql`(select o.internal_notes from issue_overrides o where o.issue_id = i.id)`
    : sql`null::text`;
  return sql`
    p.path_with_namespace || '#' || i.iid as reference, i.title, ${statusOf(filter, clock)}::text as status,
    i.status_since, i.state::text, i.priority, ${DUE}::text as due, i.due_date::text, i.target_date::text,
    coalesce(${isOverdue(clock)}, false) as overdue,
    (select string_agg(u.username, ', ' order by u.name, u.id) from gitlab_users u where u.id = any(i.assignee_ids)) as assignees,
    (select string_agg(l.title, ', ' order by l.title, l.id) from labels l where l.id = any(i.label_ids)) as labels,
    i.milestone, i.weight, p.path_with_namespace as project, a.username as author, i.created_at_gitlab as created_at,
    i.updated_at_gitlab as updated_at, i.started_at, i.completed_at, i.closed_at_gitlab as closed_at, i.cycle_seconds,
    i.wip_since, i.issue_type, i.confidential, i.web_url, ${notes} as internal_notes`;
}
