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
import { createReport } from "../convergence/report.ts";
import type { SeedReport } from "../convergence/run.ts";
import { runSeeds, seedsFrom } from "../convergence/seeds.ts";
import type { Counts } from "../convergence/tally.ts";
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
  const all = createReport();
  const faults: string[] = [];
  let [differing, slowest] = [0, 0];
  const onReport = (report: SeedReport) => {
    all.add(report);
    faults.push(...report.differences.map((line) => `seed ${report.seed}, ${report.workers} workers: ${line}`));
    if (report.differences.length > 0) differing++;
    slowest = Math.max(slowest, report.seconds);
    if (all.seeds() % 50 === 0) console.log(`${all.seeds()} of ${SEEDS} seeds, ${differing} differ`);
    return false;
  };
  await runSeeds(mould, { seeds: seedsFrom(FIRST_SEED, SEEDS), onReport });
  const counts = all.counts();
  return {
    figures: {
      seeds: all.seeds(),
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
