import { route } from "@/lib/api/route.ts";
import { readFreshness } from "@/lib/sync/queries.ts";
import { freshnessSchema } from "@/lib/sync/schema.ts";

export const GET = route({
  summary: "How old the mirror is",
  access: "viewer",
  response: freshnessSchema,
  handle: ({ db, clock, env }) => readFreshness(db, { clock, pollIntervalMinutes: env.POLL_INTERVAL_MINUTES }),
});
