import type { Route } from "@/lib/api/route.ts";
import * as auditLog from "../admin/audit-log/route.ts";
import * as statusRule from "../admin/status-rules/[id]/route.ts";
import * as rulePreview from "../admin/status-rules/preview/route.ts";
import * as statusRules from "../admin/status-rules/route.ts";
import * as userGoogleAccount from "../admin/users/[id]/google-account/route.ts";
import * as user from "../admin/users/[id]/route.ts";
import * as userSessions from "../admin/users/[id]/sessions/route.ts";
import * as users from "../admin/users/route.ts";
import * as callback from "../auth/callback/google/route.ts";
import * as signInGoogle from "../auth/sign-in/social/route.ts";
import * as signOutEverywhere from "../auth/sign-out-everywhere/route.ts";
import * as signOut from "../auth/sign-out/route.ts";
import * as aging from "../dashboard/aging/route.ts";
import * as changes from "../dashboard/changes/route.ts";
import * as completed from "../dashboard/completed/route.ts";
import * as cycleTime from "../dashboard/cycle-time/route.ts";
import * as leadTime from "../dashboard/lead-time/route.ts";
import * as summary from "../dashboard/summary/route.ts";
import * as tasksPerEngineer from "../dashboard/tasks-per-engineer/route.ts";
import * as signInDemo from "../demo/sign-in/route.ts";
import * as feed from "../feeds/[id]/route.ts";
import * as feeds from "../feeds/route.ts";
import * as freshness from "../freshness/route.ts";
import * as health from "../health/route.ts";
import * as ready from "../health/ready/route.ts";
import * as issue from "../issues/[id]/route.ts";
import * as override from "../issues/[id]/override/route.ts";
import * as neighbours from "../issues/[id]/neighbours/route.ts";
import * as overrides from "../issues/overrides/route.ts";
import * as facets from "../issues/facets/route.ts";
import * as issues from "../issues/route.ts";
import * as issuesCsv from "../issues.csv/route.ts";
import * as chooseGitlabUser from "../me/gitlab-user/route.ts";
import * as me from "../me/route.ts";
import * as importOverrides from "../overrides/import/route.ts";
import * as people from "../people/route.ts";
import * as search from "../search/route.ts";
import * as audit from "../sync/audit/route.ts";
import * as audits from "../sync/audits/route.ts";
import * as bootstrap from "../sync/bootstrap/route.ts";
import * as deliveries from "../sync/deliveries/route.ts";
import * as gaps from "../sync/gaps/route.ts";
import * as jobs from "../sync/jobs/route.ts";
import * as retryJob from "../sync/jobs/[id]/retry/route.ts";
import * as poll from "../sync/poll/route.ts";
import * as reconcile from "../sync/reconcile/route.ts";
import * as runs from "../sync/runs/route.ts";
import * as syncStatus from "../sync/status/route.ts";
import * as view from "../views/[id]/route.ts";
import * as views from "../views/route.ts";
import * as webhook from "../webhooks/gitlab/route.ts";

/** Every route but the document's own, by path and method; a test compares it with the files that are there. */
export const ROUTES: Record<string, Record<string, Route>> = {
  "/api/issues": { GET: issues.GET },
  "/api/issues.csv": { GET: issuesCsv.GET },
  "/api/issues/facets": { GET: facets.GET },
  "/api/issues/{id}": { GET: issue.GET },
  "/api/issues/{id}/neighbours": { GET: neighbours.GET },
  "/api/issues/{id}/override": { PATCH: override.PATCH },
  "/api/issues/overrides": { POST: overrides.POST },
  "/api/overrides/import": { POST: importOverrides.POST },
  "/api/dashboard/summary": { GET: summary.GET },
  "/api/dashboard/tasks-per-engineer": { GET: tasksPerEngineer.GET },
  "/api/dashboard/cycle-time": { GET: cycleTime.GET },
  "/api/dashboard/lead-time": { GET: leadTime.GET },
  "/api/dashboard/completed": { GET: completed.GET },
  "/api/dashboard/aging": { GET: aging.GET },
  "/api/dashboard/changes": { GET: changes.GET },
  "/api/views": { GET: views.GET, POST: views.POST },
  "/api/views/{id}": { PATCH: view.PATCH, DELETE: view.DELETE },
  "/api/feeds": { GET: feeds.GET, POST: feeds.POST },
  "/api/feeds/{id}": { GET: feed.GET, DELETE: feed.DELETE },
  "/api/search": { GET: search.GET },
  "/api/freshness": { GET: freshness.GET },
  "/api/sync/audit": { POST: audit.POST },
  "/api/sync/audits": { GET: audits.GET },
  "/api/sync/bootstrap": { POST: bootstrap.POST },
  "/api/sync/deliveries": { GET: deliveries.GET },
  "/api/sync/gaps": { GET: gaps.GET },
  "/api/sync/jobs": { GET: jobs.GET },
  "/api/sync/jobs/{id}/retry": { POST: retryJob.POST },
  "/api/sync/poll": { POST: poll.POST },
  "/api/sync/reconcile": { POST: reconcile.POST },
  "/api/sync/runs": { GET: runs.GET },
  "/api/sync/status": { GET: syncStatus.GET },
  "/api/admin/audit-log": { GET: auditLog.GET },
  "/api/admin/status-rules": { GET: statusRules.GET, POST: statusRules.POST },
  "/api/admin/status-rules/{id}": { PATCH: statusRule.PATCH, DELETE: statusRule.DELETE },
  "/api/admin/status-rules/preview": { POST: rulePreview.POST },
  "/api/admin/users": { GET: users.GET },
  "/api/admin/users/{id}": { PATCH: user.PATCH },
  "/api/admin/users/{id}/google-account": { DELETE: userGoogleAccount.DELETE },
  "/api/admin/users/{id}/sessions": { DELETE: userSessions.DELETE },
  "/api/webhooks/gitlab": { POST: webhook.POST },
  "/api/me": { GET: me.GET },
  "/api/me/gitlab-user": { PUT: chooseGitlabUser.PUT },
  "/api/people": { GET: people.GET },
  "/api/auth/sign-in/social": { POST: signInGoogle.POST },
  "/api/auth/callback/google": { GET: callback.GET },
  "/api/auth/sign-out": { POST: signOut.POST },
  "/api/auth/sign-out-everywhere": { POST: signOutEverywhere.POST },
  "/api/demo/sign-in": { POST: signInDemo.POST },
  "/api/health": { GET: health.GET },
  "/api/health/ready": { GET: ready.GET },
};
