import { route } from "@/lib/api/route.ts";
import { engineersQuerySchema } from "@/lib/dashboard/filter-schema.ts";
import { readEngineers } from "@/lib/dashboard/queries/engineers.ts";
import { engineersSchema } from "@/lib/dashboard/schema.ts";

export const GET = route({
  summary: "What each engineer has open and in progress now, and has completed in a period",
  access: "viewer",
  query: engineersQuerySchema,
  response: engineersSchema,
  handle: ({ query, reader, db, env, clock }) =>
    readEngineers(db, { query, reader, clock, pollIntervalMinutes: env.POLL_INTERVAL_MINUTES }),
});
