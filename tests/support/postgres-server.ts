import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@/lib/db/embedded.ts";
import { createLog } from "@/lib/log.ts";

export type PostgresServer = { url: string; stop(): Promise<void> };

/**
 * A Postgres to make databases in: the one that BACKTRAK_TEST_POSTGRES names, or an embedded one
 * with its data in a temporary folder, which is gone with `stop`.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const given = process.env.BACKTRAK_TEST_POSTGRES;
  if (given) return { url: given, stop: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), "backtrak-postgres-"));
  const log = createLog("postgres", "warn");
  const server = await startEmbeddedPostgres({ dataDir: join(folder, "data"), durable: false, log });
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: server.url, stop };
}
