/** What the product keeps, read from its tables: what it was told (events, overrides, rules), and what it came to. */
import { Client } from "pg";
import { z } from "zod";

const open = z.enum(["not_started", "in_progress", "blocked"]);
const status = z.enum(["not_started", "in_progress", "blocked", "completed", "closed_not_done", "gone"]);
const moment = z.date().transform((date) => date.getTime());
const number = z.string().transform(Number);

const issueRow = z.object({
  uuid: z.string(),
  id: number,
  iid: z.int(),
  project_id: number,
  project_uuid: z.string(),
  is_gone: z.boolean(),
  is_unread: z.boolean(),
  status,
  status_since: moment.nullable(),
  wip_since: moment.nullable(),
  started_at: moment.nullable(),
  completed_at: moment.nullable(),
  cycle_seconds: z.number().nullable(),
  lead_seconds: z.number().nullable(),
});
export type KeptIssue = z.infer<typeof issueRow>;

const ISSUES = `
  select i.id as uuid, i.gitlab_issue_id::text as id, i.iid, p.gitlab_project_id::text as project_id, p.id as project_uuid,
    i.gone_at is not null as is_gone, coalesce(i.history_fetched_at < i.synced_at, true) as is_unread,
    i.status::text, i.status_since, i.wip_since, i.started_at, i.completed_at, i.cycle_seconds,
    extract(epoch from i.completed_at - i.created_at_gitlab)::float8 as lead_seconds
  from issues i join projects p on p.id = i.project_id order by p.gitlab_project_id, i.iid`;

const rowRow = z.object({
  issue: z.string(),
  from: status.nullable(),
  to: status,
  at: moment,
  provisional: z.boolean(),
});
const ROWS = `
  select issue_id as issue, from_status as from, to_status as to, changed_at as at, provisional
  from issue_status_events order by issue_id, changed_at`;

const eventRow = z.object({
  issue: z.string(),
  kind: z.enum(["label", "state"]),
  id: number,
  at: moment,
  action: z.string(),
  label_id: number.nullable(),
});
export type KeptEvent = z.infer<typeof eventRow>;
const EVENTS = `
  select issue_id as issue, kind::text, gitlab_event_id::text as id, happened_at as at, action, gitlab_label_id::text as label_id
  from gitlab_events`;

const overrideRow = z.object({ issue: z.string(), at: moment, to: open.nullable() });
const OVERRIDES = `
  select issue_id as issue, changed_at as at, to_value as to from issue_override_events
  where field = 'internal_status' order by changed_at, id`;

const ruleRow = z.object({
  pattern: z.string(),
  meaning: z.union([open, z.literal("not_done")]),
  rank: z.int(),
  project: z.string().nullable(),
});
const RULES = "select pattern, outcome::text as meaning, rank, project_id as project from status_rules";

const labelRow = z.object({ id: number, title: z.string() });
const LABELS = "select gitlab_label_id::text as id, title from labels";

const projectRow = z.object({ id: number, history_from: moment.nullable() });
const PROJECTS = "select gitlab_project_id::text as id, history_from from projects";

export type Product = Awaited<ReturnType<typeof readProduct>>;

/** All of it as of one moment. */
export async function readProduct(databaseUrl: string) {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const ask = async <S extends z.ZodType>(row: S, text: string) => z.array(row).parse((await client.query(text)).rows);
  try {
    await client.query("begin isolation level repeatable read read only");
    return {
      issues: await ask(issueRow, ISSUES),
      rows: byIssue(await ask(rowRow, ROWS)),
      events: byIssue(await ask(eventRow, EVENTS)),
      overrides: byIssue(await ask(overrideRow, OVERRIDES)),
      rules: await ask(ruleRow, RULES),
      lastTitles: new Map((await ask(labelRow, LABELS)).map(({ id, title }) => [id, title])),
      historyFrom: new Map((await ask(projectRow, PROJECTS)).map((row) => [row.id, row.history_from])),
    };
  } finally {
    await client.end();
  }
}

function byIssue<T extends { issue: string }>(rows: readonly T[]): ReadonlyMap<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const ofIssue = found.get(row.issue);
    if (ofIssue) ofIssue.push(row);
    else found.set(row.issue, [row]);
  }
  return found;
}
