-- CreateEnum
CREATE TYPE "gitlab_event_kind" AS ENUM ('label', 'state');

-- CreateEnum
CREATE TYPE "audit_outcome" AS ENUM ('whole', 'repaired', 'wrong');

-- CreateEnum
CREATE TYPE "hook_state" AS ENUM ('unknown', 'good', 'missing', 'switches_missing', 'disabled');

-- AlterEnum

ALTER TYPE "sync_mode" ADD VALUE 'backfill';
ALTER TYPE "sync_mode" ADD VALUE 'audit';
ALTER TYPE "sync_mode" ADD VALUE 'rules';

-- AlterTable
ALTER TABLE "issues" ADD COLUMN     "assignee_ids" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "completed_at" TIMESTAMPTZ(3),
ADD COLUMN     "cycle_seconds" DOUBLE PRECISION,
ADD COLUMN     "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "history_fetched_at" TIMESTAMPTZ(3),
ADD COLUMN     "label_ids" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "started_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "projects" ADD COLUMN     "hook_checked_at" TIMESTAMPTZ(3),
ADD COLUMN     "hook_message" TEXT,
ADD COLUMN     "hook_state" "hook_state" NOT NULL DEFAULT 'unknown';

-- CreateTable
CREATE TABLE "gitlab_events" (
    "kind" "gitlab_event_kind" NOT NULL,
    "gitlab_event_id" BIGINT NOT NULL,
    "issue_id" UUID NOT NULL,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "action" TEXT NOT NULL,
    "gitlab_label_id" BIGINT,
    "gitlab_user_id" BIGINT,

    CONSTRAINT "gitlab_events_pkey" PRIMARY KEY ("kind","gitlab_event_id")
);

-- CreateTable
CREATE TABLE "issue_field_events" (
    "id" BIGSERIAL NOT NULL,
    "issue_id" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "from_value" JSONB,
    "to_value" JSONB,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "issue_field_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_audits" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "run_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "audited_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" "audit_outcome" NOT NULL,
    "gitlab_open" INTEGER NOT NULL,
    "gitlab_closed" INTEGER NOT NULL,
    "open" INTEGER NOT NULL,
    "closed" INTEGER NOT NULL,
    "missing_iids" INTEGER[],
    "extra_iids" INTEGER[],
    "stale_iids" INTEGER[],
    "closed_since" TIMESTAMPTZ(3),

    CONSTRAINT "sync_audits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_gaps" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "project_id" UUID NOT NULL,
    "iid" INTEGER NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "noticed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "opened_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_gaps_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" UUID,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "details" JSONB NOT NULL,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "gitlab_events_issue_id_idx" ON "gitlab_events"("issue_id");

-- CreateIndex
CREATE INDEX "gitlab_events_gitlab_label_id_issue_id_idx" ON "gitlab_events"("gitlab_label_id", "issue_id");

-- CreateIndex
CREATE INDEX "issue_field_events_issue_id_changed_at_idx" ON "issue_field_events"("issue_id", "changed_at");

-- CreateIndex
CREATE INDEX "sync_audits_project_id_audited_at_idx" ON "sync_audits"("project_id", "audited_at" DESC);

-- CreateIndex
CREATE INDEX "sync_audits_run_id_idx" ON "sync_audits"("run_id");

-- CreateIndex
CREATE INDEX "webhook_gaps_project_id_noticed_at_idx" ON "webhook_gaps"("project_id", "noticed_at" DESC);

-- CreateIndex
CREATE INDEX "audit_log_at_idx" ON "audit_log"("at" DESC);

-- CreateIndex
CREATE INDEX "audit_log_action_at_idx" ON "audit_log"("action", "at" DESC);

-- CreateIndex
CREATE INDEX "audit_log_actor_id_idx" ON "audit_log"("actor_id");

-- AddForeignKey
ALTER TABLE "gitlab_events" ADD CONSTRAINT "gitlab_events_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issues"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "issue_field_events" ADD CONSTRAINT "issue_field_events_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issues"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "sync_audits" ADD CONSTRAINT "sync_audits_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "sync_runs"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "sync_audits" ADD CONSTRAINT "sync_audits_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "webhook_gaps" ADD CONSTRAINT "webhook_gaps_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "app_users"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

