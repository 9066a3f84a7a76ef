import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { AUDIT_OUTCOMES, HOOK_STATES } from "../audit-schema.ts";
import type { ProjectHealth, SyncRunDto } from "../schema.ts";
import { LATEST_AUDITS } from "./audits.ts";
import { readLatestBootstraps } from "./runs.ts";

const iso = z
  .date()
  .transform((date) => date.toISOString())
  .nullable();

const healthRow = z.object({
  id: z.uuid(),
  name: z.string(),
  path: z.string(),
  web_url: z.string(),
  active: z.boolean(),
  gone_at: iso,
  issues: z.int(),
  history_from: iso,
  last_success_at: iso,
  last_seen_updated_at: iso,
  last_error: z.string().nullable(),
  access_error: z.string().nullable(),
  hook_state: z.enum(HOOK_STATES),
  hook_message: z.string().nullable(),
  hook_checked_at: iso,
  gap_since: iso,
  outcome: z.enum(AUDIT_OUTCOMES).nullable(),
  audited_at: iso,
});
type HealthRow = z.infer<typeof healthRow>;

/** Each mirrored project: how many issues are here, when it was last complete, and what went wrong. For admins: all issues count. */
export async function readProjectHealth(db: Pick<Tx, "$queryRaw">): Promise<ProjectHealth[]> {
  const [rows, bootstraps] = await Promise.all([
    db.$queryRaw(sql`
      select projects.id, name, path_with_namespace as path, web_url, active, projects.gone_at, coalesce(counts.issues, 0)::int as issues,
        history_from, last_success_at, last_seen_updated_at, last_error, access_error, hook_state::text, hook_message,
        hook_checked_at, gaps.changed_at as gap_since, audits.outcome::text, audits.audited_at
      from projects
        left join webhook_gaps as gaps on gaps.project_id = projects.id and opened_at is not null and closed_at is null
        left join (${LATEST_AUDITS}) as audits on audits.project_id = projects.id
        left join sync_cursors on sync_cursors.project_id = projects.id
        left join (select project_id, count(*) as issues from issues where gone_at is null group by project_id) as counts
          on counts.project_id = projects.id
      order by path_with_namespace`),
    readLatestBootstraps(db),
  ]);
  return z
    .array(healthRow)
    .parse(rows)
    .map((row) => toHealth(row, bootstraps.get(row.id) ?? null));
}

function toHealth(row: HealthRow, bootstrap: SyncRunDto | null): ProjectHealth {
  const { hook_state: state, hook_message: message, hook_checked_at: checkedAt, outcome, audited_at, ...own } = row;
  return {
    ...own,
    bootstrap,
    audit: outcome === null || audited_at === null ? null : { outcome, audited_at },
    hook: { state, message, checked_at: checkedAt },
  };
}
