import { route } from "@/lib/api/route.ts";
import { durationQuerySchema } from "@/lib/dashboard/filter-schema.ts";
import { readLeadTime } from "@/lib/dashboard/queries/lead-time.ts";
import { durationSchema } from "@/lib/dashboard/schema.ts";

export const GET = route({
  summary: "How long the issues took that were completed in a period, from their creation",
  access: "viewer",
  query: durationQuerySchema,
  response: durationSchema,
  handle: ({ query, reader, db, env, clock }) =>
    readLeadTime(db, {
      ...{ query, reader, clock },
      ...{ pollIntervalMinutes: env.POLL_INTERVAL_MINUTES, holidays: env.HOLIDAYS },
    }),
});
