import { route } from "@/lib/api/route.ts";
import { readSyncStatus } from "@/lib/sync/queries.ts";
import { syncStatusSchema } from "@/lib/sync/schema.ts";

export const GET = route({
  summary: "How the sync stands: freshness, workers, queue, projects and recent runs",
  access: "admin",
  response: syncStatusSchema,
  handle: ({ db, env, clock }) =>
    readSyncStatus(db, {
      clock,
      pollIntervalMinutes: env.POLL_INTERVAL_MINUTES,
      gitlabUrl: env.GITLAB_URL ?? "",
    }),
});
