import type { SeedReport } from "./run.ts";
import { addCounts, type Counts } from "./tally.ts";

/** Seeds run, operations, faults and crashes by kind, and differences. */
export function createReport() {
  const sums: Record<"operations" | "faults" | "crashes", Counts> = { operations: {}, faults: {}, crashes: {} };
  const startedAt = performance.now();
  let [seeds, differences] = [0, 0];
  return {
    add: (report: SeedReport) => {
      seeds += 1;
      differences += report.differences.length;
      for (const kind of ["operations", "faults", "crashes"] as const) addCounts(sums[kind], report.counts[kind]);
    },
    seeds: () => seeds,
    differences: () => differences,
    counts: () => sums,
    text: () =>
      [
        `${seeds} seeds in ${((performance.now() - startedAt) / 1000).toFixed(0)} s, ${differences} differences`,
        ...Object.entries(sums).map(([kind, counts]) => `${total(counts)} ${kind}: ${list(counts)}`),
      ].join("\n"),
  };
}

function total(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function list(counts: Counts): string {
  const present = Object.entries(counts).filter(([, count]) => count > 0);
  return present
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, count]) => `${count} ${name}`)
    .join(", ");
}
