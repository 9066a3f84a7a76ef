import type { ProjectHealth } from "@/lib/sync/schema.ts";

/** One project by its path, several as a number. */
export function projectsInWords(projects: readonly ProjectHealth[]): string {
  return projects.length === 1 && projects[0] ? projects[0].path : `${projects.length} projects`;
}
