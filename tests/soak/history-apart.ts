import { z } from "zod";
import { askPostgres, countRows } from "./mirror.ts";
import { until } from "./until.ts";

const DONE_WITHIN_MS = 900_000;

/** For parts that are not about the history of issues: none is due any more, and no run is under way that asks for any. */
export async function setHistoryApart(databaseUrl: string): Promise<void> {
  await askPostgres(databaseUrl, z.unknown(), "update issues set history_fetched_at = now()");
  const text = "select count(*) as n from sync_runs where mode in ('backfill', 'audit') and status = 'running'";
  await until("no run is under way", async () => (await countRows(databaseUrl, text)) === 0, DONE_WITHIN_MS);
}
