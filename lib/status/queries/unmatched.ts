import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { chooseRule, type StatusRule } from "../derive.ts";
import type { RuleList } from "../schema.ts";

const MOST_SHOWN = 100;

const carriedRows = z.array(
  z.object({
    project_id: z.uuid(),
    path: z.string(),
    title: z.string(),
    color: z.string(),
    open_issues: z.int(),
  }),
);
type Carried = z.infer<typeof carriedRows>[number];

type Unmatched = Pick<RuleList, "unmatched_labels" | "unmatched_total">;

/**
 * The labels of open issues that no rule speaks for, one a title whatever its case, by how many open issues carry it. Where a
 * project has a rule of its own for a title, its issues do not count.
 */
export async function readUnmatched(db: Pick<Tx, "$queryRaw">, rules: readonly StatusRule[]): Promise<Unmatched> {
  const rows = await db.$queryRaw(sql`
    select i.project_id, p.path_with_namespace as path, l.title, min(l.color) as color,
      count(distinct i.id)::int as open_issues
    from issues i
      join projects p on p.id = i.project_id
      join issue_labels x on x.issue_id = i.id
      join labels l on l.id = x.label_id
    where i.state = 'opened' and i.gone_at is null
    group by 1, 2, 3
    order by open_issues desc, lower(l.title), l.title, path`);
  const unmatched = carriedRows
    .parse(rows)
    .filter(({ title, project_id }) => chooseRule(title, project_id, rules) === undefined);
  const byTitle = [...Map.groupBy(unmatched, ({ title }) => title.toLowerCase()).values()];
  const labels = byTitle.map(toLabel).sort((a, b) => b.open_issues - a.open_issues);
  return { unmatched_labels: labels.slice(0, MOST_SHOWN), unmatched_total: labels.length };
}

/** Called as where most issues carry it. */
function toLabel(carried: readonly Carried[]): RuleList["unmatched_labels"][number] {
  const [most] = carried;
  if (most === undefined) throw new Error("a title that nothing carries");
  const isOnlyThere = carried.every(({ project_id }) => project_id === most.project_id);
  return {
    title: most.title,
    color: most.color,
    open_issues: carried.reduce((sum, { open_issues }) => sum + open_issues, 0),
    project: isOnlyThere ? { id: most.project_id, path: most.path } : null,
  };
}
