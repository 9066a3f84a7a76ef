-- CreateEnum
CREATE TYPE "issue_state" AS ENUM ('opened', 'closed');

-- CreateEnum
CREATE TYPE "issue_status" AS ENUM ('not_started', 'in_progress', 'blocked', 'completed', 'closed_not_done', 'gone');

-- CreateEnum
CREATE TYPE "override_status" AS ENUM ('not_started', 'in_progress', 'blocked');

-- CreateEnum
CREATE TYPE "rule_outcome" AS ENUM ('not_started', 'in_progress', 'blocked', 'not_done');

-- CreateEnum
CREATE TYPE "status_source" AS ENUM ('webhook', 'poll', 'manual', 'backfill', 'rule');

-- CreateEnum
CREATE TYPE "app_role" AS ENUM ('viewer', 'manager', 'admin');

-- CreateEnum
CREATE TYPE "sync_mode" AS ENUM ('bootstrap', 'poll', 'reconcile', 'webhook');

-- CreateEnum
CREATE TYPE "sync_run_status" AS ENUM ('running', 'success', 'failed');

-- CreateEnum
CREATE TYPE "delivery_outcome" AS ENUM ('enqueued', 'ignored', 'unknown_project', 'malformed');

-- CreateTable
CREATE TABLE "projects" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "gitlab_project_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "path_with_namespace" TEXT NOT NULL,
    "web_url" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "history_from" TIMESTAMPTZ(3),
    "gone_at" TIMESTAMPTZ(3),
    "access_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "projects_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gitlab_users" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "gitlab_user_id" BIGINT NOT NULL,
    "username" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "avatar_url" TEXT,
    "fetched_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gitlab_users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "issues" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "project_id" UUID NOT NULL,
    "gitlab_issue_id" BIGINT NOT NULL,
    "iid" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT,
    "state" "issue_state" NOT NULL,
    "created_at_gitlab" TIMESTAMPTZ(3) NOT NULL,
    "updated_at_gitlab" TIMESTAMPTZ(3) NOT NULL,
    "closed_at_gitlab" TIMESTAMPTZ(3),
    "due_date" DATE,
    "author_id" UUID,
    "web_url" TEXT NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confidential" BOOLEAN NOT NULL DEFAULT false,
    "issue_type" TEXT NOT NULL DEFAULT 'issue',
    "moved_to_gitlab_id" BIGINT,
    "closed_as_duplicate" BOOLEAN NOT NULL DEFAULT false,
    "milestone" TEXT,
    "weight" INTEGER,
    "gone_at" TIMESTAMPTZ(3),
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "fetch_started_at" TIMESTAMPTZ(3) NOT NULL,
    "content_hash" TEXT NOT NULL,
    "snapshot_source" "status_source" NOT NULL,
    "status" "issue_status" NOT NULL,
    "status_since" TIMESTAMPTZ(3),
    "wip_since" TIMESTAMPTZ(3),

    CONSTRAINT "issues_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "issue_assignees" (
    "issue_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "issue_assignees_pkey" PRIMARY KEY ("issue_id","user_id")
);

-- CreateTable
CREATE TABLE "labels" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "gitlab_label_id" BIGINT NOT NULL,
    "title" TEXT NOT NULL,
    "color" TEXT NOT NULL,
    "project_id" UUID,
    "fetched_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "labels_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "issue_labels" (
    "issue_id" UUID NOT NULL,
    "label_id" UUID NOT NULL,

    CONSTRAINT "issue_labels_pkey" PRIMARY KEY ("issue_id","label_id")
);

-- CreateTable
CREATE TABLE "issue_overrides" (
    "issue_id" UUID NOT NULL,
    "internal_status" "override_status",
    "internal_notes" TEXT,
    "target_date" DATE,
    "priority" INTEGER,
    "updated_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "issue_overrides_pkey" PRIMARY KEY ("issue_id")
);

-- CreateTable
CREATE TABLE "issue_override_events" (
    "id" BIGSERIAL NOT NULL,
    "issue_id" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "from_value" TEXT,
    "to_value" TEXT,
    "changed_by" TEXT NOT NULL,
    "changed_by_id" UUID,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "issue_override_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "issue_status_events" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "issue_id" UUID NOT NULL,
    "from_status" TEXT,
    "to_status" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "source" "status_source" NOT NULL,
    "provisional" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "issue_status_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "status_rules" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "pattern" TEXT NOT NULL,
    "outcome" "rule_outcome" NOT NULL,
    "rank" INTEGER NOT NULL DEFAULT 0,
    "project_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "status_rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_users" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "app_role" NOT NULL DEFAULT 'viewer',
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "deactivated_at" TIMESTAMPTZ(3),
    "gitlab_user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "token" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verifications" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_cursors" (
    "project_id" UUID NOT NULL,
    "last_seen_updated_at" TIMESTAMPTZ(3),
    "last_success_at" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "sync_cursors_pkey" PRIMARY KEY ("project_id")
);

-- CreateTable
CREATE TABLE "sync_runs" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "mode" "sync_mode" NOT NULL,
    "status" "sync_run_status" NOT NULL,
    "project_id" UUID,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "records_upserted" INTEGER NOT NULL DEFAULT 0,
    "records_read" INTEGER NOT NULL DEFAULT 0,
    "records_total" INTEGER,
    "next_page" TEXT,
    "requested_by" TEXT,
    "progress_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "error_message" TEXT,

    CONSTRAINT "sync_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "delivery_key" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "gitlab_project_id" BIGINT,
    "iid" INTEGER,
    "outcome" "delivery_outcome" NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "handled_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workers" (
    "id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,

    CONSTRAINT "workers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cron_fires" (
    "name" TEXT NOT NULL,
    "fired_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cron_fires_pkey" PRIMARY KEY ("name","fired_at")
);

-- CreateTable
CREATE TABLE "gitlab_instance" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "base_url" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gitlab_instance_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "projects_gitlab_project_id_key" ON "projects"("gitlab_project_id");

-- CreateIndex
CREATE UNIQUE INDEX "gitlab_users_gitlab_user_id_key" ON "gitlab_users"("gitlab_user_id");

-- CreateIndex
CREATE INDEX "issues_state_updated_at_gitlab_idx" ON "issues"("state", "updated_at_gitlab" DESC);

-- CreateIndex
CREATE INDEX "issues_project_id_state_idx" ON "issues"("project_id", "state");

-- CreateIndex
CREATE INDEX "issues_closed_at_gitlab_idx" ON "issues"("closed_at_gitlab");

-- CreateIndex
CREATE INDEX "issues_due_date_idx" ON "issues"("due_date");

-- CreateIndex
CREATE INDEX "issues_updated_at_gitlab_id_idx" ON "issues"("updated_at_gitlab", "id");

-- CreateIndex
CREATE INDEX "issues_author_id_idx" ON "issues"("author_id");

-- CreateIndex
CREATE UNIQUE INDEX "issues_project_id_gitlab_issue_id_key" ON "issues"("project_id", "gitlab_issue_id");

-- CreateIndex
CREATE UNIQUE INDEX "issues_project_id_iid_key" ON "issues"("project_id", "iid");

-- CreateIndex
CREATE INDEX "issue_assignees_user_id_issue_id_idx" ON "issue_assignees"("user_id", "issue_id");

-- CreateIndex
CREATE UNIQUE INDEX "labels_gitlab_label_id_key" ON "labels"("gitlab_label_id");

-- CreateIndex
CREATE INDEX "labels_title_idx" ON "labels"("title");

-- CreateIndex
CREATE INDEX "labels_project_id_idx" ON "labels"("project_id");

-- CreateIndex
CREATE INDEX "issue_labels_label_id_issue_id_idx" ON "issue_labels"("label_id", "issue_id");

-- CreateIndex
CREATE INDEX "issue_override_events_issue_id_changed_at_idx" ON "issue_override_events"("issue_id", "changed_at");

-- CreateIndex
CREATE INDEX "issue_override_events_changed_by_id_idx" ON "issue_override_events"("changed_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "issue_status_events_issue_id_changed_at_key" ON "issue_status_events"("issue_id", "changed_at");

-- CreateIndex
CREATE UNIQUE INDEX "status_rules_project_id_pattern_key" ON "status_rules"("project_id", "pattern") NULLS NOT DISTINCT;

-- CreateIndex
CREATE UNIQUE INDEX "app_users_email_key" ON "app_users"("email");

-- CreateIndex
CREATE INDEX "app_users_gitlab_user_id_idx" ON "app_users"("gitlab_user_id");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_key" ON "sessions"("token");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "accounts_user_id_idx" ON "accounts"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_provider_id_account_id_key" ON "accounts"("provider_id", "account_id");

-- CreateIndex
CREATE INDEX "verifications_identifier_idx" ON "verifications"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "rate_limits_key_key" ON "rate_limits"("key");

-- CreateIndex
CREATE INDEX "sync_runs_project_id_mode_started_at_idx" ON "sync_runs"("project_id", "mode", "started_at" DESC);

-- CreateIndex
CREATE INDEX "sync_runs_started_at_idx" ON "sync_runs"("started_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "webhook_deliveries_delivery_key_key" ON "webhook_deliveries"("delivery_key");

-- CreateIndex
CREATE INDEX "webhook_deliveries_received_at_idx" ON "webhook_deliveries"("received_at" DESC);

-- CreateIndex
CREATE INDEX "webhook_deliveries_gitlab_project_id_iid_received_at_idx" ON "webhook_deliveries"("gitlab_project_id", "iid", "received_at");

-- CreateIndex
CREATE INDEX "workers_heartbeat_at_idx" ON "workers"("heartbeat_at");

-- AddForeignKey
ALTER TABLE "issues" ADD CONSTRAINT "issues_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "issues" ADD CONSTRAINT "issues_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "gitlab_users"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "issue_assignees" ADD CONSTRAINT "issue_assignees_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issues"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "issue_assignees" ADD CONSTRAINT "issue_assignees_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "gitlab_users"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "labels" ADD CONSTRAINT "labels_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "issue_labels" ADD CONSTRAINT "issue_labels_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issues"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "issue_labels" ADD CONSTRAINT "issue_labels_label_id_fkey" FOREIGN KEY ("label_id") REFERENCES "labels"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "issue_overrides" ADD CONSTRAINT "issue_overrides_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issues"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "issue_override_events" ADD CONSTRAINT "issue_override_events_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issues"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "issue_override_events" ADD CONSTRAINT "issue_override_events_changed_by_id_fkey" FOREIGN KEY ("changed_by_id") REFERENCES "app_users"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "issue_status_events" ADD CONSTRAINT "issue_status_events_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issues"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "status_rules" ADD CONSTRAINT "status_rules_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "app_users" ADD CONSTRAINT "app_users_gitlab_user_id_fkey" FOREIGN KEY ("gitlab_user_id") REFERENCES "gitlab_users"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "sync_cursors" ADD CONSTRAINT "sync_cursors_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "sync_runs" ADD CONSTRAINT "sync_runs_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;
