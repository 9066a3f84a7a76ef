import { route } from "@/lib/api/route.ts";
import { agingQuerySchema } from "@/lib/dashboard/filter-schema.ts";
import { readAging } from "@/lib/dashboard/queries/aging.ts";
import { agingSchema } from "@/lib/dashboard/schema.ts";

export const GET = route({
  summary: "How old what is open is, what of it is overdue, blocked or left untouched, and which issues lead",
  access: "viewer",
  query: agingQuerySchema,
  response: agingSchema,
  handle: ({ query, reader, db, env, clock }) =>
    readAging(db, { query, reader, clock, pollIntervalMinutes: env.POLL_INTERVAL_MINUTES }),
});
