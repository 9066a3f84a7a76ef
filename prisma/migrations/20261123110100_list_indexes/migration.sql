-- Lists: what was known before these columns is filled in, and each question and each order of the backlog gets its index. Gone issues
-- are in no list unless asked for, so they are in none of the indexes.
CREATE EXTENSION IF NOT EXISTS btree_gin;

UPDATE "issues" SET "credited_ids" = "assignee_ids" WHERE "state" = 'closed';
UPDATE "issues" SET "target_date" = o."target_date", "priority" = o."priority"
FROM "issue_overrides" o WHERE o."issue_id" = "issues"."id" AND (o."target_date" IS NOT NULL OR o."priority" IS NOT NULL);

ALTER TABLE "issues"
  ADD CONSTRAINT "issues_priority_range" CHECK ("priority" BETWEEN 1 AND 5),
  ADD CONSTRAINT "issues_credited_only_when_closed" CHECK ("state" = 'closed' OR "credited_ids" = '{}');

-- Which issues: whole, of projects, people, labels and statuses in any combination, by day, overdue, in progress.
CREATE INDEX "issues_live_idx" ON "issues" ("confidential") WHERE "gone_at" IS NULL;
CREATE INDEX "issues_live_of_idx" ON "issues" USING GIN ("project_id", "status", "assignee_ids", "label_ids")
  WHERE "gone_at" IS NULL;
CREATE INDEX "issues_live_credited_idx" ON "issues" USING GIN ("credited_ids") WHERE "gone_at" IS NULL;
CREATE INDEX "issues_live_updated_idx" ON "issues" ("updated_at_gitlab", "id") INCLUDE ("confidential") WHERE "gone_at" IS NULL;
CREATE INDEX "issues_live_project_updated_idx" ON "issues" ("project_id", "updated_at_gitlab", "id") INCLUDE ("confidential") WHERE "gone_at" IS NULL;
CREATE INDEX "issues_live_unassigned_idx" ON "issues" ("updated_at_gitlab", "id") INCLUDE ("confidential")
  WHERE "gone_at" IS NULL AND "assignee_ids" = '{}';
CREATE INDEX "issues_live_created_idx" ON "issues" ("created_at_gitlab", "id") INCLUDE ("confidential") WHERE "gone_at" IS NULL;
CREATE INDEX "issues_live_open_due_idx" ON "issues" ((coalesce("target_date", "due_date")))
  WHERE "gone_at" IS NULL AND "status" IN ('not_started', 'in_progress', 'blocked');
CREATE INDEX "issues_live_synced_idx" ON "issues" ("synced_at", "id") INCLUDE ("confidential") WHERE "gone_at" IS NULL;
CREATE INDEX "issue_overrides_updated_idx" ON "issue_overrides" ("updated_at");
CREATE INDEX "issue_override_events_field_idx" ON "issue_override_events" ("field", "changed_at");
CREATE INDEX "issue_field_events_field_idx" ON "issue_field_events" ("field", "changed_at");
CREATE INDEX "issue_status_events_reopened_idx" ON "issue_status_events" ("changed_at") WHERE "from_status" = 'completed';

-- What has no index of its own, or holds for most issues, is counted here: a tenth of the table, which carries the descriptions.
CREATE INDEX "issues_live_narrow_idx" ON "issues" ("project_id", "status", "confidential", "id") INCLUDE (
  "author_id", "milestone", "priority", "target_date", "due_date", "created_at_gitlab", "updated_at_gitlab", "started_at", "wip_since"
) WHERE "gone_at" IS NULL;

-- In which order. What may be missing is listed last, and is not in its index.
CREATE INDEX "issues_by_title_idx" ON "issues" (lower("title"), "id") INCLUDE ("confidential") WHERE "gone_at" IS NULL;
CREATE INDEX "issues_by_iid_idx" ON "issues" ("iid", "id") INCLUDE ("confidential") WHERE "gone_at" IS NULL;
CREATE INDEX "issues_by_status_idx" ON "issues" ("status", "id") INCLUDE ("confidential") WHERE "gone_at" IS NULL;
CREATE INDEX "issues_by_status_since_idx" ON "issues" ("status_since", "id") INCLUDE ("confidential")
  WHERE "gone_at" IS NULL AND "status_since" IS NOT NULL;
CREATE INDEX "issues_by_wip_since_idx" ON "issues" ("wip_since", "id") INCLUDE ("confidential") WHERE "gone_at" IS NULL AND "wip_since" IS NOT NULL;
CREATE INDEX "issues_by_started_idx" ON "issues" ("started_at", "id") INCLUDE ("confidential") WHERE "gone_at" IS NULL AND "started_at" IS NOT NULL;
CREATE INDEX "issues_by_completed_idx" ON "issues" ("completed_at", "id") INCLUDE ("confidential")
  WHERE "gone_at" IS NULL AND "completed_at" IS NOT NULL;
CREATE INDEX "issues_by_closed_idx" ON "issues" ("closed_at_gitlab", "id") INCLUDE ("confidential")
  WHERE "gone_at" IS NULL AND "closed_at_gitlab" IS NOT NULL;
CREATE INDEX "issues_by_due_idx" ON "issues" ((coalesce("target_date", "due_date")), "id") INCLUDE ("confidential")
  WHERE "gone_at" IS NULL AND coalesce("target_date", "due_date") IS NOT NULL;
CREATE INDEX "issues_by_due_date_idx" ON "issues" ("due_date", "id") INCLUDE ("confidential") WHERE "gone_at" IS NULL AND "due_date" IS NOT NULL;
CREATE INDEX "issues_by_target_date_idx" ON "issues" ("target_date", "id") INCLUDE ("confidential")
  WHERE "gone_at" IS NULL AND "target_date" IS NOT NULL;
CREATE INDEX "issues_by_priority_idx" ON "issues" ("priority", "id") INCLUDE ("confidential") WHERE "gone_at" IS NULL AND "priority" IS NOT NULL;
CREATE INDEX "issues_by_milestone_idx" ON "issues" (lower("milestone"), "id") INCLUDE ("confidential")
  WHERE "gone_at" IS NULL AND lower("milestone") IS NOT NULL;
CREATE INDEX "issues_by_weight_idx" ON "issues" ("weight", "id") INCLUDE ("confidential") WHERE "gone_at" IS NULL AND "weight" IS NOT NULL;
CREATE INDEX "issues_by_cycle_seconds_idx" ON "issues" ("cycle_seconds", "id") INCLUDE ("confidential")
  WHERE "gone_at" IS NULL AND "cycle_seconds" IS NOT NULL;
