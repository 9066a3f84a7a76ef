import { route } from "@/lib/api/route.ts";
import { changesQuerySchema } from "@/lib/dashboard/filter-schema.ts";
import { readChanges } from "@/lib/dashboard/queries/changes.ts";
import { changesSchema } from "@/lib/dashboard/schema.ts";

export const GET = route({
  summary: "What is new, started, finished, reopened, re-dated or overdue since a day, and which target dates slipped",
  access: "viewer",
  query: changesQuerySchema,
  response: changesSchema,
  handle: ({ query, reader, db, env, clock }) =>
    readChanges(db, { query, reader, clock, pollIntervalMinutes: env.POLL_INTERVAL_MINUTES }),
});
