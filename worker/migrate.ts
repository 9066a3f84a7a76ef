import { migrate } from "@/lib/db/migrate.ts";
import { messageOf } from "@/lib/errors.ts";
import { createLog } from "@/lib/log.ts";

const { DATABASE_URL, LOG_LEVEL } = process.env;

try {
  if (!DATABASE_URL) throw new Error("DATABASE_URL is not set");
  const { applied } = await migrate(DATABASE_URL, { log: createLog("migrate", LOG_LEVEL ?? "info") });
  console.log(applied.length === 0 ? "The database is up to date." : `Migrated: ${applied.join(", ")}`);
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
