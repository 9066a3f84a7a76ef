/** The mirror as it stands in Postgres, read with SQL of its own: nothing of the product's own queries. */
import { Client } from "pg";
import { z } from "zod";

const ISSUES = `
  select p.gitlab_project_id::text as project, i.gitlab_issue_id::text as id, i.iid, i.title, i.description,
    i.state::text, i.created_at_gitlab as created_at, i.updated_at_gitlab as updated_at, i.closed_at_gitlab as closed_at,
    i.due_date::text, i.confidential, i.issue_type, i.moved_to_gitlab_id::text as moved_to, i.milestone, i.weight,
    i.web_url, i.gone_at is not null as gone, a.username as author,
    array(select u.username from issue_assignees ia join gitlab_users u on u.id = ia.user_id where ia.issue_id = i.id)
      as assignees,
    array(select l.title from issue_labels il join labels l on l.id = il.label_id where il.issue_id = i.id) as labels
  from issues i join projects p on p.id = i.project_id left join gitlab_users a on a.id = i.author_id`;

const rowSchema = z.object({
  project: z.string(),
  id: z.string(),
  iid: z.int(),
  title: z.string(),
  description: z.string().nullable(),
  state: z.string(),
  created_at: z.date(),
  updated_at: z.date(),
  closed_at: z.date().nullable(),
  due_date: z.string().nullable(),
  confidential: z.boolean(),
  issue_type: z.string(),
  moved_to: z.string().nullable(),
  milestone: z.string().nullable(),
  weight: z.int().nullable(),
  web_url: z.string(),
  gone: z.boolean(),
  author: z.string().nullable(),
  assignees: z.array(z.string()),
  labels: z.array(z.string()),
});
export type MirrorIssue = z.infer<typeof rowSchema>;

/** Asks on a connection of its own, since Postgres may be another one than a moment ago. */
export async function askPostgres<T>(url: string, row: z.ZodType<T>, text: string, values?: unknown[]): Promise<T[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {}); // the query that is under way fails too
  try {
    await client.connect();
    const { rows } = await client.query(text, values);
    return z.array(row).parse(rows);
  } finally {
    await client.end().catch(() => {});
  }
}

export function readMirror(url: string): Promise<MirrorIssue[]> {
  return askPostgres(url, rowSchema, ISSUES);
}

const bootstrapSchema = z.object({ done: z.int(), failed: z.int(), read: z.int() });

export async function readBootstraps(url: string) {
  const [row] = await askPostgres(
    url,
    bootstrapSchema,
    `select count(*) filter (where status = 'success')::int as done,
       count(*) filter (where status in ('failed', 'stalled'))::int as failed, coalesce(sum(records_read), 0)::int as read
     from sync_runs where mode = 'bootstrap'`,
  );
  return row ?? { done: 0, failed: 0, read: 0 };
}

/** One number, as `n`. */
export async function countRows(url: string, text: string, values?: unknown[]): Promise<number> {
  const [row] = await askPostgres(url, z.object({ n: z.coerce.number() }), text, values);
  return row?.n ?? 0;
}

const parkedRow = z.object({ task: z.string(), key: z.string().nullable(), fault: z.string().nullable() });

/** The jobs that no worker will try again, one line each. */
export async function listParkedJobs(url: string): Promise<string[]> {
  const rows = await askPostgres(
    url,
    parkedRow,
    `select task_identifier as task, key, last_error as fault from graphile_worker.jobs
     where attempts >= max_attempts and locked_at is null order by id`,
  );
  return rows.map(
    ({ task, key, fault }) => `a job was set aside: ${task} ${key ?? ""}: ${fault?.slice(0, 200) ?? "no error"}`,
  );
}

const contentRow = z.object({ table: z.string(), content: z.string().nullable() });

/**
 * A fingerprint of each table and of every version of its rows: any write changes it, also one that changes no value.
 * Left out are those in `except`.
 */
export async function readFingerprints(url: string, except: string[]): Promise<Map<string, string | null>> {
  const tables = await askPostgres(
    url,
    z.object({ name: z.string() }),
    "select tablename as name from pg_tables where schemaname = 'public' and tablename <> all ($1) order by 1",
    [except],
  );
  const text = tables
    .map(
      ({ name }) =>
        `select '${name}' as table, md5(string_agg(t.xmin::text || t.ctid::text || md5(t::text), '' order by t.ctid)) as content from "${name}" t`,
    )
    .join(" union all ");
  const rows = await askPostgres(url, contentRow, text);
  return new Map(rows.map((row) => [row.table, row.content]));
}

/** The tables whose rows differ, in any way, between the two fingerprints. */
export function changedTables(before: Map<string, string | null>, after: Map<string, string | null>): string[] {
  return [...after.keys()].filter((table) => before.get(table) !== after.get(table));
}
