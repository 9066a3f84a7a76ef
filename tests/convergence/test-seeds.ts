import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { allowConsole } from "../support/strict-console.ts";
import { createMould, type Mould } from "./database.ts";
import { createReport } from "./report.ts";
import type { SeedReport } from "./run.ts";
import { runSeeds, seedsFrom } from "./seeds.ts";

/** They take some minutes; a slow machine is no fault. */
const TIMEOUT_MS = 40 * 60_000;

/**
 * A test of `count` seeds from `first` on. A file has half of them, so that two cores share them. One seed alone, with all that
 * happens in it: `bun tests/convergence/main.ts --from=7 --seeds=1 --log`.
 */
export function testSeeds(first: number, count: number): void {
  let mould: Mould;
  beforeAll(async () => {
    mould = await createMould(inject("postgres"));
  });
  afterAll(() => mould.close());

  test(
    `whatever happens on the way, the mirror ends equal to GitLab, and no override is lost: seeds from ${first} on`,
    { timeout: TIMEOUT_MS },
    async () => {
      // Takeover ends a worker's sessions; the queue tells of it when that worker was just looking for its next job.
      allowConsole("error", /terminating connection due to administrator command[^]*getJobs/);
      const report = createReport();
      const differences: string[] = [];
      const onReport = (result: SeedReport) => {
        report.add(result);
        if (result.differences.length > 0) console.log(result.log.join("\n"));
        differences.push(...result.differences.map((line) => `seed ${result.seed}: ${line}`));
        return false;
      };
      await runSeeds(mould, { seeds: seedsFrom(first, count), onReport });
      console.log(report.text());
      expect(differences).toEqual([]);
      expect(report.seeds()).toBe(count);
    },
  );
}
