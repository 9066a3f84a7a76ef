import { z } from "zod";
import { sql } from "@/lib/db/sql.ts";
import { meansWip } from "@/lib/status/derive.ts";
import { readRules } from "@/lib/status/queries.ts";
import type { Reading } from "./ground.ts";

const labelRows = z.array(z.object({ project_id: z.uuid(), title: z.string() }));

/** Whether a label of any open issue has a rule for in progress or blocked; where none has, 0 in progress says nothing. */
export async function hasWipRule(db: Reading): Promise<boolean> {
  const [rules, labels] = await Promise.all([
    readRules(db),
    db.$queryRaw(sql`
      select carried.project_id, l.title
      from (
        select distinct project_id, unnest(label_ids) as label_id
        from issues where gone_at is null and status in ('not_started', 'in_progress', 'blocked')
      ) carried join labels l on l.id = carried.label_id`),
  ]);
  return labelRows.parse(labels).some(({ project_id, title }) => meansWip(title, project_id, rules));
}
