import { route } from "@/lib/api/route.ts";
import { durationQuerySchema } from "@/lib/dashboard/filter-schema.ts";
import { readCycleTime } from "@/lib/dashboard/queries/cycle-time.ts";
import { durationSchema } from "@/lib/dashboard/schema.ts";

export const GET = route({
  summary: "How long the issues took that were completed in a period, from their start",
  access: "viewer",
  query: durationQuerySchema,
  response: durationSchema,
  handle: ({ query, reader, db, env, clock }) =>
    readCycleTime(db, {
      ...{ query, reader, clock },
      ...{ pollIntervalMinutes: env.POLL_INTERVAL_MINUTES, holidays: env.HOLIDAYS },
    }),
});
