import type { JobPayload } from "@/lib/jobs/schema.ts";
import { discoverProjects } from "@/lib/projects/discover.ts";
import type { JobContext } from "../context.ts";

/** Finds the projects to track and starts the bootstrap of each new one. */
export async function discover(_payload: JobPayload<"discover_projects">, context: JobContext): Promise<void> {
  await discoverProjects(context);
}
