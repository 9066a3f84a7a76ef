import { z } from "zod";
import type { Tx } from "@/lib/db/transaction.ts";
import type { ProjectHealth } from "../schema.ts";
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
});

/** Each mirrored project: how many issues are here, when it was last complete, and what went wrong. For admins: all issues count. */
export async function readProjectHealth(db: Pick<Tx, "$queryRaw">): Promise<ProjectHealth[]> {
  const [rows, bootstraps] = await Promise.all([
    db.$queryRaw`
      select projects.id, name, path_with_namespace as path, web_url, active, projects.gone_at, coalesce(counts.issues, 0)::int as issues,
        history_from, last_success_at, last_seen_updated_at, last_error, access_error
      from projects
        left join sync_cursors on sync_cursors.project_id = projects.id
        left join (select project_id, count(*) as issues from issues where gone_at is null group by project_id) as counts
          on counts.project_id = projects.id
      order by path_with_namespace`,
    readLatestBootstraps(db),
  ]);
  return z
    .array(healthRow)
    .parse(rows)
    .map((row) => ({ ...row, bootstrap: bootstraps.get(row.id) ?? null }));
}
