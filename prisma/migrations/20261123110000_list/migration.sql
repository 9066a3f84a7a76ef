-- AlterTable
ALTER TABLE "issues" ADD COLUMN     "credited_ids" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "priority" INTEGER,
ADD COLUMN     "target_date" DATE;
