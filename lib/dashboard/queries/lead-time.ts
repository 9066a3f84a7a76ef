import { sql } from "@/lib/db/sql.ts";
import type { Durations } from "../schema.ts";
import { readDurations, type Asked } from "./durations.ts";
import type { Reading } from "./ground.ts";
import type { Duration } from "./taken.ts";

/** From creation to the final close, time spent closed included (definition: Lead time). */
const LEAD: Duration = {
  seconds: sql`greatest(0, extract(epoch from i.completed_at - i.created_at_gitlab))::float8`,
  // What was completed on a known day has both ends: the rest is nothing at all.
  known: {},
  unknown: { status: "!completed" },
  stretches: ({ createdAt, completedAt }) => [{ from: createdAt, until: completedAt }],
  stretchedBy: sql`false`,
  spent: (steps) => steps,
};

/**
 * How long the issues took that were completed in a period, from their creation.
 * @throws AppError `invalid_request` where `me` is not known, or the period is cut too finely
 */
export function readLeadTime(db: Reading, asked: Asked): Promise<Durations> {
  return readDurations(db, LEAD, asked);
}
