import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { OVERRIDE_STATUSES } from "../schema.ts";

/** How many of a group are told by id. */
export const NEWEST_OF_A_GROUP = 50;

const groupRows = z.array(
  z.object({
    project_id: z.uuid(),
    state: z.enum(["opened", "closed"]),
    moved: z.boolean(),
    duplicate: z.boolean(),
    override: z.enum(OVERRIDE_STATUSES).nullable(),
    labels: z.array(z.string()),
    n: z.int(),
    changed_last: z.date(),
    newest: z.array(z.uuid()),
  }),
);

/** Issues that are one to the rules: `n` of them, `newest` the ids of those that changed last. */
export type AlikeIssues = z.infer<typeof groupRows>[number];

type Question = {
  /** Titles that may decide anything: the only labels that tell issues apart. */
  titles: readonly string[];
  /** Only issues that carry one of these. */
  carrying: readonly string[];
  openOnly?: boolean;
};

/**
 * The issues that carry certain labels now, not the gone ones, in groups of those that no rule can tell apart. There are some
 * hundreds of groups, however many issues there are.
 */
export async function readAlike(
  db: Pick<Tx, "$queryRaw">,
  { titles, carrying, openOnly = false }: Question,
): Promise<AlikeIssues[]> {
  if (carrying.length === 0) return [];
  const rows = await db.$queryRaw(sql`
    with labelled as (
      select x.issue_id, array_agg(distinct l.title order by l.title) as labels
      from issue_labels x join labels l on l.id = x.label_id
      where l.title = any(${[...titles]}::text[])
      group by x.issue_id
      having bool_or(l.title = any(${[...carrying]}::text[]))
    )
    select i.project_id, i.state::text, i.moved_to_gitlab_id is not null as moved, i.closed_as_duplicate as duplicate,
      o.internal_status::text as override, labelled.labels, count(*)::int as n,
      max(i.updated_at_gitlab) as changed_last,
      (array_agg(i.id order by i.updated_at_gitlab desc, i.id))[1:${NEWEST_OF_A_GROUP}::int] as newest
    from labelled join issues i on i.id = labelled.issue_id left join issue_overrides o on o.issue_id = i.id
    where i.gone_at is null and (i.state = 'opened' or not ${openOnly})
    group by 1, 2, 3, 4, 5, 6`);
  return groupRows.parse(rows);
}
