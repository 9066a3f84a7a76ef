import type { Client } from "pg";

/** How many rows are spoilt, each in its way. */
export type Damage = { deleted: number; altered: number; invented: number };

/** Numbers that no demo GitLab gives. */
const FIRST_INVENTED = 1_000_000;

/**
 * Spoils the mirror behind the pen's back, with plain SQL: issues are deleted with all that hangs on them, altered in one of six
 * ways, and invented. `projects` narrows it to these ids of GitLab. Answers the issues by GitLab's id, invented ones by their own.
 */
export async function spoil(
  ask: Pick<Client, "query">,
  { deleted, altered, invented }: Damage,
): Promise<{ deleted: string[]; altered: string[]; invented: string[] }> {
  const picked = await idsOf(
    ask,
    "select gitlab_issue_id::text as id from issues where gone_at is null order by md5(gitlab_issue_id::text) limit $1",
    [deleted + altered],
  );
  const [toDelete, toAlter] = [picked.slice(0, deleted), picked.slice(deleted)];
  await deleteIssues(ask, toDelete);
  for (const [index, id] of toAlter.entries()) await alter(ask, id, index);
  return { deleted: toDelete, altered: toAlter, invented: await invent(ask, invented) };
}

const DEPENDANTS = [
  ...["issue_assignees", "issue_labels", "issue_status_events", "issue_field_events", "gitlab_events"],
  ...["issue_override_events", "issue_overrides"],
];

async function deleteIssues(ask: Pick<Client, "query">, ids: readonly string[]): Promise<void> {
  for (const table of DEPENDANTS) {
    await ask.query(
      `delete from ${table} where issue_id in (select id from issues where gitlab_issue_id = any($1::bigint[]))`,
      [ids],
    );
  }
  await ask.query("delete from issues where gitlab_issue_id = any($1::bigint[])", [ids]);
}

const ALTERATIONS = [
  "update issues set title = 'Spoilt: ' || title where gitlab_issue_id = $1",
  // a state that its status, its closing time and its credit must follow, by the database's own rules
  `update issues set state = case state when 'opened' then 'closed' else 'opened' end::issue_state,
     status = case state when 'opened' then 'completed' else 'not_started' end::issue_status, wip_since = null,
     closed_at_gitlab = case state when 'opened' then updated_at_gitlab end, completed_at = null, cycle_seconds = null,
     credited_ids = '{}'
   where gitlab_issue_id = $1`,
  `with someone as (select min(id::text)::uuid as id from gitlab_users), own as (select id from issues where gitlab_issue_id = $1),
     removed as (delete from issue_assignees where issue_id in (select id from own) returning user_id)
   insert into issue_assignees (issue_id, user_id)
   select own.id, someone.id from own, someone where someone.id not in (select user_id from removed)`,
  `with some_label as (select min(id::text)::uuid as id from labels), own as (select id from issues where gitlab_issue_id = $1),
     removed as (delete from issue_labels where issue_id in (select id from own) returning label_id)
   insert into issue_labels (issue_id, label_id)
   select own.id, some_label.id from own, some_label where some_label.id not in (select label_id from removed)`,
  "update issues set due_date = coalesce(due_date, date '2026-01-01') + 40 where gitlab_issue_id = $1",
  "update issues set description = null, weight = 77, fetch_started_at = now() + interval '1 year' where gitlab_issue_id = $1",
];

async function alter(ask: Pick<Client, "query">, id: string, index: number): Promise<void> {
  await ask.query(ALTERATIONS[index % ALTERATIONS.length] ?? "", [id]);
}

/** Copies of issues under other numbers, half of them open. */
async function invent(ask: Pick<Client, "query">, count: number): Promise<string[]> {
  return idsOf(
    ask,
    `insert into issues (project_id, gitlab_issue_id, iid, title, state, created_at_gitlab, updated_at_gitlab, closed_at_gitlab,
       web_url, fetch_started_at, content_hash, snapshot_source, status)
     select project_id, $1 + number, $1 + number, 'Invented ' || number, state, created_at_gitlab, updated_at_gitlab,
       closed_at_gitlab, web_url, fetch_started_at, content_hash, snapshot_source,
       case state when 'opened' then 'not_started' else 'completed' end::issue_status
     from (
       select *, row_number() over (order by md5(gitlab_issue_id::text)) as number from issues where gone_at is null
     ) as issues
     where number <= $2
     returning gitlab_issue_id::text as id`,
    [FIRST_INVENTED, count],
  );
}

async function idsOf(ask: Pick<Client, "query">, text: string, values: unknown[]): Promise<string[]> {
  const { rows } = await ask.query<{ id: string }>(text, values);
  return rows.map(({ id }) => id);
}
