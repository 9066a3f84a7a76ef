import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { withClient } from "@/lib/db/connection.ts";
import type { Report } from "./progress.ts";

const LOOK_INTERVAL_MS = 250;

const READ_PROGRESS = `
  select
    exists (select from issues) as any_issue,
    count(*)::int as runs,
    count(*) filter (where status = 'running')::int as running,
    coalesce(sum(records_read), 0)::int as read,
    sum(records_total)::int as total,
    min(error_message) filter (where status = 'failed') as fault
  from (select distinct on (project_id) * from sync_runs where mode = 'bootstrap' order by project_id, started_at desc) latest`;

const progressSchema = z.object({
  any_issue: z.boolean(),
  runs: z.int(),
  running: z.int(),
  read: z.int(),
  total: z.int().nullable(),
  fault: z.string().nullable(),
});

/** How far the newest bootstrap of every project is, all together. */
export type BootstrapProgress = z.infer<typeof progressSchema>;

/** Asks until `isDone`, telling how far it is; answers the last state, also when `timeoutMs` have gone by. */
export async function followBootstrap(
  url: string,
  options: { isDone: (progress: BootstrapProgress) => boolean; report: Report; timeoutMs: number },
): Promise<BootstrapProgress> {
  const deadline = Date.now() + options.timeoutMs;
  return withClient(url, async (client) => {
    for (;;) {
      const { rows } = await client.query(READ_PROGRESS);
      const progress = progressSchema.parse(rows[0]);
      options.report(progressWords(progress));
      if (options.isDone(progress) || Date.now() > deadline) return progress;
      await sleep(LOOK_INTERVAL_MS);
    }
  });
}

/** "1,200 of 5,000 issues"; the total is said only when GitLab has told it for every project. */
export function progressWords(progress: BootstrapProgress): string {
  if (progress.runs === 0) return "";
  const read = progress.read.toLocaleString("en");
  const total = progress.total === null ? "" : ` of ${progress.total.toLocaleString("en")}`;
  return `${read}${total} issues`;
}
