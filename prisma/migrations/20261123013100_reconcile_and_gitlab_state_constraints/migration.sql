ALTER TABLE "issues"
  ADD CONSTRAINT "issues_epoch_has_a_beginning" CHECK (("epoch" = 0) = ("epoch_from" IS NULL));

ALTER TABLE "sync_runs"
  ADD CONSTRAINT "sync_runs_only_a_reconcile_sweeps" CHECK (NOT "is_sweep" OR "mode" = 'reconcile');

ALTER TABLE "gitlab_state"
  ADD CONSTRAINT "gitlab_state_one_row" CHECK ("id" = 1),
  ADD CONSTRAINT "gitlab_state_pause_has_a_reason" CHECK (("paused_until" IS NULL) = ("pause" IS NULL)
    AND ("pause" IS NULL) = ("paused_since" IS NULL));

INSERT INTO "gitlab_state" ("id") VALUES (1);
