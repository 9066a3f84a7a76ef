import type { Handlers } from "@/lib/jobs/run.ts";
import type { WorkerContext } from "./context.ts";
import { auditPage } from "./jobs/audit-page.ts";
import { backfillPage } from "./jobs/backfill-page.ts";
import { bootstrapPage } from "./jobs/bootstrap-page.ts";
import { discover } from "./jobs/discover-projects.ts";
import { pollProject } from "./jobs/poll-project.ts";
import { poll } from "./jobs/poll.ts";
import { reconcilePage } from "./jobs/reconcile-page.ts";
import { reconcile } from "./jobs/reconcile.ts";
import { refreshHistory } from "./jobs/refresh-history.ts";
import { refreshIssues } from "./jobs/refresh-issues.ts";
import { reprojectLabel } from "./jobs/reproject-label.ts";
import { rulesPage } from "./jobs/rules-page.ts";
import { searchPage } from "./jobs/search-page.ts";
import { tidy } from "./jobs/tidy.ts";

/** Exactly one handler for every job of `JOBS`. */
export const handlers: Handlers<WorkerContext> = {
  discover_projects: discover,
  bootstrap_page: bootstrapPage,
  poll,
  poll_project: pollProject,
  reconcile,
  reconcile_page: reconcilePage,
  refresh_issues: refreshIssues,
  reproject_label: reprojectLabel,
  refresh_history: refreshHistory,
  backfill_page: backfillPage,
  audit_page: auditPage,
  rules_page: rulesPage,
  search_page: searchPage,
  tidy,
};
