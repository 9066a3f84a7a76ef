import { z } from "zod";
import { allOf, sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { projectNamed } from "@/lib/projects/queries.ts";
import type { GapDto, GapQuery } from "../audit-schema.ts";

const gapRow = z.object({
  id: z.uuid(),
  project_id: z.uuid(),
  path: z.string(),
  iid: z.int(),
  changed_at: z.date(),
  noticed_at: z.date(),
  opened_at: z.date(),
  closed_at: z.date().nullable(),
});

const FROM = sql`webhook_gaps as g join projects as p on p.id = g.project_id`;

/** One page of the gaps, the open ones first, and how many there are. What is merely suspected is none yet. */
export async function listGaps(db: Pick<Tx, "$queryRaw">, query: GapQuery): Promise<{ data: GapDto[]; total: number }> {
  const named = query.project === undefined ? [] : [projectNamed(query.project)];
  const condition = allOf([sql`g.opened_at is not null`, ...named]);
  const [rows, totals] = await Promise.all([
    db.$queryRaw(sql`
      select g.id, g.project_id, path_with_namespace as path, iid, changed_at, noticed_at, opened_at, closed_at
      from ${FROM} where ${condition}
      order by closed_at is not null, opened_at desc, g.id
      limit ${query.page_size} offset ${(query.page - 1) * query.page_size}`),
    db.$queryRaw(sql`select count(*)::int as total from ${FROM} where ${condition}`),
  ]);
  const [{ total }] = z.tuple([z.object({ total: z.int() })]).parse(totals);
  return { data: z.array(gapRow).parse(rows).map(toGap), total };
}

function toGap({ project_id, path, ...row }: z.infer<typeof gapRow>): GapDto {
  return {
    ...row,
    project: { id: project_id, path },
    changed_at: row.changed_at.toISOString(),
    noticed_at: row.noticed_at.toISOString(),
    opened_at: row.opened_at.toISOString(),
    closed_at: row.closed_at?.toISOString() ?? null,
  };
}
