import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createMould, type Mould } from "./database.ts";
import { createReport, workersFor } from "./report.ts";
import { runSeed } from "./run.ts";

const SEEDS = 100;
/** They take some minutes; a slow machine is no fault. */
const TIMEOUT_MS = 40 * 60_000;

let mould: Mould;
beforeAll(async () => {
  mould = await createMould(inject("postgres"));
});
afterAll(() => mould.close());

/** `CONVERGENCE_SEED=7` runs that one alone and tells all that happened in it. */
const only = process.env.CONVERGENCE_SEED;
const seeds = only === undefined ? Array.from({ length: SEEDS }, (_, index) => index + 1) : [Number(only)];

test(
  "whatever happens on the way, the mirror ends equal to GitLab, and no override is lost",
  { timeout: TIMEOUT_MS },
  async () => {
    const report = createReport();
    const differences: string[] = [];
    for (const seed of seeds) {
      const result = await runSeed(mould, { seed, workers: workersFor(seed) });
      report.add(result);
      if (result.differences.length > 0 || only !== undefined) console.log(result.log.join("\n"));
      differences.push(...result.differences.map((line) => `seed ${seed}: ${line}`));
    }
    console.log(report.text());
    expect(differences).toEqual([]);
    expect(report.seeds()).toBe(seeds.length);
  },
);
