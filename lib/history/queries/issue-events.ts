import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { type GitlabEventDto, gitlabEventSchema } from "@/lib/issues/schema.ts";

const eventRows = z.array(
  z.object({ at: z.date().transform((date) => date.toISOString()), event: z.record(z.string(), z.unknown()) }),
);

/**
 * What happened to an issue in GitLab, oldest first: its labels and states by GitLab's own events, its assignees and due date as we saw
 * them change.
 */
export async function readIssueEvents(db: Pick<Tx, "$queryRaw">, issueId: string): Promise<GitlabEventDto[]> {
  const rows = await db.$queryRaw(sql`
    select e.happened_at as at, jsonb_build_object('kind', e.kind, 'action', e.action, 'by', u.name, 'label',
        case when l.id is not null then jsonb_build_object('title', l.title, 'color', l.color) end) as event
    from gitlab_events e
      left join labels l on l.gitlab_label_id = e.gitlab_label_id
      left join gitlab_users u on u.gitlab_user_id = e.gitlab_user_id
    where e.issue_id = ${issueId}::uuid
    union all
    select f.changed_at, jsonb_build_object('kind', f.field, 'from', ${named(sql`f.from_value`)}, 'to', ${named(sql`f.to_value`)})
    from issue_field_events f where f.issue_id = ${issueId}::uuid
    order by at`);
  return eventRows.parse(rows).map(({ at, event }) => gitlabEventSchema.parse({ at, ...event }));
}

/** Our ids of people as their names; a due date, and none, as they stand. */
function named(value: ReturnType<typeof sql>) {
  return sql`case when jsonb_typeof(${value}) = 'array' then (
    select coalesce(jsonb_agg(p.name order by p.name), '[]')
    from gitlab_users p where p.id::text in (select jsonb_array_elements_text(${value}))) else ${value} end`;
}
