import { z } from "zod";
import { allOf, sql } from "@/lib/db/sql.ts";
import { startOfDay } from "@/lib/definitions/days.ts";
import type { PlainDate } from "@/lib/time.ts";
import { issueRefSchema, type Changes } from "../schema.ts";
import { counts, isOnGround, type Ground, type Reading } from "./ground.ts";
import { OPEN } from "./params.ts";
import { ISSUE_REF, REF_TABLES } from "./refs.ts";

/** As many as a meeting goes through. */
const MAX_SLIPPED = 20;

const slippedRows = z.array(
  z.object({
    issue: issueRefSchema,
    times: z.number(),
    first_target: z.string(),
    target: z.string().nullable(),
  }),
);

/**
 * Open issues whose target date was moved to a later day since a local day began, however it was moved back afterwards: how often,
 * from which day first, and to which it has come. The furthest first, those without a target any more last. Setting a first target
 * and taking one away are no moves.
 */
export async function readSlipped(db: Reading, ground: Ground, since: PlainDate): Promise<Changes["slipped"]> {
  const open = counts(ground, OPEN);
  // Both are written as `2026-01-31`, so that the later day is the greater text.
  const rows = await db.$queryRaw(sql`
    select ${ISSUE_REF} as issue, moved.times, moved.first_target, i.target_date::text as target
    from (
      select issue_id, count(*)::int as times, (array_agg(from_value order by changed_at, id))[1] as first_target
      from issue_override_events
      where field = 'target_date' and changed_at >= ${startOfDay(since, ground.clock.zone)}
        and to_value collate "C" > from_value
      group by issue_id
    ) moved
    join (${REF_TABLES}) on i.id = moved.issue_id
    where ${allOf([isOnGround(ground), open])}
    order by i.target_date - moved.first_target::date desc nulls last, moved.times desc, i.id
    limit ${MAX_SLIPPED}`);
  return slippedRows.parse(rows).map(({ issue, ...moved }) => ({ ...issue, ...moved }));
}
