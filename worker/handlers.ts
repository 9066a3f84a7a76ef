import type { Handlers } from "@/lib/jobs/queue.ts";
import type { WorkerContext } from "./context.ts";
import { bootstrapPage } from "./jobs/bootstrap-page.ts";
import { discover } from "./jobs/discover-projects.ts";
import { pollProject } from "./jobs/poll-project.ts";
import { poll } from "./jobs/poll.ts";
import { refreshIssue } from "./jobs/refresh-issue.ts";

/** Exactly one handler for every job of `JOBS`. */
export const handlers: Handlers<WorkerContext> = {
  discover_projects: discover,
  bootstrap_page: bootstrapPage,
  poll,
  poll_project: pollProject,
  refresh_issue: refreshIssue,
};
