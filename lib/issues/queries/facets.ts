import { z } from "zod";
import type { Reader } from "@/lib/auth/access.ts";
import type { Db } from "@/lib/db/client.ts";
import { sql, type Sql } from "@/lib/db/sql.ts";
import type { Clock } from "@/lib/time.ts";
import type { IssueFacets, IssueFilter } from "../schema.ts";
import { ISSUES_WITH_PROJECT, where } from "../where.ts";

const facetRows = z.array(
  z.object({ value: z.string(), name: z.string(), count: z.number(), color: z.string().optional() }),
);

/** More values than a person scans; the search inside a facet narrows what is shown, not what is counted. */
const MAX_VALUES = 500;

/**
 * For each filter its values and how many issues each would give under all the other filters: what is chosen in a filter does
 * not change that filter's own counts. Commonest first; statuses in their own order.
 */
export async function readFacets(
  db: Pick<Db, "$queryRaw">,
  { filter, reader, clock }: { filter: IssueFilter; reader: Reader; clock: Clock },
): Promise<IssueFacets> {
  const under = (own: keyof IssueFilter) => where({ ...filter, [own]: undefined }, reader, clock);
  const [status, assignee, project, label] = await Promise.all([
    count(
      db,
      sql`
      select i.status::text as value, i.status::text as name, count(*)::int as count
      from ${ISSUES_WITH_PROJECT} where ${under("status")} group by i.status order by i.status`,
    ),
    count(
      db,
      sql`
      select u.username as value, u.name as name, count(*)::int as count
      from ${ISSUES_WITH_PROJECT} join issue_assignees ia on ia.issue_id = i.id join gitlab_users u on u.id = ia.user_id
      where ${under("assignee")} group by u.id order by 3 desc, 2 limit ${MAX_VALUES}`,
    ),
    count(
      db,
      sql`
      select p.path_with_namespace as value, p.path_with_namespace as name, count(*)::int as count
      from ${ISSUES_WITH_PROJECT} where ${under("project")} group by p.id order by 3 desc, 2 limit ${MAX_VALUES}`,
    ),
    count(
      db,
      sql`
      select l.title as value, l.title as name, min(l.color) as color, count(distinct i.id)::int as count
      from ${ISSUES_WITH_PROJECT} join issue_labels il on il.issue_id = i.id join labels l on l.id = il.label_id
      where ${under("label")} group by l.title order by 4 desc, 2 limit ${MAX_VALUES}`,
    ),
  ]);
  return { status, assignee, project, label };
}

async function count(db: Pick<Db, "$queryRaw">, question: Sql): Promise<z.infer<typeof facetRows>> {
  return facetRows.parse(await db.$queryRaw(question));
}
