import { route } from "@/lib/api/route.ts";
import { trendQuerySchema } from "@/lib/dashboard/filter-schema.ts";
import { readSummary } from "@/lib/dashboard/queries/summary.ts";
import { summarySchema } from "@/lib/dashboard/schema.ts";

export const GET = route({
  summary: "What is open now and what was closed in a period, as it was before and how it went",
  access: "viewer",
  query: trendQuerySchema,
  response: summarySchema,
  handle: ({ query, reader, db, env, clock }) =>
    readSummary(db, { query, reader, clock, pollIntervalMinutes: env.POLL_INTERVAL_MINUTES }),
});
