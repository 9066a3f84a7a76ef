import { z } from "zod";
import { checkFilter, day, issueFilterFields } from "@/lib/issues/filter-schema.ts";
import { BUCKETS, TIMES } from "./filters.ts";

const { as_of: _, ...fields } = issueFilterFields;

const period = {
  /** Inclusive local days; the last 30, if not said. */
  from: day.optional(),
  to: day.optional(),
};
/** By what the period is cut into points. */
const bucket = z.enum(BUCKETS, `takes ${BUCKETS.join(", ")}`).optional();
/** Days of 86,400 seconds, or of working time. */
const time = z.enum(TIMES, `takes ${TIMES.join(", ")}`).prefault("calendar");

type Period = z.infer<z.ZodObject<typeof period>>;
type Checked = Parameters<typeof checkFilter>[0] & Partial<Period>;

function check(query: Checked, context: z.core.$RefinementCtx<Checked>): void {
  checkFilter(query, context);
  if (query.from !== undefined && query.to !== undefined && query.from > query.to) {
    context.addIssue({ code: "custom", path: ["from"], message: "is after to" });
  }
}

/** GET /api/dashboard/summary, /api/dashboard/completed */
export const trendQuerySchema = z.strictObject({ ...fields, ...period, bucket }).superRefine(check);
export type TrendQuery = z.infer<typeof trendQuerySchema>;

/** GET /api/dashboard/cycle-time, /api/dashboard/lead-time */
export const durationQuerySchema = z.strictObject({ ...fields, ...period, bucket, time }).superRefine(check);
export type DurationQuery = z.infer<typeof durationQuerySchema>;

/** GET /api/dashboard/tasks-per-engineer */
export const engineersQuerySchema = z.strictObject({ ...fields, ...period }).superRefine(check);
export type EngineersQuery = z.infer<typeof engineersQuerySchema>;

/** GET /api/dashboard/aging */
export const agingQuerySchema = z.strictObject(fields).superRefine(check);
export type AgingQuery = z.infer<typeof agingQuerySchema>;

/** All that the dashboard's URL may say, whichever panel it is for. */
export const dashboardQuerySchema = z
  .strictObject({ ...fields, ...period, bucket, time, since: day.optional() })
  .superRefine(check);

/** GET /api/dashboard/changes: since the first moment of a local day; since the Monday before today, if not said. */
export const changesQuerySchema = z.strictObject({ ...fields, since: day.optional() }).superRefine(check);
export type ChangesQuery = z.infer<typeof changesQuerySchema>;
