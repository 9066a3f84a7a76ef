-- Figures: what a panel counts is read from an index alone; the table carries the descriptions, and every row of it is a page.
DROP INDEX "issues_live_narrow_idx";
CREATE INDEX "issues_live_narrow_idx" ON "issues" ("project_id", "status", "confidential", "id") INCLUDE (
  "author_id", "milestone", "priority", "target_date", "due_date", "created_at_gitlab", "updated_at_gitlab", "started_at", "wip_since",
  "status_since"
) WHERE "gone_at" IS NULL;

DROP INDEX "issues_by_completed_idx";
CREATE INDEX "issues_by_completed_idx" ON "issues" ("completed_at", "id") INCLUDE (
  "confidential", "status", "project_id", "created_at_gitlab", "started_at", "cycle_seconds", "target_date", "due_date"
) WHERE "gone_at" IS NULL AND "completed_at" IS NOT NULL;

DROP INDEX "issues_by_closed_idx";
CREATE INDEX "issues_by_closed_idx" ON "issues" ("closed_at_gitlab", "id") INCLUDE ("confidential", "state", "status", "project_id")
  WHERE "gone_at" IS NULL AND "closed_at_gitlab" IS NOT NULL;

DROP INDEX "issues_live_created_idx";
CREATE INDEX "issues_live_created_idx" ON "issues" ("created_at_gitlab", "id") INCLUDE ("confidential", "status", "project_id")
  WHERE "gone_at" IS NULL;

DROP INDEX "issues_live_idx";
CREATE INDEX "issues_live_idx" ON "issues" ("confidential") INCLUDE ("id") WHERE "gone_at" IS NULL;

-- What a mirror has few of, or none: not looked for among all others.
CREATE INDEX "issues_unknown_close_idx" ON "issues" ("id") INCLUDE ("confidential", "status")
  WHERE "gone_at" IS NULL AND "state" = 'closed' AND "closed_at_gitlab" IS NULL;
CREATE INDEX "issues_gone_idx" ON "issues" ("id") INCLUDE ("confidential") WHERE "gone_at" IS NOT NULL;

-- What has changed since a day, for how things stood then.
CREATE INDEX "issue_status_events_changed_idx" ON "issue_status_events" ("changed_at", "issue_id") INCLUDE ("from_status", "to_status");

-- Who has what, without the table. An entry of an index has room for some 160 people: issues of more than a few have an index of their own.
CREATE INDEX "issues_open_of_few_idx" ON "issues" ("status", "confidential") INCLUDE (
  "target_date", "due_date", "wip_since", "started_at", "assignee_ids"
) WHERE "gone_at" IS NULL AND "status" IN ('not_started', 'in_progress', 'blocked') AND cardinality("assignee_ids") <= 20;
CREATE INDEX "issues_of_many_idx" ON "issues" ("status") WHERE "gone_at" IS NULL AND cardinality("assignee_ids") > 20;
