import { z } from "zod";
import { sql, type Sql } from "@/lib/db/sql.ts";
import { ISSUE_STATUSES } from "@/lib/status/schema.ts";
import type { Clock } from "@/lib/time.ts";
import { labelSchema, personSchema, type IssueRow } from "../schema.ts";
import { DUE, isOverdue, statusOf, type NamedFilter } from "../where.ts";

const instant = z.date().transform((date) => date.toISOString());

/** A row as `issueColumns` selects it. */
export const issueRow = z.object({
  id: z.uuid(),
  iid: z.number(),
  title: z.string(),
  web_url: z.string(),
  state: z.enum(["opened", "closed"]),
  status: z.enum(ISSUE_STATUSES),
  status_since: instant.nullable(),
  wip_since: instant.nullable(),
  created_at: instant,
  updated_at: instant,
  closed_at: instant.nullable(),
  started_at: instant.nullable(),
  completed_at: instant.nullable(),
  cycle_seconds: z.number().nullable(),
  due_date: z.string().nullable(),
  target_date: z.string().nullable(),
  due: z.string().nullable(),
  overdue: z.boolean(),
  priority: z.number().nullable(),
  confidential: z.boolean(),
  issue_type: z.string(),
  milestone: z.string().nullable(),
  weight: z.number().nullable(),
  synced_at: instant,
  project: z.object({ id: z.uuid(), name: z.string(), path: z.string() }),
  author: personSchema.nullable(),
  assignees: z.array(personSchema),
  labels: z.array(labelSchema),
});

/** The tables that `issueColumns` reads, under the names that the predicate knows. */
export const ISSUE_TABLES = sql`
  issues i
  join projects p on p.id = i.project_id
  left join gitlab_users a on a.id = i.author_id`;

const person = (alias: Sql) =>
  sql`jsonb_build_object('id', ${alias}.id, 'username', ${alias}.username, 'name', ${alias}.name, 'avatar_url', ${alias}.avatar_url)`;

/** Who is assigned to the issue `i`, by name, as `personSchema` has them. */
export const ASSIGNEES = sql`(
  select coalesce(jsonb_agg(${person(sql`u`)} order by u.name, u.id), '[]')
  from gitlab_users u where u.id = any(i.assignee_ids))`;

/**
 * What a row of the backlog shows; `status` is the one it has, or had on the day the filter looks back to. Plain dates leave the
 * database as text: they never pass through a JavaScript Date.
 */
export function issueColumns(filter: Pick<NamedFilter, "as_of">, clock: Clock): Sql {
  return sql`
    i.id, i.iid, i.title, i.web_url, i.state::text, ${statusOf(filter, clock)}::text as status, i.status_since, i.wip_since,
    i.created_at_gitlab as created_at, i.updated_at_gitlab as updated_at, i.closed_at_gitlab as closed_at,
    i.started_at, i.completed_at, i.cycle_seconds,
    i.due_date::text, i.target_date::text, ${DUE}::text as due, coalesce(${isOverdue(clock)}, false) as overdue,
    i.priority, i.confidential, i.issue_type, i.milestone, i.weight, i.synced_at,
    jsonb_build_object('id', p.id, 'name', p.name, 'path', p.path_with_namespace) as project,
    case when a.id is null then null else ${person(sql`a`)} end as author,
    ${ASSIGNEES} as assignees,
    (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'title', l.title, 'color', l.color) order by l.title, l.id), '[]')
      from labels l where l.id = any(i.label_ids)) as labels`;
}

/** The row as the API answers it. */
export function toIssueRow(row: z.infer<typeof issueRow>): IssueRow {
  return { ...row, reference: `${row.project.path}#${row.iid}` };
}
