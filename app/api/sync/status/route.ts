import { route } from "@/lib/api/route.ts";
import { readSyncStatus } from "@/lib/sync/queries.ts";
import { syncStatusSchema } from "@/lib/sync/schema.ts";

export const GET = route({
  summary: "How the sync stands: freshness, GitLab, webhook, workers, queue, projects and recent runs",
  access: "admin",
  response: syncStatusSchema,
  handle: ({ db, env, clock }) => readSyncStatus(db, { clock, settings: env }),
});
