import { withDatabase } from "@/lib/db/connection.ts";
import { startEmbeddedPostgres, stopEmbeddedPostgres } from "@/lib/db/embedded.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { AppError } from "@/lib/errors.ts";
import type { Log } from "@/lib/log.ts";
import { emptyDataFolder, type DataFolder } from "./data-folder.ts";
import { step } from "./progress.ts";
import type { Stage } from "./stage.ts";

const DATABASE = "backtrak";

/** Starts over where `--fresh` asked for it. @throws AppError `bad_environment` for a database that is not the demo's. */
export async function startOver(folder: DataFolder, databaseUrl: string | null): Promise<void> {
  if (databaseUrl !== null) {
    throw new AppError(
      "bad_environment",
      "--fresh cannot empty the database of DATABASE_URL: unset it, or empty it yourself",
    );
  }
  await step("Starting over", async () => {
    await stopEmbeddedPostgres(folder.postgres);
    emptyDataFolder(folder);
  });
}

type Wanted = { databaseUrl: string | null; log: Log };

/** The migrated database of this demo: that of DATABASE_URL, or the embedded Postgres, started. Answers its address. */
export async function prepareDatabase(stage: Stage, { databaseUrl, log }: Wanted): Promise<string> {
  const url = databaseUrl ?? (await step("Starting Postgres", () => startEmbedded(stage, log)));
  await step("Migrating the database", async (report) => {
    const { applied } = await migrate(url, { log, createDatabase: databaseUrl === null });
    report(applied.length === 0 ? "up to date" : `${applied.length} new`);
  });
  return url;
}

async function startEmbedded({ folder, cleanup }: Stage, log: Log): Promise<string> {
  const postgres = await startEmbeddedPostgres({ dataDir: folder.postgres, logFile: folder.logFile("postgres"), log });
  await cleanup.add("Postgres", postgres.stop);
  return withDatabase(postgres.url, DATABASE);
}
