UPDATE "issues" SET
  "assignee_ids" = ARRAY(SELECT "user_id" FROM "issue_assignees" x WHERE x."issue_id" = "issues"."id" ORDER BY 1),
  "label_ids" = ARRAY(SELECT "label_id" FROM "issue_labels" x WHERE x."issue_id" = "issues"."id" ORDER BY 1);

ALTER TABLE "issues"
  ADD CONSTRAINT "issues_completed_at_only_when_completed" CHECK ("completed_at" IS NULL OR "status" = 'completed'),
  ADD CONSTRAINT "issues_cycle_has_both_ends" CHECK (
    "cycle_seconds" IS NULL OR ("cycle_seconds" >= 0 AND "started_at" IS NOT NULL AND "completed_at" IS NOT NULL)
  );

ALTER TABLE "gitlab_events"
  ADD CONSTRAINT "gitlab_events_action" CHECK (
    "kind" = 'label' AND "action" IN ('add', 'remove') OR "kind" = 'state' AND "action" IN ('closed', 'reopened')
  ),
  ADD CONSTRAINT "gitlab_events_only_labels_have_a_label" CHECK ("kind" = 'label' OR "gitlab_label_id" IS NULL);

ALTER TABLE "issue_field_events"
  ADD CONSTRAINT "issue_field_events_field" CHECK ("field" IN ('assignees', 'due_date')),
  ADD CONSTRAINT "issue_field_events_is_a_change" CHECK ("from_value" IS DISTINCT FROM "to_value");

ALTER TABLE "webhook_gaps"
  ADD CONSTRAINT "webhook_gaps_closes_after_it_was_noticed" CHECK ("closed_at" >= "noticed_at");

-- A project's next unheard change belongs to the gap that is there already.
CREATE UNIQUE INDEX "webhook_gaps_one_unclosed_a_project" ON "webhook_gaps" ("project_id") WHERE "closed_at" IS NULL;

-- Whose events are still to be asked of GitLab, those written last first.
CREATE INDEX "issues_history_due_idx" ON "issues" ("project_id", "synced_at" DESC, "id" DESC)
  WHERE "gone_at" IS NULL AND ("history_fetched_at" IS NULL OR "history_fetched_at" < "synced_at");
