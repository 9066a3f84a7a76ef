import { z } from "zod";
import { type Reader, seesConfidential } from "@/lib/auth/access.ts";
import { allOf, sql, type Sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { projectNamed } from "@/lib/projects/queries.ts";
import { AUDIT_OUTCOMES, type AuditDto, type AuditQuery, type AuditSummary } from "../audit-schema.ts";

type Reading = Pick<Tx, "$queryRaw">;

/** An audit counts once its run has ended well; one that was given up has found nothing out. */
const ENDED = sql`exists (select from sync_runs r where r.id = a.run_id and r.status = 'success')`;

/** The latest audit of each project that had one. Looked for project by project: there is one more every night. */
export const LATEST_AUDITS = sql`
  select latest.* from projects as of_project cross join lateral (
    select a.* from sync_audits a where a.project_id = of_project.id and ${ENDED} order by a.audited_at desc, a.id limit 1
  ) as latest`;

const auditRow = z.object({
  id: z.uuid(),
  run_id: z.uuid(),
  project_id: z.uuid(),
  path: z.string(),
  web_url: z.string(),
  audited_at: z.date(),
  outcome: z.enum(AUDIT_OUTCOMES),
  gitlab_open: z.int(),
  gitlab_closed: z.int(),
  open: z.int(),
  closed: z.int(),
  missing_iids: z.array(z.int()),
  extra_iids: z.array(z.int()),
  stale_iids: z.array(z.int()),
  closed_since: z.date().nullable(),
});

/** One page of audits: the latest of each project by path, or every one, newest first; and how many there are. */
export async function listAudits(db: Reading, query: AuditQuery): Promise<{ data: AuditDto[]; total: number }> {
  const every = sql`select a.* from sync_audits a where ${ENDED}`;
  const from = sql`(${query.all ? every : LATEST_AUDITS}) as a join projects p on p.id = a.project_id`;
  const condition = allOf(query.project === undefined ? [] : [projectNamed(query.project)]);
  const [rows, totals] = await Promise.all([
    db.$queryRaw(sql`
      select a.*, outcome::text, path_with_namespace as path, web_url from ${from} where ${condition}
      order by ${orderOf(query)} limit ${query.page_size} offset ${(query.page - 1) * query.page_size}`),
    db.$queryRaw(sql`select count(*)::int as total from ${from} where ${condition}`),
  ]);
  const [{ total }] = z.tuple([z.object({ total: z.int() })]).parse(totals);
  return { data: z.array(auditRow).parse(rows).map(toAudit), total };
}

function orderOf({ all }: AuditQuery): Sql {
  return all ? sql`audited_at desc, path_with_namespace, a.id` : sql`path_with_namespace, a.id`;
}

function toAudit(row: z.infer<typeof auditRow>): AuditDto {
  return {
    id: row.id,
    run_id: row.run_id,
    project: { id: row.project_id, path: row.path, web_url: row.web_url },
    audited_at: row.audited_at.toISOString(),
    outcome: row.outcome,
    here: { open: row.open, closed: row.closed },
    gitlab: { open: row.gitlab_open, closed: row.gitlab_closed },
    closed_since: row.closed_since?.toISOString() ?? null,
    missing_iids: row.missing_iids,
    extra_iids: row.extra_iids,
    stale_iids: row.stale_iids,
  };
}

const summaryRow = z.tuple([
  z.object({
    projects: z.int(),
    audited: z.int(),
    repaired: z.int(),
    wrong: z.int(),
    issues: z.int().nullable(),
    gitlab_issues: z.int().nullable(),
    audited_at: z.date().nullable(),
  }),
]);

/**
 * Whether all issues are here, as GitLab counts them, over the projects that are polled and readable: the last audit of each. The
 * counts hold confidential issues, so who is not shown those is told none.
 */
export async function readAuditSummary(db: Reading, reader: Pick<Reader, "role">): Promise<AuditSummary> {
  const rows = await db.$queryRaw(sql`
    select count(*)::int as projects, count(a.id)::int as audited,
      count(*) filter (where a.outcome = 'repaired')::int as repaired,
      count(*) filter (where a.outcome = 'wrong')::int as wrong, sum(a.open + a.closed)::int as issues,
      sum(a.gitlab_open + a.gitlab_closed)::int as gitlab_issues, min(a.audited_at) as audited_at
    from projects p
      join sync_cursors c on c.project_id = p.id and c.last_seen_updated_at is not null
      left join (${LATEST_AUDITS}) as a on a.project_id = p.id
    where p.active and p.gone_at is null and p.access_error is null`);
  const [summary] = summaryRow.parse(rows);
  const { audited_at: auditedAt, wrong, issues, gitlab_issues } = summary;
  const seesAll = seesConfidential(reader);
  return {
    state: stateOf(summary),
    audited_at: auditedAt?.toISOString() ?? null,
    issues: seesAll ? issues : null,
    gitlab_issues: seesAll ? gitlab_issues : null,
    projects_wrong: wrong,
  };
}

type Tally = Pick<z.infer<typeof summaryRow>[0], "projects" | "audited" | "repaired" | "wrong">;

/** Wrong before never before repaired: a project without an audit lets nobody say that all is here. */
function stateOf({ projects, audited, repaired, wrong }: Tally): AuditSummary["state"] {
  if (wrong > 0) return "wrong";
  if (audited === 0 || audited < projects) return "never";
  return repaired > 0 ? "repaired" : "whole";
}
