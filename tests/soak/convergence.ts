/**
 * Random interleavings of edits, webhooks, polls, reconciles, faults and crashes, many seeds of them: each ends with the mirror
 * equal to the demo GitLab.
 *
 *   bun tests/soak/convergence.ts [--full]
 */
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { startEmbeddedPostgres } from "@/lib/db/embedded.ts";
import { createLog } from "@/lib/log.ts";
import { startCommand } from "../bench/processes.ts";
import { createReport } from "../convergence/report.ts";
import type { SeedReport } from "../convergence/run.ts";
import type { Counts } from "../convergence/tally.ts";
import { pickCount, runPart, unequal, type Findings } from "./part.ts";

const SEEDS = pickCount(20, 1_000);
/** Other seeds than those of the tests. */
const FIRST_SEED = 10_001;
/** A process never gets back what the dead workers of its seeds hold, some 30 MB a seed: so many are one process. */
const SEEDS_A_PROCESS = 50;

await runPart("soak-convergence", onOwnPostgres);

async function onOwnPostgres(): Promise<Findings> {
  const folder = mkdtempSync(join(tmpdir(), "backtrak-soak-"));
  const log = createLog("soak", "warn");
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "postgres"), log, durable: false });
  const give = () => void postgres.stop().finally(() => process.exit(130));
  process.once("SIGINT", give).once("SIGTERM", give);
  try {
    return await compareAll(postgres.url);
  } finally {
    process.off("SIGINT", give).off("SIGTERM", give);
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compareAll(postgresUrl: string): Promise<Findings> {
  const all = createReport();
  const faults: string[] = [];
  let [differing, slowest] = [0, 0];
  const onReport = (report: SeedReport) => {
    all.add(report);
    faults.push(...report.differences.map((line) => `seed ${report.seed}, ${report.workers} workers: ${line}`));
    if (report.differences.length > 0) differing++;
    slowest = Math.max(slowest, report.seconds);
    if (all.seeds() % SEEDS_A_PROCESS === 0) console.log(`${all.seeds()} of ${SEEDS} seeds, ${differing} differ`);
  };
  for (let done = 0; done < SEEDS; done += SEEDS_A_PROCESS) {
    const count = Math.min(SEEDS_A_PROCESS, SEEDS - done);
    await runApart(postgresUrl, { from: FIRST_SEED + done, count }, onReport);
  }
  faults.push(...unequal("seeds", all.seeds(), SEEDS));
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

type Seeds = { from: number; count: number };

/** Seeds in a process of their own, which tells each report as a line of JSON. */
async function runApart(postgresUrl: string, { from, count }: Seeds, onReport: (report: SeedReport) => void) {
  const script = join("tests", "convergence", "main.ts");
  const command = [process.execPath, script, `--from=${from}`, `--seeds=${count}`, "--json"];
  const child = startCommand(command, { BACKTRAK_TEST_POSTGRES: postgresUrl });
  if (child.stdout === null) throw new Error("the process has no output");
  const ended = once(child, "close");
  createInterface({ input: child.stdout }).on("line", (line) => {
    const report: SeedReport = JSON.parse(line);
    onReport(report);
  });
  await ended;
}

function sumOf(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
