import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createMould, type Mould } from "./database.ts";
import { createReport } from "./report.ts";
import type { SeedReport } from "./run.ts";
import { runSeeds, seedsFrom } from "./seeds.ts";

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
const seeds = only === undefined ? seedsFrom(1, SEEDS) : [Number(only)];

test(
  "whatever happens on the way, the mirror ends equal to GitLab, and no override is lost",
  { timeout: TIMEOUT_MS },
  async () => {
    const report = createReport();
    const differences: string[] = [];
    const onReport = (result: SeedReport) => {
      report.add(result);
      if (result.differences.length > 0 || only !== undefined) console.log(result.log.join("\n"));
      differences.push(...result.differences.map((line) => `seed ${result.seed}: ${line}`));
      return false;
    };
    await runSeeds(mould, { seeds, onReport });
    console.log(report.text());
    expect(differences).toEqual([]);
    expect(report.seeds()).toBe(seeds.length);
  },
);
