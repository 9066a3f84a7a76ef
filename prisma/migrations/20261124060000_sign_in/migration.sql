-- Whose account Google said it is (`hd`) when the session began. Sessions from before know nothing of it and end.
ALTER TABLE "sessions" ADD COLUMN "hosted_domain" TEXT;
