-- CreateEnum
CREATE TYPE "gitlab_pause" AS ENUM ('rate_limited', 'unauthorized');

-- AlterEnum
ALTER TYPE "sync_run_status" ADD VALUE 'stalled';

-- AlterTable
ALTER TABLE "issues" ADD COLUMN     "epoch_from" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "labels" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3),
ADD COLUMN     "first_met_in" UUID;

-- AlterTable
ALTER TABLE "sync_runs" ADD COLUMN     "is_sweep" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "reconcile_seen" (
    "run_id" UUID NOT NULL,
    "page" INTEGER NOT NULL,
    "issue_ids" BIGINT[],
    "older_ids" BIGINT[],

    CONSTRAINT "reconcile_seen_pkey" PRIMARY KEY ("run_id","page")
);

-- CreateTable
CREATE TABLE "gitlab_state" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "paused_until" TIMESTAMPTZ(3),
    "pause" "gitlab_pause",
    "paused_since" TIMESTAMPTZ(3),
    "pause_message" TEXT,
    "rate_limit" INTEGER,
    "rate_remaining" INTEGER,
    "rate_reset_at" TIMESTAMPTZ(3),
    "rate_seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "gitlab_state_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "issues_gitlab_issue_id_idx" ON "issues"("gitlab_issue_id");

-- CreateIndex
CREATE INDEX "webhook_deliveries_outcome_handled_at_received_at_idx" ON "webhook_deliveries"("outcome", "handled_at", "received_at");

-- AddForeignKey
ALTER TABLE "reconcile_seen" ADD CONSTRAINT "reconcile_seen_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "sync_runs"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
