import { route } from "@/lib/api/route.ts";
import { trendQuerySchema } from "@/lib/dashboard/filter-schema.ts";
import { readCompleted } from "@/lib/dashboard/queries/completed.ts";
import { completedSchema } from "@/lib/dashboard/schema.ts";

export const GET = route({
  summary: "What was completed in a period, on time or late, and what was closed, created and reopened beside it",
  access: "viewer",
  query: trendQuerySchema,
  response: completedSchema,
  handle: ({ query, reader, db, env, clock }) =>
    readCompleted(db, { query, reader, clock, pollIntervalMinutes: env.POLL_INTERVAL_MINUTES }),
});
