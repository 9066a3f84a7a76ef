import { route } from "@/lib/api/route.ts";
import { readFreshnessAnswer } from "@/lib/sync/queries.ts";
import { freshnessAnswerSchema } from "@/lib/sync/schema.ts";

export const GET = route({
  summary: "How old the mirror is, whether all of it is here, and whether GitLab may be asked",
  access: "viewer",
  response: freshnessAnswerSchema,
  handle: ({ db, clock, env, reader }) =>
    readFreshnessAnswer(db, { clock, reader, pollIntervalMinutes: env.POLL_INTERVAL_MINUTES }),
});
