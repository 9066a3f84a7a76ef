import type { SeedReport } from "./run.ts";
import { addCounts, type Counts } from "./tally.ts";

const WORKERS = [1, 2, 4];

/** One, two and four workers in turn. */
export function workersFor(seed: number): number {
  return WORKERS[seed % WORKERS.length] ?? 1;
}

/** Seeds run, operations, faults and crashes by kind, and differences. */
export function createReport() {
  const sums: Record<"operations" | "faults" | "crashes", Counts> = { operations: {}, faults: {}, crashes: {} };
  let [seeds, differences, seconds] = [0, 0, 0];
  return {
    add: (report: SeedReport) => {
      seeds += 1;
      differences += report.differences.length;
      seconds += report.seconds;
      for (const kind of ["operations", "faults", "crashes"] as const) addCounts(sums[kind], report.counts[kind]);
    },
    seeds: () => seeds,
    differences: () => differences,
    text: () =>
      [
        `${seeds} seeds in ${seconds.toFixed(0)} s, ${differences} differences`,
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
