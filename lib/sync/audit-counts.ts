import { z } from "zod";
import type { Tx } from "@/lib/db/transaction.ts";
import type { Around, ReconcileRun } from "./reconcile-step.ts";

/** How many issues a project has, closed ones since W only. */
export type Counts = { open: number; closed: number };

/** GitLab's own counts of open issues, and of closed ones that changed since `since` (null: all). */
export async function countAtGitlab(run: ReconcileRun, since: Date | null, around: Around): Promise<Counts> {
  const { gitlab, signal } = around;
  const projectId = run.gitlab_project_id;
  const all = await gitlab.issueStatistics({ projectId, signal });
  const changed = since === null ? all : await gitlab.issueStatistics({ projectId, updatedAfter: since, signal });
  return { open: all.opened, closed: changed.closed };
}

const countsRow = z.tuple([z.object({ open: z.int(), closed: z.int() })]);

/** The same of the mirror, without what is gone. */
export async function countHere(tx: Tx, projectId: string, since: Date | null): Promise<Counts> {
  const rows = await tx.$queryRaw`
    select count(*) filter (where state = 'opened')::int as open,
      count(*) filter (
        where state = 'closed' and (${since}::timestamptz is null or updated_at_gitlab >= ${since}::timestamptz)
      )::int as closed
    from issues where project_id = ${projectId}::uuid and gone_at is null`;
  return countsRow.parse(rows)[0];
}

export function areEqual(one: Counts, other: Counts): boolean {
  return one.open === other.open && one.closed === other.closed;
}
