import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { RULE_OUTCOMES, type RuleDto } from "../schema.ts";

const ruleRows = z.array(
  z.object({
    id: z.uuid(),
    pattern: z.string(),
    outcome: z.enum(RULE_OUTCOMES),
    rank: z.number(),
    project_id: z.uuid().nullable(),
    path: z.string().nullable(),
  }),
);

/** Every rule in the order in which they are asked: a project's before those for all, titles before scopes, long scopes first. */
export async function listRules(db: Pick<Tx, "$queryRaw">): Promise<RuleDto[]> {
  const rows = await db.$queryRaw(sql`
    select r.id, r.pattern, r.outcome::text, r.rank, r.project_id, p.path_with_namespace as path
    from status_rules r left join projects p on p.id = r.project_id
    order by path nulls last, r.pattern like '%::', case when r.pattern like '%::' then -length(r.pattern) end,
      lower(r.pattern), r.rank desc, r.id`);
  return ruleRows.parse(rows).map(({ project_id, path, ...rule }) => {
    return { ...rule, project: project_id === null || path === null ? null : { id: project_id, path } };
  });
}
