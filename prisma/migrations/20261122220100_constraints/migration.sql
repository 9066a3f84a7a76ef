-- What the schema language cannot say: rules the database itself must never let anyone break.

ALTER TABLE "projects"
  ADD CONSTRAINT "projects_gitlab_project_id_positive" CHECK ("gitlab_project_id" > 0);

ALTER TABLE "gitlab_users"
  ADD CONSTRAINT "gitlab_users_gitlab_user_id_positive" CHECK ("gitlab_user_id" > 0);

ALTER TABLE "issues"
  ADD CONSTRAINT "issues_iid_positive" CHECK ("iid" > 0),
  ADD CONSTRAINT "issues_gitlab_issue_id_positive" CHECK ("gitlab_issue_id" > 0),
  ADD CONSTRAINT "issues_epoch_not_negative" CHECK ("epoch" >= 0),
  ADD CONSTRAINT "issues_gone_is_a_status" CHECK (("gone_at" IS NULL) = ("status" <> 'gone')),
  ADD CONSTRAINT "issues_status_follows_state" CHECK (
    "status" = 'gone' OR ("state" = 'closed') = ("status" IN ('completed', 'closed_not_done'))
  ),
  ADD CONSTRAINT "issues_wip_since_only_in_wip" CHECK ("wip_since" IS NULL OR "status" IN ('in_progress', 'blocked'));

ALTER TABLE "labels"
  ADD CONSTRAINT "labels_gitlab_label_id_positive" CHECK ("gitlab_label_id" > 0),
  ADD CONSTRAINT "labels_color_is_hex" CHECK ("color" ~ '^#[0-9a-f]{6}$');

ALTER TABLE "issue_overrides"
  ADD CONSTRAINT "issue_overrides_priority_range" CHECK ("priority" BETWEEN 1 AND 5);

ALTER TABLE "issue_override_events"
  ADD CONSTRAINT "issue_override_events_field" CHECK (
    "field" IN ('internal_status', 'internal_notes', 'target_date', 'priority')
  ),
  ADD CONSTRAINT "issue_override_events_is_a_change" CHECK ("from_value" IS DISTINCT FROM "to_value");

ALTER TABLE "issue_status_events"
  ADD CONSTRAINT "issue_status_events_is_a_change" CHECK ("from_status" IS DISTINCT FROM "to_status"),
  ADD CONSTRAINT "issue_status_events_statuses" CHECK (
    "to_status" IN ('not_started', 'in_progress', 'blocked', 'completed', 'closed_not_done', 'gone')
    AND ("from_status" IS NULL
      OR "from_status" IN ('not_started', 'in_progress', 'blocked', 'completed', 'closed_not_done', 'gone'))
  );

ALTER TABLE "status_rules"
  ADD CONSTRAINT "status_rules_pattern_not_blank" CHECK (btrim("pattern") <> '');

ALTER TABLE "app_users"
  ADD CONSTRAINT "app_users_email_lower_case" CHECK ("email" = lower("email"));

ALTER TABLE "sync_runs"
  ADD CONSTRAINT "sync_runs_running_is_unfinished" CHECK (("status" = 'running') = ("finished_at" IS NULL)),
  ADD CONSTRAINT "sync_runs_finishes_after_start" CHECK ("finished_at" >= "started_at"),
  ADD CONSTRAINT "sync_runs_counts_not_negative" CHECK (
    "records_upserted" >= 0 AND "records_read" >= 0 AND "records_total" >= 0
  );

-- A second bootstrap, poll or reconcile of a project joins the one under way.
CREATE UNIQUE INDEX "sync_runs_one_running_a_project" ON "sync_runs" ("mode", "project_id") NULLS NOT DISTINCT
  WHERE "status" = 'running' AND "mode" <> 'webhook';

ALTER TABLE "gitlab_instance"
  ADD CONSTRAINT "gitlab_instance_one_row" CHECK ("id" = 1);
