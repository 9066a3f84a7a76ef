-- Saved views: a name for a query of the backlog or the dashboard; and feeds: a list behind a secret address.
CREATE TYPE "view_page" AS ENUM ('backlog', 'dashboard');

CREATE TABLE "saved_views" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "owner_id" UUID NOT NULL,
  "page" "view_page" NOT NULL,
  "name" TEXT NOT NULL,
  "query" TEXT NOT NULL,
  "is_shared" BOOLEAN NOT NULL DEFAULT false,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "saved_views_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app_users" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
);
CREATE UNIQUE INDEX "saved_views_owner_id_name_key" ON "saved_views" ("owner_id", lower("name"));

-- The view that the backlog opens with: one a person, their own or a shared one.
ALTER TABLE "app_users" ADD COLUMN "default_view_id" UUID,
  ADD CONSTRAINT "app_users_default_view_id_fkey" FOREIGN KEY ("default_view_id") REFERENCES "saved_views" ("id") ON DELETE SET NULL ON UPDATE NO ACTION;
CREATE INDEX "app_users_default_view_id_idx" ON "app_users" ("default_view_id");

CREATE TABLE "feeds" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "owner_id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "query" TEXT NOT NULL,
  "secret_hash" BYTEA NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "last_used_at" TIMESTAMPTZ(3),
  CONSTRAINT "feeds_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "feeds_secret_hash_is_sha256" CHECK (octet_length("secret_hash") = 32),
  CONSTRAINT "feeds_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app_users" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
);
CREATE UNIQUE INDEX "feeds_secret_hash_key" ON "feeds" ("secret_hash");
CREATE INDEX "feeds_owner_id_idx" ON "feeds" ("owner_id");
