import { z } from "zod";
import type { Db } from "@/lib/db/client.ts";
import { OVERRIDE_STATUSES, STATUS_SOURCES } from "@/lib/status/schema.ts";

const instant = z.date().transform((date) => date.toISOString());
const ids = z.array(z.bigint().transform(Number));

const issueRows = z.array(
  z.object({
    id: z.uuid(),
    gitlab_id: z.bigint().transform(Number),
    project: z.bigint().transform(Number),
    project_id: z.uuid(),
    history_from: z.date().nullable(),
    iid: z.number(),
    title: z.string(),
    description: z.string().nullable(),
    state: z.enum(["opened", "closed"]),
    created_at: instant,
    updated_at: instant,
    closed_at: instant.nullable(),
    due_date: z.string().nullable(),
    author: z.bigint().transform(Number).nullable(),
    confidential: z.boolean(),
    issue_type: z.string(),
    moved_to: z.bigint().transform(Number).nullable(),
    milestone: z.string().nullable(),
    weight: z.number().nullable(),
    gone: z.boolean(),
    gone_at: z.date().nullable(),
    epoch_from: z.date().nullable(),
    assignee_ids: ids,
    label_ids: ids,
    web_url: z.string(),
    duplicate: z.boolean(),
    people: z.array(z.string()),
    labels: z.array(z.string()),
    label_refs: z.array(z.object({ id: z.uuid(), title: z.string() })),
    status: z.string(),
    status_since: instant.nullable(),
    wip_since: instant.nullable(),
    started_at: instant.nullable(),
    completed_at: instant.nullable(),
    cycle_seconds: z.number().nullable(),
    arrays_right: z.boolean(),
    history_due: z.boolean(),
    snapshot_source: z.enum(STATUS_SOURCES),
  }),
);
export type MirroredIssue = z.infer<typeof issueRows>[number];

/** Every mirrored issue as it stands in the base tables, by GitLab's id. */
export async function readMirroredIssues(db: Db): Promise<MirroredIssue[]> {
  const rows = await db.$queryRaw`
    select i.id, i.gitlab_issue_id as gitlab_id, p.gitlab_project_id as project, p.id as project_id, p.history_from,
      i.iid, i.title, i.description, i.state::text, i.created_at_gitlab as created_at, i.updated_at_gitlab as updated_at,
      i.closed_at_gitlab as closed_at, i.due_date::text, u.gitlab_user_id as author, i.confidential, i.issue_type,
      i.moved_to_gitlab_id as moved_to, i.milestone, i.weight, i.gone_at is not null as gone, i.gone_at, i.epoch_from,
      array(select g.gitlab_user_id from issue_assignees a join gitlab_users g on g.id = a.user_id
        where a.issue_id = i.id order by 1) as assignee_ids,
      array(select l.gitlab_label_id from issue_labels x join labels l on l.id = x.label_id
        where x.issue_id = i.id order by 1) as label_ids,
      i.web_url, i.closed_as_duplicate as duplicate,
      array(select distinct g.gitlab_user_id || ' ' || g.username || ' ' || g.name from gitlab_users g
        where g.id = i.author_id or g.id in (select user_id from issue_assignees where issue_id = i.id)) as people,
      array(select l.gitlab_label_id || ' ' || l.title || ' ' || l.color from issue_labels x
        join labels l on l.id = x.label_id where x.issue_id = i.id) as labels,
      (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'title', l.title)), '[]')
        from issue_labels x join labels l on l.id = x.label_id where x.issue_id = i.id) as label_refs,
      i.assignee_ids = array(select user_id from issue_assignees where issue_id = i.id order by 1)
        and i.label_ids = array(select label_id from issue_labels where issue_id = i.id order by 1) as arrays_right,
      i.status::text, i.status_since, i.wip_since, i.started_at, i.completed_at, i.cycle_seconds, i.snapshot_source::text,
      i.gone_at is null and coalesce(i.history_fetched_at < i.synced_at, true) as history_due
    from issues i join projects p on p.id = i.project_id left join gitlab_users u on u.id = i.author_id
    order by i.gitlab_issue_id`;
  return issueRows.parse(rows).map((row) => ({ ...row, people: row.people.toSorted(), labels: row.labels.toSorted() }));
}

const eventRows = z.array(
  z.object({
    issue_id: z.uuid(),
    from_status: z.string().nullable(),
    to_status: z.string(),
    changed_at: instant,
    source: z.enum(STATUS_SOURCES),
    provisional: z.boolean(),
  }),
);
export type MirroredEvent = z.infer<typeof eventRows>[number];

/** The stored timelines, each oldest first. */
export async function readTimelines(db: Db): Promise<Map<string, MirroredEvent[]>> {
  const rows = await db.$queryRaw`
    select issue_id, from_status, to_status, changed_at, source::text, provisional
    from issue_status_events order by issue_id, changed_at`;
  return Map.groupBy(eventRows.parse(rows), (row) => row.issue_id);
}

const overrideRows = z.array(
  z.object({
    issue_id: z.uuid(),
    internal_status: z.enum(OVERRIDE_STATUSES).nullable(),
    internal_notes: z.string().nullable(),
    target_date: z.string().nullable(),
    priority: z.number().nullable(),
  }),
);
const auditRows = z.array(
  z.object({
    issue_id: z.uuid(),
    field: z.string(),
    from_value: z.string().nullable(),
    to_value: z.string().nullable(),
    changed_at: z.date(),
  }),
);

export type MirroredAudit = z.infer<typeof auditRows>[number];

export async function readOverrides(db: Db) {
  const rows = await db.$queryRaw`
    select issue_id, internal_status::text, internal_notes, target_date::text, priority from issue_overrides`;
  const audit = await db.$queryRaw`
    select issue_id, field, from_value, to_value, changed_at from issue_override_events order by changed_at, id`;
  return {
    values: new Map(overrideRows.parse(rows).map(({ issue_id, ...values }) => [issue_id, values])),
    audit: Map.groupBy(auditRows.parse(audit), (row) => row.issue_id),
  };
}

const projectRows = z.array(
  z.object({
    id: z.uuid(),
    gitlab_id: z.bigint().transform(Number),
    name: z.string(),
    path: z.string(),
    archived: z.boolean(),
    gone: z.boolean(),
    access_error: z.string().nullable(),
    last_error: z.string().nullable(),
    history_from: z.date().nullable(),
    bootstrapped: z.boolean(),
  }),
);

export async function readProjects(db: Db) {
  const rows = await db.$queryRaw`
    select p.id, gitlab_project_id as gitlab_id, name, path_with_namespace as path, archived, gone_at is not null as gone,
      access_error, last_error, history_from, last_seen_updated_at is not null as bootstrapped
    from projects p left join sync_cursors on project_id = p.id order by gitlab_project_id`;
  return projectRows.parse(rows);
}

const labelRows = z.array(
  z.object({ gitlab_id: z.bigint().transform(Number), title: z.string(), color: z.string(), deleted: z.boolean() }),
);

export async function readLabels(db: Db) {
  const rows = await db.$queryRaw`
    select gitlab_label_id as gitlab_id, title, color, deleted_at is not null as deleted from labels`;
  return labelRows.parse(rows);
}
