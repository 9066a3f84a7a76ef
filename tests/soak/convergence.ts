/**
 * Random interleavings of edits, webhooks, polls, reconciles, faults and crashes, many seeds of them: each ends with the mirror
 * equal to the demo GitLab.
 *
 *   bun tests/soak/convergence.ts [--full]
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withDatabase } from "@/lib/db/connection.ts";
import { startEmbeddedPostgres } from "@/lib/db/embedded.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { createLog } from "@/lib/log.ts";
import { createMould, type Mould } from "../convergence/database.ts";
import type { SeedReport } from "../convergence/run.ts";
import { runSeeds, seedsFrom } from "../convergence/seeds.ts";
import { addCounts, type Counts } from "../convergence/tally.ts";
import { pickCount, runPart, type Findings } from "./part.ts";

const SEEDS = pickCount(20, 1_000);
/** Other seeds than those of the tests. */
const FIRST_SEED = 10_001;
const TEMPLATE = "backtrak_soak_template";

await runPart("soak-convergence", onOwnPostgres);

async function onOwnPostgres(): Promise<Findings> {
  const folder = mkdtempSync(join(tmpdir(), "backtrak-soak-"));
  const log = createLog("soak", "warn");
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "postgres"), log, durable: false });
  const give = () => void postgres.stop().finally(() => process.exit(130));
  process.once("SIGINT", give).once("SIGTERM", give);
  try {
    await migrate(withDatabase(postgres.url, TEMPLATE), { log, createDatabase: true });
    return await compareAll(await createMould({ adminUrl: postgres.url, template: TEMPLATE }));
  } finally {
    process.off("SIGINT", give).off("SIGTERM", give);
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compareAll(mould: Mould): Promise<Findings> {
  const counts: Record<"operations" | "faults" | "crashes", Counts> = { operations: {}, faults: {}, crashes: {} };
  const faults: string[] = [];
  let [ran, differing, slowest] = [0, 0, 0];
  const onReport = (report: SeedReport) => {
    ran++;
    faults.push(...report.differences.map((line) => `seed ${report.seed}, ${report.workers} workers: ${line}`));
    for (const kind of ["operations", "faults", "crashes"] as const) addCounts(counts[kind], report.counts[kind]);
    if (report.differences.length > 0) differing++;
    slowest = Math.max(slowest, report.seconds);
    if (ran % 50 === 0) console.log(`${ran} of ${SEEDS} seeds, ${differing} differ`);
    return false;
  };
  await runSeeds(mould, { seeds: seedsFrom(FIRST_SEED, SEEDS), onReport });
  return {
    figures: {
      seeds: ran,
      "seeds that differ": differing,
      operations: sumOf(counts.operations),
      "faults of GitLab": sumOf(counts.faults),
      crashes: sumOf(counts.crashes),
      "slowest seed, seconds": Number(slowest.toFixed(1)),
    },
    faults,
    details: { counts },
  };
}

function sumOf(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
