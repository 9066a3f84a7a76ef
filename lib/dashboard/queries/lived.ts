import { z } from "zod";
import { sql, type Sql } from "@/lib/db/sql.ts";
import type { Step } from "@/lib/definitions/cycle.ts";
import { ISSUE_STATUSES } from "@/lib/status/schema.ts";
import type { Reading } from "./ground.ts";

/** A completed issue's times, and steps of its timeline, oldest first. */
export type LivedIssue = {
  id: string;
  createdAt: Date;
  startedAt: Date | null;
  completedAt: Date;
  steps: Step[];
};

const instant = z.number().transform((ms) => new Date(ms));
const step = z
  .tuple([z.enum(ISSUE_STATUSES), instant, z.boolean()])
  .transform(([to, changedAt, provisional]): Step => ({ to, changedAt, provisional }));
/** An issue as `livedIssue` selects it. */
export const livedSchema = z
  .tuple([z.string(), instant, instant.nullable(), instant, z.array(step)])
  .transform(([id, createdAt, startedAt, completedAt, steps]): LivedIssue => ({
    ...{ id, createdAt, startedAt, completedAt, steps },
  }));

const livedRows = z.tuple([z.object({ lived: z.array(livedSchema) })]);

/** How the completed issue `i` went, with its steps `e` that meet a condition, in one column: thousands of rows are read fastest so. */
export function livedIssue(steps: Sql): Sql {
  return sql`json_build_array(i.id, ${inMs(sql`i.created_at_gitlab`)}, ${inMs(sql`i.started_at`)}, ${inMs(sql`i.completed_at`)}, (
    select coalesce(json_agg(json_build_array(e.to_status, ${inMs(sql`e.changed_at`)}, e.provisional) order by e.changed_at), '[]')
    from issue_status_events e where e.issue_id = i.id and ${steps}))`;
}

/** How the completed issues `i` went that meet a condition, with their steps `e` that meet another. */
export async function readLived(db: Reading, { issues, steps }: { issues: Sql; steps: Sql }): Promise<LivedIssue[]> {
  const [row] = livedRows.parse(
    await db.$queryRaw(sql`
      select coalesce(json_agg(${livedIssue(steps)}), '[]') as lived
      from issues i where i.completed_at is not null and ${issues}`),
  );
  return row.lived;
}

function inMs(instantColumn: Sql): Sql {
  return sql`(extract(epoch from ${instantColumn}) * 1000)::int8`;
}
