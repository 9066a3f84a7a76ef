import { sql } from "@/lib/db/sql.ts";
import { cycleStretches } from "@/lib/definitions/cycle.ts";
import { isOpen } from "@/lib/definitions/definitions.ts";
import type { Durations } from "../schema.ts";
import { readDurations, type Asked } from "./durations.ts";
import type { Duration } from "./taken.ts";
import type { Reading } from "./ground.ts";

/** From the start to the final close, less the time spent closed in between (definition: Cycle time). */
const CYCLE: Duration = {
  seconds: sql`i.cycle_seconds`,
  known: { has_cycle: "true" },
  unknown: { has_cycle: "false" },
  stretches: ({ startedAt, completedAt, steps }) => cycleStretches({ startedAt, completedAt }, steps),
  stretchedBy: sql`e.changed_at > i.started_at and e.changed_at < i.completed_at`,
  // What was closed without being reopened before the final close was in work until then: that is how the stretches have it.
  spent: (steps) => steps.filter(({ to }) => isOpen(to)),
};

/**
 * How long the issues took that were completed in a period, from their start.
 * @throws AppError `invalid_request` where `me` is not known, or the period is cut too finely
 */
export function readCycleTime(db: Reading, asked: Asked): Promise<Durations> {
  return readDurations(db, CYCLE, asked);
}
